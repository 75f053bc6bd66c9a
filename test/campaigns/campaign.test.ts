// A whole campaign: 200 petition cases, 26 legal weeks, legal time moved from day to day. Its balance holds every day in
// numbers and case by case, late units are told, and a look that comes late brings what punctual looks would have.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignActivities } from '../../activities/campaign-days.ts';
import {
  balancesOf,
  beginCampaign,
  campaignNewsOf,
  campaignOf,
  dayFigures,
  keepDays,
  noticesOfCampaign,
  weeksOfCampaign,
} from '../../db/campaigns.ts';
import { rows } from '../../db/connection.ts';
import { addTimeline, moveTimeline } from '../../db/legal-time.ts';
import { openCase } from '../../db/open-case.ts';
import { placeOf, tree } from '../../db/organisations.ts';
import { type Asked, record } from '../../db/record.ts';
import { type Seed, type SeedPerson, seed } from '../../db/seed.ts';
import { addDays, civilDate, startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { Actor } from '../../domain/case.ts';
import { mondayOf } from '../../domain/clearance/campaign.ts';
import { seeded } from '../../domain/clearance/chance.ts';
import type { Command } from '../../domain/command.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { plainFacts } from '../setup/small-town.ts';

const CASES = 200;
const DAYS = 26 * 7;
const BEGIN = civilDate('2026-01-05');
const NOON_MS = 12 * 3_600_000;
const TEXT = 'a'.repeat(64);

type Staff = Extract<Actor, { kind: 'staff' }>;
let fresh: FreshDatabase;
let seeds: Seed;
let timeline: number;
let officer: Staff;
let head: Staff;
let n = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  seeds = await seed(fresh.db);
  const at = (role: SeedPerson['role']): Staff => {
    const found = seeds.people.find((one) => one.role === role && one.org === seeds.orgs.petition);
    if (!found) throw new Error(role);
    return { kind: 'staff', person: found.id, role, org: found.org };
  };
  officer = at('petition-officer');
  head = at('authority-head');
  timeline = await addTimeline(fresh.db.orm, startOfDayMs(BEGIN) + NOON_MS, 1);
});
afterAll(() => fresh.drop());

async function give(caseId: string, command: Command, by: Staff = officer): Promise<void> {
  const asked: Asked = { caseId, commandId: `key-${n++}`, command, by };
  const answer = await record(fresh.db, asked);
  if (answer.outcome !== 'recorded') throw new Error(`${command.type}: ${JSON.stringify(answer).slice(0, 300)}`);
}

async function petition(): Promise<string> {
  const place = placeOf(await tree(fresh.db), seeds.orgs.petition);
  if (!place) throw new Error('no place');
  const opened = await openCase(fresh.db, {
    commandId: `key-${n++}`,
    by: officer,
    timelineId: timeline,
    trackingKey: new Uint8Array(32).fill(7),
    command: {
      type: 'open',
      parties: ['W1', 'E1'],
      claims: [{ type: 'remuneration', party: 'W1', amountFen: 100_000 }],
      stepwise: false,
      registeredBy: officer.org,
      facts: plainFacts(place, 'construction'),
    },
  });
  if (opened.outcome !== 'recorded') throw new Error(JSON.stringify(opened));
  await give(opened.case.id, { type: 'registerPetition', matter: 'remuneration', for: 'W1' });
  return opened.case.id;
}

/** Plan, proof, service, two signatures, all on one day. */
async function cleared(caseId: string, today: ReturnType<typeof civilDate>): Promise<void> {
  const by = officer.person;
  const guarantees = ['investigate', 'coordinate', 'resolve', 'carry-through', 'revisit'];
  await give(caseId, {
    type: 'draftPlan',
    texts: { cause: TEXT, demand: TEXT, policyBasis: TEXT, rules: TEXT },
    plan: {
      finding: 'carry-out',
      hardship: false,
      leader: head.person,
      unit: officer.org,
      officer: by,
      taskForce: [by],
      funds: [],
      risk: 'low',
      guarantees: guarantees.map((what) => ({ what, by })),
    },
  });
  const dueOn = addDays(today, 5);
  await give(caseId, {
    type: 'addMeasure',
    kind: 'execute',
    owner: by,
    unit: officer.org,
    dueOn,
    texts: { measureText: TEXT },
  });
  await give(caseId, { type: 'submitPlan' });
  await give(caseId, { type: 'approvePlan' }, head);
  await give(caseId, { type: 'completeMeasure', measure: 1, texts: { evidence: TEXT } });
  await give(caseId, { type: 'serveDecision', document: 'settlement', method: 'direct' });
  await give(caseId, { type: 'signOff' });
  await give(caseId, { type: 'clear', result: 'performed' }, head);
}

it('keeps its balance on each of 182 days and tells who is behind', { timeout: 500_000 }, async () => {
  const ids: string[] = [];
  for (let i = 0; i < CASES; i += 1) ids.push(await petition());
  const units = [seeds.orgs.street, seeds.orgs.town, seeds.orgs.park, seeds.orgs.petition];
  const asked = {
    commandId: 'campaign-1',
    name: '清零行动（测试）',
    person: head.person,
    org: head.org,
    timelineId: timeline,
    begunOn: BEGIN,
    targetOn: addDays(BEGIN, DAYS),
    cases: ids.map((caseId, i) => ({ caseId, unit: units[i % units.length] ?? head.org })),
  };
  const id = await beginCampaign(fresh.db, asked);
  expect(await beginCampaign(fresh.db, asked)).toBe(id);
  const { lookAtCampaign } = campaignActivities({ db: fresh.db });
  const draw = seeded(1653);
  const waiting = [...ids];
  const visits: { caseId: string; visit: number; on: string; holds: boolean }[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const today = addDays(BEGIN, day);
    for (const one of visits.filter(({ on }) => on === today)) {
      const { caseId, visit, holds } = one;
      await give(caseId, { type: 'recordVisit', visit, holds, reason: 'phone-visit' });
    }
    const weekday = day % 7 < 5;
    for (let k = 0; weekday && k < (draw() < 0.7 ? 1 : 2) && draw() < 0.85; k += 1) {
      const caseId = waiting.shift();
      if (!caseId) break;
      await cleared(caseId, today);
      const holds = draw() > 0.1;
      visits.push({ caseId, visit: 30, on: addDays(today, 30), holds });
      if (holds && draw() > 0.1) visits.push({ caseId, visit: 90, on: addDays(today, 90), holds: true });
    }
    await moveTimeline(fresh.db, timeline, { legalMs: startOfDayMs(addDays(today, 1)) + NOON_MS });
    // The engine is away for a fortnight now and then: the next look makes up for it.
    if (day % 60 < 14 && day !== DAYS - 1) continue;
    const look = await lookAtCampaign(id);
    expect(look.monday).toBe(mondayOf(addDays(today, 1)));
  }
  await holds(id, ids);
  await isTold(id);
  await repeatsNothing(id);
});

async function holds(id: string, ids: readonly string[]): Promise<void> {
  const days = await balancesOf(fresh.db.orm, id, BEGIN, addDays(BEGIN, DAYS - 1));
  expect(days.map(({ on }) => on)).toEqual(Array.from({ length: DAYS }, (_, i) => addDays(BEGIN, i)));
  let before: readonly string[] | null = null;
  for (const { opening, cleared: gone, relapsed, entered, closing } of days) {
    expect(opening.count - gone.count + relapsed.count + entered.count).toBe(closing.count);
    if (before) expect(opening.cases).toEqual(before);
    const left = new Set([...opening.cases, ...relapsed.cases, ...entered.cases]);
    for (const one of gone.cases) left.delete(one);
    expect([...left].sort()).toEqual(closing.cases);
    before = closing.cases;
  }
  const total = (of: 'cleared' | 'relapsed' | 'entered') => days.reduce((sum, day) => sum + day[of].count, 0);
  expect(total('entered') + (days[0]?.opening.count ?? 0)).toBe(ids.length);
  expect(total('cleared')).toBeGreaterThan(80);
  expect(total('relapsed')).toBeGreaterThan(2);
  console.log(
    `campaign: ${total('cleared')} cleared, ${total('relapsed')} came back, ${days.at(-1)?.closing.count} stand open`,
  );
}

async function isTold(id: string): Promise<void> {
  const told = await noticesOfCampaign(fresh.db.orm, id);
  const kinds = new Set(told.map(({ what }) => what));
  expect([...kinds].sort()).toEqual(expect.arrayContaining(['escalated', 'target-near', 'week-late', 'week-reminder']));
  const weeks = await weeksOfCampaign(fresh.db.orm, id);
  expect(weeks.filter(({ cleared: done }) => done === null)).toEqual([]);
  expect(new Set(weeks.map(({ monday }) => monday)).size).toBe(26);
  // Handlers hear of their own cases, whoever leads the campaign; nobody hears of one thing twice.
  expect(
    told.filter(({ what, person }) => what === 'week-reminder' && person === officer.person).length,
  ).toBeGreaterThan(5);
  const keys = told.map(({ on, unit, what, recipient }) => [on, unit, what, recipient].join());
  expect(new Set(keys).size).toBe(keys.length);
  const grouped = await campaignNewsOf(fresh.db.orm, officer.person, [], BEGIN, 1_000);
  expect(grouped.flatMap(({ units }) => units)).toHaveLength(
    told.filter((one) => one.person === officer.person).length,
  );
  expect(new Set(grouped.map(({ on, what }) => `${on} ${what}`)).size).toBe(grouped.length);
  expect(Math.max(...grouped.map(({ units }) => units.length))).toBeGreaterThan(1);
  const late = told.filter(({ what }) => what === 'week-late' || what === 'escalated');
  const short = weeks.filter(({ target, cleared: done }) => (done ?? 0) < target);
  expect(late).toHaveLength(short.length);
  const campaign = await campaignOf(fresh.db.orm, id);
  // Half a year of weeks and more than twenty cleared: now there is a forecast, with its record beside it.
  const forecast = campaign?.outlook?.forecast;
  if (!forecast?.given) throw new Error('no forecast');
  const { backTest, record: said, p90 } = forecast;
  expect([p90 === null || p90 > BEGIN, said.zh]).toEqual([true, expect.stringContaining('回测')]);
  expect(backTest.months.length).toBeGreaterThan(1);
  expect(backTest.coverage).toBe(backTest.months.filter((m) => m.held).length / backTest.months.length);
  expect(campaign?.outlook?.oneMoreHandler).toHaveProperty('assumes');
}

async function repeatsNothing(id: string): Promise<void> {
  const before = await dayFigures(fresh.db.orm, id);
  const told = (await noticesOfCampaign(fresh.db.orm, id)).length;
  const { lookAtCampaign } = campaignActivities({ db: fresh.db });
  await lookAtCampaign(id);
  expect(await dayFigures(fresh.db.orm, id)).toEqual(before);
  expect((await noticesOfCampaign(fresh.db.orm, id)).length).toBe(told);
  // Somebody who read an older state writes nothing.
  const late = { id, keptOn: BEGIN, days: [], weeks: [], notices: [], outlook: null, closed: true };
  expect(await keepDays(fresh.db, late)).toBe(false);
  const [status] = await rows(fresh.db.orm, sql`select status from campaigns where id = ${id}`);
  expect(status).toEqual({ status: 'open' });
}
