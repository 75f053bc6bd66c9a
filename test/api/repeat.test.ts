// The same request again: one effect and one answer, over two API processes, whoever comes first; another request with
// the same key has no effect and learns nothing.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let second: Awaited<ReturnType<Stage['second']>>;
let street: Client;
let elsewhere: Client;
let commands = '';

beforeAll(async () => {
  at = await stage();
  second = await at.second();
  street = await at.as('street.registrar');
  elsewhere = at.client(street.token, second.url);
  const opened = await street.post('/api/v1/cases', filing(at.seed));
  commands = `/api/v1/cases/${opened.body.id}/commands`;
});
afterAll(async () => {
  await second.close();
  await at.close();
});

const tenTimes = (send: (client: Client) => Promise<unknown>) =>
  Promise.all(Array.from({ length: 10 }, (_, i) => send(i % 2 ? street : elsewhere)));

it('files one case for ten equal filings over two processes, with ten equal answers', async () => {
  const before = await at.count();
  const body = filing(at.seed, {}, 2);
  const answers = await tenTimes((client) => client.post('/api/v1/cases', body, 'file-once-0001'));
  expect(new Set(answers.map((answer) => JSON.stringify(withoutTime(answer)))).size).toBe(1);
  expect((await at.count()).cases).toBe((before.cases ?? 0) + 1);
});

it('records one command for ten equal ones, with ten equal answers', async () => {
  const before = await at.count();
  const body = { type: 'note', note: '电话回访' };
  const answers = await tenTimes((client) => client.post(commands, body, 'note-once-00001'));
  expect(new Set(answers.map((answer) => JSON.stringify(withoutTime(answer)))).size).toBe(1);
  const after = await at.count();
  expect(after).toEqual({
    ...before,
    events: (before.events ?? 0) + 1,
    texts: (before.texts ?? 0) + 1,
    newest: after.newest,
  });
});

it('gives the first answer again after the case has moved on', async () => {
  const first = await street.post(commands, { type: 'requestNegotiation', for: 'W1' }, 'negotiate-00001');
  await street.post(commands, { type: 'withdraw', for: 'W1' });
  const again = await elsewhere.post(commands, { type: 'requestNegotiation', for: 'W1' }, 'negotiate-00001');
  expect(withoutTime(again)).toEqual(withoutTime(first));
});

it('refuses a key that was used for another request or by another person, and shows nothing of the first', async () => {
  await street.post(commands, { type: 'note', note: '只给登记员看' }, 'bound-key-0001');
  const before = await at.count();
  const other = await street.post(commands, { type: 'note', note: '另一内容' }, 'bound-key-0001');
  expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
  const colleague = await at.as('street.mediator');
  const foreign = await colleague.post(commands, { type: 'note', note: '只给登记员看' }, 'bound-key-0001');
  expect([foreign.status, foreign.body.code]).toEqual([422, 'key-reused']);
  expect(foreign.text).not.toContain('只给登记员看');
  expect(await at.count()).toEqual(before);
  const filed = await street.post('/api/v1/cases', filing(at.seed, {}, 2), 'file-once-0001');
  expect(filed.status).toBe(201);
  const renamed = filing(at.seed, {}, 2);
  const differently = { ...renamed, parties: renamed.parties.map((party) => ({ ...party, name: '别的名字' })) };
  expect((await street.post('/api/v1/cases', differently, 'file-once-0001')).status).toBe(422);
  const theirs = await colleague.post('/api/v1/cases', filing(at.seed, {}, 2), 'file-once-0001');
  expect(theirs.status, 'keys of filings belong to their person').toBe(201);
  expect(theirs.body.id).not.toBe(filed.body.id);
});

it('lets one of two opposite acts win and tells the other why, in 20 races', async () => {
  for (let race = 0; race < 20; race += 1) {
    const opened = await street.post(
      '/api/v1/cases',
      filing(at.seed, { entry: { type: 'requestNegotiation', for: 'W1' } }, 10 + race),
    );
    const path = `/api/v1/cases/${opened.body.id}/commands`;
    const both = await Promise.all([
      street.post(path, { type: 'refuse', for: 'E1' }),
      elsewhere.post(path, { type: 'withdraw', for: 'W1' }),
    ]);
    expect(both.map((answer) => answer.status).toSorted(), both.map((answer) => answer.text).join()).toEqual([
      200, 409,
    ]);
    expect(both.find((answer) => answer.status === 409)?.body.detail.zh).toBeTruthy();
  }
});

it('counts commands by what became of them', async () => {
  const { text } = await at.nobody.get('/metrics');
  expect(text).toMatch(/jiefen_commands_total\{command="note",outcome="recorded"\} \d/);
  expect(text).toMatch(/jiefen_commands_total\{command="note",outcome="key-reused"\} 2/);
  expect(text).toMatch(
    /jiefen_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/cases\/:id\/commands",status="200"\}/,
  );
});

/** Everything but what says when it was answered. */
function withoutTime(answer: unknown): unknown {
  const { status, text } = answer as { status: number; text: string };
  return { status, text };
}
