// Campaigns in the database: begun, kept day by day, shown. A day that is stored is not stored again.
import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beijingDate, type CivilDate } from '../domain/calendar/civil-date.ts';
import { legalAt } from '../domain/calendar/legal-time.ts';
import type { DayBalance } from '../domain/clearance/balance.ts';
import type { Outlook } from '../domain/clearance/campaign.ts';
import { epochMs } from './case-file.ts';
import { type Db, inTransaction, type Queries, rows } from './connection.ts';
import { balanceDays, campaignCases, campaignNotices, campaigns, campaignWeeks } from './schema/campaigns.ts';

export const CAMPAIGN_CHANNEL = 'jiefen_campaign';

export interface NewCampaign {
  readonly commandId: string;
  /** Follows from all that was asked, so that a key used otherwise is found out; chosen here when left out. */
  readonly id?: string;
  readonly name: string;
  readonly person: string;
  readonly org: string;
  readonly timelineId: number;
  readonly begunOn: CivilDate;
  readonly targetOn: CivilDate;
  readonly cases: readonly { readonly caseId: string; readonly unit: string }[];
}

export type Campaign = typeof campaigns.$inferSelect;
export type CampaignWeek = Omit<typeof campaignWeeks.$inferSelect, 'campaignId'>;
export type CampaignNotice = typeof campaignNotices.$inferInsert;

/** The same command again gives the first campaign. */
export async function beginCampaign(db: Db, asked: NewCampaign): Promise<string> {
  const { cases, ...row } = asked;
  return inTransaction(db, async (tx) => {
    const id = asked.id ?? uuidv7();
    const [made] = await tx
      .insert(campaigns)
      .values({ ...row, id, status: 'open' })
      .onConflictDoNothing()
      .returning({ id: campaigns.id });
    if (made) {
      const chosen = cases.map((one) => ({ ...one, campaignId: id, chosenOn: asked.begunOn }));
      await tx.insert(campaignCases).values(chosen);
      await tx.execute(sql`select pg_notify(${CAMPAIGN_CHANNEL}, '')`);
      return id;
    }
    const first = await campaignBegunBy(tx, asked);
    if (first === null) throw new Error('a campaign is neither new nor known');
    return first;
  });
}

/** The campaign that this command of this person began; null: it began none. */
export async function campaignBegunBy(
  on: Queries,
  { person, commandId }: Pick<NewCampaign, 'person' | 'commandId'>,
): Promise<string | null> {
  const same = and(eq(campaigns.person, person), eq(campaigns.commandId, commandId));
  const [first] = await on.select({ id: campaigns.id }).from(campaigns).where(same);
  return first?.id ?? null;
}

export async function campaignOf(on: Queries, id: string): Promise<Campaign | null> {
  const [row] = await on.select().from(campaigns).where(eq(campaigns.id, id));
  return row ?? null;
}

export const campaignsOf = (on: Queries, orgs: readonly string[], limit: number): Promise<Campaign[]> =>
  on
    .select()
    .from(campaigns)
    .where(inArray(campaigns.org, [...orgs]))
    .orderBy(desc(campaigns.id))
    .limit(limit);

/** Case → its unit. */
export async function unitsOf(on: Queries, id: string): Promise<ReadonlyMap<string, string>> {
  const { caseId, unit } = campaignCases;
  const found = await on.select({ caseId, unit }).from(campaignCases).where(eq(campaignCases.campaignId, id));
  return new Map(found.map((row) => [row.caseId, row.unit]));
}

/** Case → who handles it: the officer of its plan, else the handler of the case. Cases without either are not there. */
export async function handlersOf(on: Queries, id: string): Promise<ReadonlyMap<string, string>> {
  const found = await rows<{ case_id: string; handler: string }>(
    on,
    sql`select c.id as case_id, coalesce(c.life->'plan'->'content'->>'officer', c.handler::text) as handler
      from campaign_cases x join cases c on c.id = x.case_id where x.campaign_id = ${id}
        and coalesce(c.life->'plan'->'content'->>'officer', c.handler::text) is not null`,
  );
  return new Map(found.map((row) => [row.case_id, row.handler]));
}

export interface LegalDay {
  /** The legal day now. */
  readonly today: CivilDate;
  /** Legal instant, and how many times as fast as real time it runs. */
  readonly nowMs: number;
  readonly factor: number;
}

export async function legalDay(on: Queries, timeline: number): Promise<LegalDay> {
  const [row] = await rows<{ db: number; legal: number; factor: number; now: number }>(
    on,
    sql`select anchor_db::float8 as db, anchor_legal::float8 as legal, factor,
      ${sql.raw(epochMs('clock_timestamp()'))} as now from timelines where id = ${timeline}`,
  );
  if (!row) throw new RangeError(`no timeline ${timeline}`);
  const nowMs = legalAt({ anchorMs: row.db, legalMs: row.legal, factor: row.factor }, row.now);
  return { today: beijingDate(nowMs), nowMs, factor: row.factor };
}

/** What one look brings; written together, once: nothing is written if somebody else was first (`false`). */
export interface Kept {
  readonly id: string;
  /** As it was when the look began. */
  readonly keptOn: CivilDate | null;
  readonly days: readonly DayBalance[];
  readonly weeks: readonly CampaignWeek[];
  readonly notices: readonly CampaignNotice[];
  readonly outlook: Outlook | null;
  readonly closed: boolean;
}

export async function keepDays(db: Db, kept: Kept): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .select({ keptOn: campaigns.keptOn })
      .from(campaigns)
      .where(eq(campaigns.id, kept.id))
      .for('update');
    if (!row || row.keptOn !== kept.keptOn) return false;
    if (kept.days.length > 0) await tx.insert(balanceDays).values(kept.days.map((day) => dayRow(kept.id, day)));
    for (const week of kept.weeks) {
      await tx
        .insert(campaignWeeks)
        .values({ ...week, campaignId: kept.id })
        .onConflictDoUpdate({
          target: [campaignWeeks.campaignId, campaignWeeks.monday, campaignWeeks.unit],
          set: { cleared: week.cleared },
        });
    }
    if (kept.notices.length > 0)
      await tx
        .insert(campaignNotices)
        .values([...kept.notices])
        .onConflictDoNothing();
    const last = kept.days.at(-1)?.on ?? kept.keptOn;
    await tx
      .update(campaigns)
      .set({ keptOn: last, ...(kept.outlook && { outlook: kept.outlook }), ...(kept.closed && { status: 'closed' }) })
      .where(eq(campaigns.id, kept.id));
    return true;
  });
}

export const dayRow = (scope: string, day: DayBalance): typeof balanceDays.$inferInsert => ({
  scope,
  on: day.on,
  opening: day.opening.count,
  cleared: day.cleared.count,
  relapsed: day.relapsed.count,
  entered: day.entered.count,
  takenOver: day.takenOver.count,
  closing: day.closing.count,
  cases: day,
});

/** Stored days in their order. */
export async function balancesOf(
  on: Queries,
  scope: string,
  from: CivilDate,
  through: CivilDate,
): Promise<readonly DayBalance[]> {
  const found = await on
    .select({ cases: balanceDays.cases })
    .from(balanceDays)
    .where(and(eq(balanceDays.scope, scope), gte(balanceDays.on, from), lte(balanceDays.on, through)))
    .orderBy(asc(balanceDays.on));
  return found.map((row) => row.cases);
}

export const dayFigures = (on: Queries, scope: string) =>
  on
    .select({
      on: balanceDays.on,
      opening: balanceDays.opening,
      cleared: balanceDays.cleared,
      relapsed: balanceDays.relapsed,
      entered: balanceDays.entered,
      takenOver: balanceDays.takenOver,
      closing: balanceDays.closing,
    })
    .from(balanceDays)
    .where(eq(balanceDays.scope, scope))
    .orderBy(asc(balanceDays.on));

export const weeksOfCampaign = (on: Queries, id: string): Promise<CampaignWeek[]> =>
  on
    .select({
      monday: campaignWeeks.monday,
      unit: campaignWeeks.unit,
      open: campaignWeeks.open,
      target: campaignWeeks.target,
      cleared: campaignWeeks.cleared,
    })
    .from(campaignWeeks)
    .where(eq(campaignWeeks.campaignId, id))
    .orderBy(asc(campaignWeeks.monday), asc(campaignWeeks.unit));

export const noticesOfCampaign = (on: Queries, id: string) =>
  on
    .select()
    .from(campaignNotices)
    .where(eq(campaignNotices.campaignId, id))
    .orderBy(
      asc(campaignNotices.on),
      asc(campaignNotices.unit),
      asc(campaignNotices.what),
      asc(campaignNotices.recipient),
    );

/** What a campaign told one person on one day in one matter, of all units at once. */
export interface GroupedNews {
  readonly campaign: string;
  readonly name: string;
  readonly on: CivilDate;
  readonly what: CampaignNotice['what'];
  readonly units: readonly { readonly unit: string; readonly open: number }[];
}

interface Office {
  readonly role: string;
  readonly org: string;
}

/**
 * What campaigns told this person, or an office that he holds today and nobody held then; the newest first.
 *
 * @param since the first day of it
 */
export async function campaignNewsOf(
  on: Queries,
  person: string,
  offices: readonly Office[],
  since: CivilDate,
  limit: number,
): Promise<readonly GroupedNews[]> {
  const recipients = [person, ...offices.map(({ role, org }) => `${org}/${role}`)];
  const found = await rows<{
    campaign: string;
    name: string;
    on: CivilDate;
    what: CampaignNotice['what'];
    units: { unit: string; open: number }[];
  }>(
    on,
    sql`select c.id::text as campaign, c.name, n.on::text as "on", n.what,
        json_agg(json_build_object('unit', n.unit, 'open', n.open) order by n.unit) as units
      from campaign_notices n join campaigns c on c.id = n.campaign_id
      where n.recipient in ${recipients} and n.on >= ${since}
      group by c.id, c.name, n.on, n.what order by n.on desc, c.id desc, n.what limit ${limit}`,
  );
  return found;
}

/** Stores what is missing of a district's daily balance; days that are stored stay as they were. */
export async function keepDistrict(db: Db, district: string, days: readonly DayBalance[]): Promise<void> {
  for (let at = 0; at < days.length; at += 200) {
    const some = days.slice(at, at + 200).map((day) => dayRow(district, day));
    await db.orm.insert(balanceDays).values(some).onConflictDoNothing();
  }
}

export async function lastKept(on: Queries, scope: string): Promise<CivilDate | null> {
  const [row] = await on
    .select({ on: sql<CivilDate | null>`max(${balanceDays.on})::text` })
    .from(balanceDays)
    .where(eq(balanceDays.scope, scope));
  return row?.on ?? null;
}

/** Open campaigns whose driver should be looked after, each given to one caller for `leaseMs`. */
export const campaignsToDrive = (on: Queries, leaseMs: number): Promise<{ id: string }[]> =>
  rows<{ id: string }>(
    on,
    sql`update campaigns set driven_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
        where status = 'open' and coalesce(driven_until, '-infinity') < clock_timestamp() returning id::text`,
  );
