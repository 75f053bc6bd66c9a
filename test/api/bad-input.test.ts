// Whatever is sent that should not be: it is answered with a 4xx problem in both languages, and nothing has changed.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../api/schemas/answers.ts';
import { type Answer, type Client, filing, type Stage, stage } from './stage.ts';

/** An id of the right form that nothing has. */
const NOTHING = '00000000-0000-4000-8000-000000000000';

let at: Stage;
let street: Client;
let commands = '';
let before: Readonly<Record<string, number>>;

beforeAll(async () => {
  at = await stage();
  street = await at.as('street.registrar');
  const opened = await street.post('/api/v1/cases', filing(at.seed));
  commands = `/api/v1/cases/${opened.body.id}/commands`;
  before = await at.count();
});
afterAll(() => at.close());

async function refused(answer: Answer, statuses: readonly number[]): Promise<void> {
  expect(statuses, answer.text).toContain(answer.status);
  const body = problem.parse(answer.body);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(body.status).toBe(answer.status);
  expect(body.detail.zh).toMatch(/[一-龥]/);
  expect(body.detail.en).toMatch(/[a-z]/);
  expect(body.requestId).toBe(answer.headers.get('x-request-id'));
  expect(answer.text).not.toMatch(/node_modules|at .*\.ts|select |PostgreSQL|zod/i);
  expect(await at.count()).toEqual(before);
}

const json = { 'content-type': 'application/json', 'idempotency-key': 'bad-input-key' };
const raw = (body: string | Buffer, headers: Record<string, string> = {}, path = commands) =>
  street.send('POST', path, { headers: { ...json, ...headers }, body });

describe('bodies that are no JSON, or too much of it', () => {
  const deep = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
  it.each<[string, string | Buffer, number]>([
    ['empty', '', 400],
    ['cut off', '{"type":"note"', 400],
    ['a comment', '{"type":"note"} // x', 400],
    ['Infinity', '{"type":"extend","clock":1,"n":Infinity}', 400],
    ['a byte order mark', '\ufeff{"type":"note"}', 400],
    ['an array', '[]', 422],
    ['a string', '"note"', 422],
    ['null', 'null', 422],
    ['a doubled name', '{"type":"note","type":"close"}', 422],
    ['a doubled name, spelt otherwise', '{"type":"note","note":"a","no\\u0074e":"b"}', 422],
    ['__proto__', '{"type":"note","__proto__":{"x":1}}', 422],
    ['constructor', '{"type":"note","constructor":{"prototype":{"x":1}}}', 422],
    ['1e400', '{"type":"extend","clock":1,"n":1e400}', 422],
    ['2^53+1', '{"type":"changeClaims","claim":1,"amountFen":9007199254740993}', 422],
    ['minus zero', '{"type":"changeClaims","claim":1,"amountFen":-0}', 422],
    ['a fraction', '{"type":"changeClaims","claim":1,"amountFen":1.5}', 422],
    ['a fraction that is none', '{"type":"changeClaims","claim":1,"amountFen":1.0000000000000000001}', 422],
    ['invalid UTF-8', Buffer.from([...Buffer.from('{"type":"note","note":"'), 0xff, ...Buffer.from('"}')]), 422],
    ['overlong UTF-8', Buffer.from([...Buffer.from('{"type":"note","note":"'), 0xc0, 0x80, ...Buffer.from('"}')]), 422],
    ['30 levels', `{"type":"note","note":${deep}}`, 422],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 422],
    ['300 KiB', `{"type":"note","note":"${'x'.repeat(300 * 1024)}"}`, 413],
  ])('%s', async (_, body, status) => {
    await refused(await raw(body), [status]);
  });

  it.each<[string, Record<string, string>]>([
    ['text/plain', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another charset', { 'content-type': 'application/json; charset=gbk' }],
    ['a compressed body', { 'content-encoding': 'gzip' }],
  ])('%s', async (_, headers) => {
    await refused(await raw('{"type":"note"}', headers), [415]);
  });

  it('does not pollute prototypes', () => {
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

describe('commands', () => {
  it.each<[string, unknown]>([
    ['no type', {}],
    ['an unknown type', { type: 'destroy' }],
    ['a type of the prototype', { type: 'toString' }],
    ['open', { type: 'open' }],
    ['an unknown field', { type: 'note', hash: 'x' }],
    ['fields of the record', { type: 'note', caseNo: '解2026-000001', recordedAt: 'now', orgId: 'x', role: 'admin' }],
    ['texts given as references', { type: 'note', texts: { note: 'a'.repeat(64) } }],
    ['a number for a text', { type: 'note', note: 5 }],
    ['NUL', { type: 'note', note: 'a\0b' }],
    ['a lone surrogate', { type: 'note', note: 'a\ud800' }],
    ['blank', { type: 'note', note: '   ' }],
    ['over-long', { type: 'note', note: 'x'.repeat(20_001) }],
    ['a reason that is a sentence', { type: 'fail', reason: '双方意见不合' }],
    ['an impossible day', { type: 'note', on: '2026-02-30' }],
    ['a day of another age', { type: 'note', on: '0001-01-01' }],
    ['a far day', { type: 'scheduleHearing', hearingOn: '9999-12-31' }],
    ['an instant for a day', { type: 'note', on: '2026-03-02T00:00:00Z' }],
    ['a negative amount', { type: 'changeClaims', claim: 1, amountFen: -1 }],
    ['an absurd amount', { type: 'changeClaims', claim: 1, amountFen: 10_000_000_000_001 }],
    ['an amount in words', { type: 'changeClaims', claim: 1, amountFen: '100' }],
    ['an extension of nothing', { type: 'extend', clock: 1, n: 0 }],
    ['a party that is none', { type: 'consent', for: 'X1' }],
    ['party 0', { type: 'consent', for: 'W0' }],
    ['a body that is no id', { type: 'applyForMediation', body: "'; drop table cases; --" }],
    ['a payload missing', { type: 'settle' }],
    ['a payload of another command', { type: 'note', terms: { claims: [] } }],
    [
      'a claim result that does not exist',
      { type: 'settle', terms: { claims: [{ claim: 1, result: 'won', amountFen: 1 }] } },
    ],
    [
      'a wrong id number',
      { type: 'joinParty', party: 'W2', details: { name: '测试乙', idNumber: '510904198001010000' } },
    ],
    ['a wrong phone', { type: 'joinParty', party: 'W2', details: { name: '测试乙', phone: '12345' } }],
    ['a party without its name', { type: 'joinParty', party: 'W2' }],
    [
      'an account that does not exist',
      { type: 'joinParty', party: 'W2', details: { name: '测试乙', person: NOTHING } },
    ],
  ])('%s', async (_, body) => {
    await refused(await street.post(commands, body), [422]);
  });

  it('says where it is wrong without repeating it', async () => {
    const answer = await street.post(commands, {
      type: 'joinParty',
      party: 'W2',
      details: { name: '测试乙', idNumber: '51090419800101CANARY', secret: 1 },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { at: string }) => error.at)).toContain('/details/idNumber');
    expect(answer.text).not.toContain('CANARY');
    expect(at.logged.join('')).not.toContain('CANARY');
  });
});

describe('filings', () => {
  const wrongly = (change: (body: ReturnType<typeof filing>) => unknown) =>
    change(structuredClone(filing(at.seed, {}, 3)));
  it.each<[string, (body: ReturnType<typeof filing>) => unknown]>([
    ['without parties', ({ parties: _, ...rest }) => rest],
    ['one party alone', (body) => ({ ...body, parties: body.parties.slice(0, 1) })],
    ['a party twice', (body) => ({ ...body, parties: [...body.parties, body.parties[0]] })],
    [
      'a check digit wrong',
      (body) => ({ ...body, parties: [{ id: 'W1', name: '甲', idNumber: '11010519491231002Y' }, body.parties[1]] }),
    ],
    [
      'a credit code of a worker',
      (body) => ({ ...body, parties: [{ id: 'W1', name: '甲', creditCode: '91350100M000100Y43' }, body.parties[1]] }),
    ],
    [
      'an enterprise that does not exist',
      (body) => ({ ...body, parties: [body.parties[0], { id: 'E1', name: '甲', org: NOTHING }] }),
    ],
    ['no place', (body) => ({ ...body, parties: [body.parties[0], { id: 'E1', name: '甲' }] })],
    [
      'a place of another kind',
      (body) => ({
        ...body,
        facts: {
          ...body.facts,
          place: { enterprise: null, community: null, park: null, town: null, district: at.seed.orgs.street },
        },
      }),
    ],
    ['no worker at all', (body) => ({ ...body, facts: { ...body.facts, workers: 0 } })],
    ['half a worker', (body) => ({ ...body, facts: { ...body.facts, workers: '1' } })],
    ['an unknown fact', (body) => ({ ...body, facts: { ...body.facts, vip: true } })],
    ['an office that is not mine', (body) => ({ ...body, registeredBy: NOTHING })],
    ['a case number of my choice', (body) => ({ ...body, caseNo: '解2026-000001' })],
    ['a timeline that does not exist', (body) => ({ ...body, timeline: 999 })],
    ['another first step', (body) => ({ ...body, entry: { type: 'open' } })],
  ])('%s', async (_, change) => {
    const answer = await street.post('/api/v1/cases', wrongly(change));
    await refused(answer, [422, 403]);
  });

  it.each([
    ['a claim of nobody', { claims: [{ type: 'remuneration', party: 'W9', amountFen: 1 }] }],
    ['known in the future', { facts: { ...filingFacts(), knownOn: '2090-01-01' } }],
  ])('%s is refused by the law', async (_, more) => {
    await refused(await street.post('/api/v1/cases', filing(at.seed, more, 3)), [409]);
  });
});

function filingFacts() {
  return {
    industry: 'catering',
    workers: 1,
    commonClaim: false,
    migrantWages: false,
    wageIou: false,
    employmentEndedOn: null,
  };
}

describe('addresses, queries, headers', () => {
  it.each<[string, string, number]>([
    ['an unknown address', '/api/v1/nothing', 404],
    ['a trailing slash', '/api/v1/cases/', 404],
    ['upper case', '/API/v1/cases', 404],
    ['two slashes', '/api/v1//cases', 404],
    ['a broken escape', '/api/v1/cases/%E0%A4%A', 400],
    ['an id that is none', '/api/v1/cases/1', 404],
    ['NUL in an id', '/api/v1/cases/%00', 404],
    ['an unknown filter', '/api/v1/cases?vip=1', 422],
    ['a list for a value', '/api/v1/cases?level=town&level=park', 422],
    ['brackets', '/api/v1/cases?level[a][b]=town', 422],
    ['limit 10^9', '/api/v1/cases?limit=1000000000', 422],
    ['limit 201', '/api/v1/cases?limit=201', 422],
    ['limit 0', '/api/v1/cases?limit=0', 422],
    ['limit 1e2', '/api/v1/cases?limit=1e2', 422],
    ['a sort that is not offered', '/api/v1/cases?sort=id;drop', 422],
    ['a cursor of my own', '/api/v1/cases?cursor=eyJhIjoxfQ', 422],
    ['NUL in a search', '/api/v1/cases?q=%00', 422],
    ['a long search', `/api/v1/cases?q=${'x'.repeat(101)}`, 422],
    ['a day that is none', '/api/v1/cases?dueBefore=2026-13-01', 422],
    ['NUL in a public number', '/api/v1/public/progress?caseNo=%00&code=x', 422],
    ['a public question without code', '/api/v1/public/progress?caseNo=x', 422],
    ['a query where none is taken', '/api/v1/session?x=1', 422],
  ])('%s', async (_, path, status) => {
    await refused(await street.get(path), [status]);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s of a list', async (method) => {
    const answer = await street.send(method, '/api/v1/cases');
    await refused(answer, [405]);
    expect(answer.headers.get('allow')).toBe('POST, GET, HEAD');
  });

  it('knows no method override', async () => {
    const answer = await street.send('GET', '/api/v1/session', { headers: { 'x-http-method-override': 'DELETE' } });
    expect(answer.status).toBe(200);
    expect((await street.get('/api/v1/session')).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['missing', {}],
    ['short', { 'idempotency-key': 'short' }],
    ['long', { 'idempotency-key': 'x'.repeat(129) }],
    ['with a space', { 'idempotency-key': 'a key with spaces' }],
    ["like time's own", { 'idempotency-key': 'time:1:lapse:2026-01-01' }],
  ])('an Idempotency-Key that is %s', async (_, headers) => {
    const answer = await street.send('POST', commands, {
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"type":"note"}',
    });
    await refused(answer, [422]);
    expect(answer.body.code).toBe('key-missing');
  });

  it('refuses headers of 64 KB and a body that never ends without harm to others', async () => {
    const big = await talk(`GET /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(64 * 1024)}\r\n\r\n`);
    expect(big).toMatch(/^HTTP\/1\.1 431/);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const endless = await talk(
      `POST ${commands} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${street.token}\r\nIdempotency-Key: endless-1\r\n` +
        `Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`,
    );
    expect(endless).toMatch(/^HTTP\/1\.1 413/);
    expect((await street.get('/health/live')).status).toBe(200);
    expect(await at.count()).toEqual(before);
  });
});

/** Says something over plain TCP and returns what is answered until the connection ends. */
function talk(words: string): Promise<string> {
  const { port } = new URL(at.url);
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(words));
    socket.on('data', (data) => {
      heard += String(data);
      if (heard.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}
