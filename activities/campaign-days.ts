// One look at a campaign: every day that has passed since the last look gets its balance, every week its targets, and
// who is behind is reminded or reported. However late a look comes, it brings what punctual ones would have brought.

import {
  balancesOf,
  type Campaign,
  type CampaignNotice,
  type CampaignWeek,
  campaignOf,
  handlersOf,
  keepDays,
  keepDistrict,
  lastKept,
  legalDay,
  unitsOf,
  weeksOfCampaign,
} from '../db/campaigns.ts';
import { factsOfCases, factsOfDistrict } from '../db/clearance.ts';
import type { Db } from '../db/connection.ts';
import { failpoint } from '../db/failpoint.ts';
import { REAL_TIME } from '../db/legal-time.ts';
import { chart, placeOf, tree } from '../db/organisations.ts';
import { type Chart, targetOf } from '../domain/attention/supervision.ts';
import { addDays, type CivilDate, dayOfWeek, startOfDayMs } from '../domain/calendar/civil-date.ts';
import { type ClearanceFact, type DayBalance, dailyBalances } from '../domain/clearance/balance.ts';
import {
  clearedByUnit,
  lateRole,
  mondayOf,
  type Outlook,
  openByUnit,
  REMINDED_ON,
  weeklyTarget,
} from '../domain/clearance/campaign.ts';
import { forecastZero, weeksOf, whatOneMoreHandlerWouldChange } from '../domain/clearance/forecast.ts';
import type { StaffRole } from '../domain/roles.ts';
import { atTheBorder } from './failure.ts';
import { beating } from './heartbeat.ts';

/** What the workflow is told: nothing of a case. */
export interface CampaignLook {
  readonly closed: boolean;
  /** Real milliseconds until the next legal day has begun. */
  readonly nextInMs: number;
  /** The Monday of the legal week, by which a run is begun anew. */
  readonly monday: CivilDate;
  readonly summary: string;
}

export interface CampaignActivities {
  lookAtCampaign(campaignId: string): Promise<CampaignLook>;
  /** Stores the daily balance of every district. */
  keepBalances(): Promise<number>;
}

/** A legal day begins for us a minute after its midnight. */
const AFTER_MIDNIGHT_MS = 60_000;
/** In a drill legal time may be moved at any moment. */
const DRILL_LOOK_MS = 60_000;
/** Of the bureau's history, for the forecast. */
const HISTORY_DAYS = 3 * 364;
const SEED = 1653;
const NEAR_DAYS = 14;

export function campaignActivities({ db }: { readonly db: Db }): CampaignActivities {
  const guarded = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      const answer = await beating(act);
      await failpoint('activity.beforeReply');
      return answer;
    } catch (error) {
      throw atTheBorder(error);
    }
  };
  return {
    lookAtCampaign: (id) => guarded(() => look(db, id)),
    keepBalances: () => guarded(() => keepAll(db)),
  };
}

async function look(db: Db, id: string): Promise<CampaignLook> {
  const campaign = await campaignOf(db.orm, id);
  if (!campaign || campaign.status === 'closed')
    return { closed: true, nextInMs: 0, monday: MONDAY, summary: 'closed' };
  const { today, nowMs, factor } = await legalDay(db.orm, campaign.timelineId);
  const from = campaign.keptOn ? addDays(campaign.keptOn, 1) : campaign.begunOn;
  const through = addDays(today, -1);
  const closed = from <= through ? await keep(db, campaign, from, through, today) : false;
  const untilMs = startOfDayMs(addDays(today, 1)) + AFTER_MIDNIGHT_MS - nowMs;
  const nextInMs = Math.ceil(untilMs / factor);
  return {
    closed,
    nextInMs: campaign.timelineId === 1 ? nextInMs : Math.min(nextInMs, DRILL_LOOK_MS),
    monday: mondayOf(today),
    summary: `kept through ${through}, target ${campaign.targetOn}`,
  };
}
const MONDAY = mondayOf('1970-01-05' as CivilDate);

/** Everything of these days; true when the campaign has come to its end. */
async function keep(
  db: Db,
  campaign: Campaign,
  from: CivilDate,
  through: CivilDate,
  today: CivilDate,
): Promise<boolean> {
  const { id, keptOn } = campaign;
  const units = await unitsOf(db.orm, id);
  const facts = await factsOfCases(db.orm, [...units.keys()]);
  const chosen = new Map([...units.keys()].map((caseId) => [caseId, campaign.begunOn]));
  const days = dailyBalances(facts, { from, through, chosen });
  const week = await balancesOf(db.orm, id, addDays(mondayOf(from), -1), addDays(from, -1));
  const people = await chart(db);
  const known = await weeksOfCampaign(db.orm, id);
  const handlers = await handlersOf(db.orm, id);
  const course = courseOf({ campaign, units, handlers, days: [...week, ...days], from, known, people });
  const last = days.at(-1);
  // It ends at zero once the target has passed and the last return visits are over: until then a case may come back.
  const closed = last !== undefined && last.closing.count === 0 && today > addDays(campaign.targetOn, LAST_VISIT_DAYS);
  const outlook = last ? await outlookOf(db, campaign, last) : null;
  return (await keepDays(db, { id, keptOn, days, ...course, outlook, closed })) && closed;
}
const LAST_VISIT_DAYS = 100;

// ── weeks ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface Course {
  readonly weeks: readonly CampaignWeek[];
  readonly notices: readonly CampaignNotice[];
}

interface Walk {
  readonly campaign: Campaign;
  readonly units: ReadonlyMap<string, string>;
  /** Case → who handles it, where somebody was named. */
  readonly handlers: ReadonlyMap<string, string>;
  readonly days: readonly DayBalance[];
  readonly from: CivilDate;
  readonly known: readonly CampaignWeek[];
  readonly people: Chart;
}

/** Walks the days from `from` on; earlier ones of `days` are there to count a week that began before. */
function courseOf({ campaign, units, handlers, days, from, known, people }: Walk): Course {
  const weeks = new Map(known.map((week) => [`${week.monday} ${week.unit}`, week]));
  const changed = new Map<string, CampaignWeek>();
  const notices: CampaignNotice[] = [];
  const put = (week: CampaignWeek) => {
    weeks.set(`${week.monday} ${week.unit}`, week);
    changed.set(`${week.monday} ${week.unit}`, week);
  };
  const tell: Tell = (day, unit, what, role) => {
    const target = targetOf(people, unit, role);
    const { org, person } = target;
    const open = day.closing.cases.filter((id) => units.get(id) === unit).length;
    const recipient = person ?? `${org}/${target.role}`;
    notices.push({ campaignId: campaign.id, on: day.on, unit, what, open, role: target.role, org, person, recipient });
  };
  const remind = (day: DayBalance, unit: string) => {
    const own = day.closing.cases.filter((id) => units.get(id) === unit);
    for (const [person, open] of countOf(own.flatMap((id) => handlers.get(id) ?? []))) {
      const office = people.holders.find((held) => held.person === person);
      // Whoever left office is told no more; then the unit's own officer hears of it.
      if (!office) continue;
      const { role, org } = office;
      const what = 'week-reminder';
      notices.push({ campaignId: campaign.id, on: day.on, unit, what, open, role, org, person, recipient: person });
    }
    const unhandled = own.some((id) => !people.holders.some(({ person }) => person === handlers.get(id)));
    if (unhandled) tell(day, unit, 'week-reminder', 'petition-officer');
  };
  for (const day of days.filter(({ on }) => on >= from)) {
    const monday = mondayOf(day.on);
    if (day.on === monday || day.on === campaign.begunOn) setTargets(campaign, units, day, monday, put);
    const soFar = clearedByUnit(
      units,
      days.filter(({ on }) => on >= monday && on <= day.on),
    );
    const mine = [...weeks.values()].filter((week) => week.monday === monday);
    for (const week of mine) {
      const done = soFar.get(week.unit) ?? 0;
      const behind = done < week.target;
      if (dayOfWeek(day.on) === REMINDED_ON && behind) remind(day, week.unit);
      if (dayOfWeek(day.on) !== 0) continue;
      put({ ...week, cleared: done });
      if (!behind) continue;
      const inARow = lateInARow([...weeks.values()].filter(({ unit }) => unit === week.unit));
      tell(day, week.unit, inARow === 1 ? 'week-late' : 'escalated', lateRole(inARow));
    }
    tellOfTarget(campaign, units, day, tell);
  }
  return { weeks: [...changed.values()], notices: eachOnce(notices) };
}

function countOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** A handler who is the unit's officer as well is told once, of the larger number. */
function eachOnce(notices: readonly CampaignNotice[]): readonly CampaignNotice[] {
  const one = new Map<string, CampaignNotice>();
  for (const notice of notices) {
    const key = [notice.on, notice.unit, notice.what, notice.recipient].join();
    const known = one.get(key);
    if (!known || known.open < notice.open) one.set(key, notice);
  }
  return [...one.values()];
}

function setTargets(
  { targetOn }: Campaign,
  units: ReadonlyMap<string, string>,
  day: DayBalance,
  monday: CivilDate,
  put: (week: CampaignWeek) => void,
): void {
  // What was chosen that day counts from that day on.
  const standing = [...day.opening.cases, ...day.entered.cases];
  for (const [unit, open] of openByUnit(units, standing)) {
    put({ monday, unit, open, target: weeklyTarget(open, day.on, targetOn), cleared: null });
  }
}

/** How many weeks up to the last finished one a unit fell short without a break. */
function lateInARow(weeks: readonly CampaignWeek[]): number {
  const finished = weeks.filter(({ cleared }) => cleared !== null).sort((a, b) => (a.monday < b.monday ? 1 : -1));
  const met = finished.findIndex(({ cleared, target }) => (cleared ?? 0) >= target);
  return met < 0 ? finished.length : met;
}

type Tell = (day: DayBalance, unit: string, what: CampaignNotice['what'], role: StaffRole) => void;

function tellOfTarget({ targetOn }: Campaign, units: ReadonlyMap<string, string>, day: DayBalance, tell: Tell): void {
  const near = day.on === addDays(targetOn, -NEAR_DAYS);
  if (!near && day.on !== targetOn) return;
  for (const [unit, open] of openByUnit(units, day.closing.cases)) {
    if (open > 0) tell(day, unit, near ? 'target-near' : 'target-passed', near ? 'authority-head' : 'deputy-director');
  }
}

// ── what is to come ─────────────────────────────────────────────────────────────────────────────────────────────

/** Told from the weeks of the whole district: a campaign of its own has no past. */
async function outlookOf(db: Db, campaign: Campaign, last: DayBalance): Promise<Outlook | null> {
  const known = await tree(db);
  const district = placeOf(known, campaign.org)?.district;
  if (district === undefined) return null;
  const facts = await factsOfDistrict(db.orm, district, campaign.timelineId);
  const days = historyOf(facts, last.on);
  const weeks = weeksOf(days);
  const open = last.closing.count;
  const all = Math.max(1, days.at(-1)?.closing.count ?? open);
  const options = { seed: SEED, campaign: { open, share: Math.min(1, Math.max(0.01, open / all)) } };
  const handlers = await handlersIn(db, district);
  return {
    on: last.on,
    forecast: forecastZero(weeks, options),
    oneMoreHandler: whatOneMoreHandlerWouldChange(weeks, handlers, options),
  };
}

function historyOf(facts: readonly ClearanceFact[], through: CivilDate): readonly DayBalance[] {
  const first = facts.reduce((day, fact) => (fact.on < day ? fact.on : day), through);
  const earliest = addDays(through, -HISTORY_DAYS);
  const from = mondayOf(first > earliest ? first : earliest);
  return dailyBalances(facts, { from, through });
}

/** Who handles petitions in the district; at least one does. */
async function handlersIn(db: Db, district: string): Promise<number> {
  const known = await tree(db);
  const { holders } = await chart(db);
  const own = holders.filter(
    ({ role, org }) => role === 'petition-officer' && placeOf(known, org)?.district === district,
  );
  return Math.max(1, new Set(own.map(({ person }) => person)).size);
}

// ── every district ──────────────────────────────────────────────────────────────────────────────────────────────

/** Returns how many days were stored. */
async function keepAll(db: Db): Promise<number> {
  const { today } = await legalDay(db.orm, REAL_TIME);
  const through = addDays(today, -1);
  let stored = 0;
  for (const { id, kind } of (await tree(db)).organisations.values()) {
    if (kind !== 'district') continue;
    const last = await lastKept(db.orm, id);
    const facts = await factsOfDistrict(db.orm, id, REAL_TIME);
    const from = last ? addDays(last, 1) : through;
    if (facts.length === 0 || from > through) continue;
    const days = dailyBalances(facts, { from, through });
    await keepDistrict(db, id, days);
    stored += days.length;
  }
  return stored;
}
