// Every route that writes: it takes an Idempotency-Key and gives the first answer again, or stands here with the reason why
// it needs none. Sent ten times over two processes; then with other words; then by somebody else.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../api/app.ts';
import { documentOf, operationId } from '../../api/openapi.ts';
import { rows } from '../../db/connection.ts';
import { LEVERS } from '../../domain/clearance/triage.ts';
import { settledToday } from '../setup/today.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

/** Why a repetition does no harm without a key. */
const WITHOUT: Readonly<Record<string, string>> = {
  postSession: 'each sign-in is a session of its own, and its token must not be had again by repeating',
  deleteSession: 'signed out is signed out',
  deleteSessionsId: 'ended is ended',
  postCasesIdUnmask: 'a look changes nothing, and each look must be noted, a repeated one too',
  postCasesIdConductRead: 'a look changes nothing, and each look must be noted, a repeated one too',
  postOrganisationsIdTriagePreview: 'it is a question, and keeps nothing (test/api/triage.test.ts)',
  postImportsBacklog: 'known again by its content, however often and by whomever it is sent (test/api/imports.test.ts)',
  postImportsIdRun: 'an import is taken over once, by its state (test/api/imports.test.ts)',
  deleteWebhooksId: 'deleted is deleted (test/api/webhooks.test.ts)',
  postDrillTimelines: 'drills only, absent in production: a second timeline holds no case',
  postDrillTimelinesId: 'drills only, absent in production: it sets an instant, and time never goes back',
};

interface Write {
  readonly path: string;
  readonly body: object;
  readonly otherwise: object;
  readonly by: Client;
  /** Somebody else who may do the same. */
  readonly other: Client;
}

let at: Stage;
let second: Awaited<ReturnType<Stage['second']>>;
let writes: Readonly<Record<string, Write>>;
const RECEIVER = 'https://127.0.0.1:9443';
const today = await settledToday();

beforeAll(async () => {
  at = await stage({ trustedOrigins: [RECEIVER] });
  second = await at.second();
  const [street, colleague] = [await at.as('street.registrar'), await at.as('street.mediator')];
  const [registrar, officer, head] = [
    await at.as('district.registrar'),
    await at.as('petition.petition-officer'),
    await at.as('petition.authority-head'),
  ];
  const caseId = (await street.post('/api/v1/cases', filing(at.seed))).body.id;
  const petition = (await registrar.post('/api/v1/cases', filing(at.seed, {}, 3))).body.id;
  await registrar.post(`/api/v1/cases/${petition}/commands`, { type: 'registerPetition', matter: 'wages', for: 'W1' });
  const conduct = `/api/v1/cases/${petition}/conduct`;
  const words = { on: today, time: '09:30', place: '接待大厅', words: '损坏座椅', evidence: '照片三张' };
  const { record } = (await officer.post(conduct, { item: 'other-disturbance', ...words })).body;
  const campaign = { name: '清零行动（测试）', targetOn: '2099-01-01', cases: [{ id: petition }] };
  const filed = filing(at.seed, {}, 2);
  const renamed = { ...filed, parties: filed.parties.map((party) => ({ ...party, name: '别的名字' })) };
  const settings = {
    guarantees: [{ id: 'visits', name: { zh: '包接访', en: 'visits' } }],
    transferCap: 2,
    repeatMonths: 6,
  };
  const [admin, deputy] = [await at.as('district.admin'), await at.as('district.deputy-director')];
  const url = `${RECEIVER}/hook`;
  /** Path of one more webhook. */
  const webhook = async (approved = true): Promise<string> => {
    const { id } = (await admin.post('/api/v1/webhooks', { org: at.seed.orgs.district, url })).body;
    if (approved) await deputy.post(`/api/v1/webhooks/${id}/approval`, { approved, url });
    return `/api/v1/webhooks/${id}`;
  };
  const byAdmin = { by: admin, other: admin };
  const note = { type: 'note', note: '电话回访' };
  writes = {
    postCases: { path: '/api/v1/cases', body: filed, otherwise: renamed, by: street, other: street },
    postCasesIdCommands: {
      path: `/api/v1/cases/${caseId}/commands`,
      body: note,
      otherwise: { ...note, note: '另一内容' },
      by: street,
      other: colleague,
    },
    postCasesIdConduct: {
      path: conduct,
      body: { item: 'dangerous-items', ...words },
      otherwise: { item: 'dangerous-items', ...words, words: '另一内容' },
      by: officer,
      other: head,
    },
    postCasesIdConductRecordSteps: {
      path: `${conduct}/${record}/steps`,
      body: { step: 'dissuaded', on: today, words: '已劝阻' },
      otherwise: { step: 'dissuaded', on: today, words: '另一内容' },
      by: officer,
      other: head,
    },
    'postOrganisationsIdPetition-settings': {
      path: `/api/v1/organisations/${at.seed.orgs.district}/petition-settings`,
      body: settings,
      otherwise: { ...settings, transferCap: 3 },
      by: head,
      other: head,
    },
    postOrganisationsIdTriage: {
      path: `/api/v1/organisations/${at.seed.orgs.district}/triage`,
      body: { levers: LEVERS, reason: '首次确定' },
      otherwise: { levers: LEVERS, reason: '另一理由' },
      by: head,
      other: head,
    },
    postCampaigns: {
      path: '/api/v1/campaigns',
      body: campaign,
      otherwise: { ...campaign, name: '另一行动' },
      by: officer,
      other: officer,
    },
    postOrganisationsIdRegion: {
      path: `/api/v1/organisations/${at.seed.orgs.district}/region`,
      body: { region: 'CN-SC' },
      otherwise: { region: 'CN-YN' },
      ...byAdmin,
    },
    postWebhooks: {
      path: '/api/v1/webhooks',
      body: { org: at.seed.orgs.district, url },
      otherwise: { org: at.seed.orgs.district, url, types: ['note'] },
      ...byAdmin,
    },
    postWebhooksIdAddress: {
      path: `${await webhook()}/address`,
      body: { url: `${url}/new` },
      otherwise: { url: `${url}/newer` },
      ...byAdmin,
    },
    postWebhooksIdApproval: {
      path: `${await webhook(false)}/approval`,
      body: { approved: true, url },
      otherwise: { approved: false, url },
      by: deputy,
      other: deputy,
    },
    postWebhooksIdSecret: {
      path: `${await webhook()}/secret`,
      body: { overlapHours: 24 },
      otherwise: { overlapHours: 1 },
      ...byAdmin,
    },
    postWebhooksIdState: {
      path: `${await webhook()}/state`,
      body: { state: 'paused' },
      otherwise: { state: 'active' },
      ...byAdmin,
    },
    postWebhooksIdReplay: {
      path: `${await webhook()}/replay`,
      body: { what: 'all' },
      otherwise: { what: 'one', caseId, seq: 1 },
      ...byAdmin,
    },
  };
});
afterAll(async () => {
  await second?.close();
  await at?.close();
});

const routes = routesOf({ drill: true }).filter(({ method }) => method !== 'get');
const keyed = routes.filter(({ keyed }) => keyed).map(operationId);

it('writes nowhere without a key, or a reason why none is needed', () => {
  const without = routes.filter((route) => !route.keyed).map(operationId);
  expect(without.sort()).toEqual(Object.keys(WITHOUT).sort());
  expect(Object.keys(writes).sort()).toEqual([...keyed].sort());
});

it('says so in the document: the header is asked for where it is needed', () => {
  const { paths } = documentOf(routes) as { paths: Record<string, Record<string, { parameters?: object[] }>> };
  for (const { path, method, keyed: needed } of routes) {
    const asked = { in: 'header', name: 'Idempotency-Key', required: true };
    const parameters = paths[path]?.[method]?.parameters ?? [];
    expect(parameters.some((one) => Object.entries(asked).every(([k, v]) => Reflect.get(one, k) === v))).toBe(needed);
  }
});

async function everything(): Promise<unknown> {
  const [more] = await rows(
    at.fresh.db.orm,
    sql`select (select count(*)::int from conduct_entries) as conduct, (select count(*)::int from campaigns) as campaigns,
      (select count(*)::int from webhooks) as webhooks, (select count(*)::int from webhook_acts) as acts,
      (select count(*)::int from webhook_secrets) as secrets,
      (select count(*)::int from organisation_regions) as regions`,
  );
  return { ...(await at.count()), ...more };
}

describe.each(keyed)('%s', (operation) => {
  const write = (): Write => {
    const found = writes[operation];
    if (!found) throw new Error(`${operation} is not tried here`);
    return found;
  };
  /** Of this operation's first answer. */
  const KEY = `${operation}-0001`;
  const masked = (text: string): string => text.replace(/"(now|at|today)":"[^"]*"/g, '');

  it('refuses to write without a key', async () => {
    const { path, body, by } = write();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${by.token}` };
    const answer = await at.nobody.send('POST', path, { headers, body: JSON.stringify(body) });
    expect([answer.status, answer.body.code]).toEqual([422, 'key-missing']);
  });

  it('has one effect and one answer for ten equal requests over two processes', async () => {
    const { path, body, by } = write();
    const elsewhere = at.client(by.token, second.url);
    const ten = Array.from({ length: 10 }, (_, i) => (i % 2 ? by : elsewhere).post(path, body, KEY));
    const answers = await Promise.all(ten);
    expect(new Set(answers.map(({ text }) => masked(text))).size, answers.map(({ text }) => text).join('\n')).toBe(1);
    expect(answers[0]?.status).toBeLessThan(300);
    const before = await everything();
    expect(masked((await elsewhere.post(path, body, KEY)).text)).toBe(masked(answers[0]?.text ?? ''));
    expect(await everything()).toEqual(before);
  });

  it('takes the key for nothing else, and for nobody else', async () => {
    const { path, body, otherwise, by, other } = write();
    const before = await everything();
    const changed = await by.post(path, otherwise, KEY);
    expect([changed.status, changed.body.code], changed.text).toEqual([422, 'key-reused']);
    if (other !== by) {
      const foreign = await other.post(path, body, KEY);
      expect([foreign.status, foreign.body.code], foreign.text).toEqual([422, 'key-reused']);
    }
    expect(await everything()).toEqual(before);
    // With a key of its own the same is another act, where the law allows it twice.
    expect((await by.post(path, otherwise, randomUUID())).body.code).not.toBe('key-reused');
  });
});

it('keeps what was written about conduct sealed, and shows it to those who may read', async () => {
  const stored = await rows<Record<string, unknown>>(at.fresh.db.orm, sql`select * from conduct_entries`);
  expect(stored.length).toBeGreaterThan(1);
  for (const said of ['照片三张', '损坏座椅', '接待大厅', '已劝阻', '另一内容'])
    expect(JSON.stringify(stored)).not.toContain(said);
  for (const { words } of stored) expect(words).toMatch(/^t1:[A-Za-z0-9+/]+=*$/);
  const { path, by } = writes.postCasesIdConduct ?? {};
  const read = await by?.post(`${path}/read`, { reason: '核实情况' });
  expect(JSON.stringify(read?.body.entries)).toContain('损坏座椅');
});
