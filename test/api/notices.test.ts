// The inbox: a petitioner reads what he was told, with its article and the last day of limitation; offices read theirs;
// nobody reads what was told to others or of cases out of sight.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { noticePage } from '../../api/schemas/notices.ts';
import { NOTICES } from '../../domain/attention/notices.ts';
import { PETITION_MATTER } from '../../domain/checking/plan-life.ts';
import { aYearOn, LAST_MONTH, settledToday } from '../setup/today.ts';
import { type Client, filing, type Stage, stage } from './stage.ts';

let at: Stage;
let officer: Client;
let registrar: Client;
let party: Client & { readonly id: string };
let id: string;
const today = await settledToday();

beforeAll(async () => {
  at = await stage();
  officer = await at.as('petition.petition-officer');
  registrar = await at.as('district.registrar');
  party = await at.party('测试工人甲');
  const { facts, parties } = filing(at.seed);
  const [worker, employer] = parties;
  const mine = [{ ...worker, person: party.id }, employer];
  const filed = await registrar.post(
    '/api/v1/cases',
    filing(at.seed, { parties: mine, facts: { ...facts, employmentEndedOn: LAST_MONTH } }),
  );
  expect(filed.status, filed.text).toBe(201);
  id = filed.body.id;
});
afterAll(() => at.close());

async function give(who: Client, command: object) {
  const answer = await who.post(`/api/v1/cases/${id}/commands`, command);
  expect(answer.status, `${JSON.stringify(command)} ${answer.text}`).toBe(200);
}
async function inbox(who: Client, query = ''): Promise<z.output<typeof noticePage>> {
  const answer = await who.get(`/api/v1/notices${query}`);
  expect(answer.status, answer.text).toBe(200);
  return noticePage.parse(answer.body);
}
const told = async (who: Client): Promise<string[]> => (await inbox(who)).notices.map(({ what }) => what);

describe('the inbox', () => {
  it('tells the petitioner where his matter goes and until when arbitration is open (第三十一条)', async () => {
    await give(party, { type: 'registerPetition', matter: 'wages' });
    await give(officer, {
      type: 'sortPetition',
      facts: { ...PETITION_MATTER, arbitrable: true, enforcement: 'labour' },
    });
    await give(officer, { type: 'routeOut', route: 'arbitration', reason: 'art-31' });
    const { notices } = await inbox(party);
    expect(notices.map(({ what }) => what)).toEqual(['petition-routed', 'petition-programme']);
    const [routed, programme] = notices;
    expect(programme).toMatchObject({
      caseId: id,
      says: NOTICES['petition-programme'],
      article: '信访工作条例 第三十一条',
      party: 'W1',
      ways: {
        to: { zh: '导入仲裁程序' },
        also: [{ zh: '转劳动保障监察' }],
        limitationOn: aYearOn(today),
      },
    });
    expect(routed?.ways).toMatchObject({ to: { zh: '导入仲裁程序' }, limitationOn: programme?.ways?.limitationOn });
  });

  it('tells him why a period was extended, in words that stand in no notice (第三十四条)', async () => {
    await give(party, { type: 'registerPetition', matter: 'wages', newFacts: true });
    await give(officer, { type: 'sortPetition', facts: PETITION_MATTER });
    await give(officer, { type: 'acceptCase' });
    const { clocks } = (await officer.get(`/api/v1/cases/${id}`)).body;
    const { no } = clocks.findLast((clock: { rule: string }) => clock.rule === 'petition-handling');
    const head = await at.as('petition.authority-head');
    const reasonText = '用人单位账册尚在核对';
    await give(head, { type: 'extend', clock: no, n: 30, reason: 'complex', reasonText });
    const [extended] = (await inbox(party)).notices;
    expect(extended).toMatchObject({ what: 'period-extended', clock: { no }, reason: 'complex', reasonText });
    const kept =
      await at.fresh.db.orm.execute(sql`select count(*)::int as n from notices n join events e using (case_id, seq)
      where n::text ~ '账册' or e.body::text ~ '账册'`);
    expect(JSON.stringify(kept)).toContain('"n":0');
    await give(party, { type: 'withdraw' });
  });

  it('cites the article to who comes again after the end (第三十六条)', async () => {
    await give(party, { type: 'registerPetition', matter: 'wages', newFacts: true });
    await give(officer, { type: 'sortPetition', facts: PETITION_MATTER });
    for (const command of [
      { type: 'acceptCase' },
      { type: 'giveOpinion', reason: 'given' },
      { type: 'serveDecision', document: 'opinion', method: 'direct' },
      { type: 'requestReview', for: 'W1' },
    ])
      await give(officer, command);
    const division = await at.as('district.division-head');
    await give(division, { type: 'giveReviewOpinion', result: 'upheld', reason: 'given' });
    await give(division, { type: 'serveDecision', document: 'review-opinion', method: 'direct' });
    await give(party, { type: 'requestRecheck' });
    await give(officer, { type: 'giveRecheckOpinion', result: 'upheld', reason: 'given', authority: '某市(演示)' });
    await give(party, { type: 'registerPetition', matter: 'wages' });
    expect((await inbox(party, '?limit=1')).notices).toMatchObject([
      {
        what: 'petition-final',
        says: NOTICES['petition-final'],
        article: '信访工作条例 第三十六条第三款、第三十七条第三款',
      },
    ]);
  });

  it('comes in pages that fit together, the newest first', async () => {
    const whole = (await inbox(party)).notices;
    expect(whole.length).toBeGreaterThan(5);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: z.output<typeof noticePage> = await inbox(party, `?limit=2${next && `&cursor=${next}`}`);
      seen.push(...page.notices.map((one) => one.id));
      next = page.next;
    }
    expect(seen).toEqual(whole.map((one) => one.id));
    expect(whole.map((one) => one.at)).toEqual(
      whole
        .map((one) => one.at)
        .toSorted()
        .toReversed(),
    );
    expect((await inbox(party, '?since=2099-01-01')).notices).toEqual([]);
  });

  it('is each one’s own: the office has what came in, the petitioner what he was told, others nothing', async () => {
    const own = await told(officer);
    expect(own).toEqual(expect.arrayContaining(['petition-registered']));
    expect(own).not.toContain('petition-final');
    expect(await told(party)).not.toContain('petition-registered');
    expect(await told(await at.party('旁人'))).toEqual([]);
    expect(await told(await at.as('shiqiao.mediator'))).toEqual([]);
    expect((await at.nobody.get('/api/v1/notices')).status).toBe(401);
  });

  it('has what an office was told while nobody held it', async () => {
    const orm = at.fresh.db.orm;
    await orm.execute("update notices set person = null where template = 'petition-registered'");
    expect(await told(officer)).toEqual(expect.arrayContaining(['petition-registered']));
    expect(await told(registrar)).not.toContain('petition-registered');
  });
});
