// The live backlog of petition cases, as far as its order asks for it, and the levers that districts decided.

import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { isSupervised } from '../domain/attention/supervision.ts';
import type { CivilDate } from '../domain/calendar/civil-date.ts';
import type { OrgId } from '../domain/case.ts';
import { type Change, changeOf, LEVERS, type Levers, type TriageCase } from '../domain/clearance/triage.ts';
import { CLOCKS, type ClockId } from '../domain/rulebook/rulebook.ts';
import { type Db, inTransaction, type Queries } from './connection.ts';
import { REAL_TIME } from './legal-time.ts';
import { holdOrganisation } from './organisations.ts';
import { cases } from './schema/cases.ts';
import { triageLevers } from './schema/triage.ts';

/** More cases than this are not ordered at once: whoever asks chooses a unit. */
export const MOST_CASES = 50_000;

/** A case of the backlog with its number. */
export interface BacklogCase extends TriageCase {
  readonly caseNo: string;
}

/**
 * The open petition cases of a district that do not stand cleared, in real legal time, in one query and in no order.
 * At most one more than MOST_CASES.
 *
 * @param which a condition on `cases`
 */
export async function backlogOf(on: Queries, district: OrgId, which?: SQL): Promise<readonly BacklogCase[]> {
  return on
    .select({
      id: cases.id,
      caseNo: cases.caseNo,
      openedOn: cases.openedOn,
      workers: cases.workers,
      amountFen: cases.amountFen,
      risk: sql<TriageCase['risk']>`coalesce(${cases.planRisk}, 'unassessed')`,
      dueOn: ownLimit,
      unit: unitOfCase,
    })
    .from(cases)
    .where(
      and(
        eq(cases.district, district),
        sql`${cases.status} = 'open' and 'petition' = any(${cases.levels}) and ${cases.clearedOn} is null`,
        eq(cases.timelineId, REAL_TIME),
        which,
      ),
    )
    .limit(MOST_CASES + 1);
}

/** What our own offices must do by then. What a party may do until then hurries nobody: he may, or may not. */
const OWN: readonly ClockId[] = CLOCKS.filter(isSupervised).map(({ id }) => id);
const ownLimit = sql<CivilDate | null>`(select min(k.legal)::text from clocks k where k.case_id = ${cases.id}
  and k.ended_on is null and k.state <> 'suspended' and k.rule in ${OWN})`;

/** The unit of its plan, else the body that has it now, else its district. */
export const unitOfCase = sql<OrgId>`coalesce(${cases.planUnit}, ${cases.body}, ${cases.district})`;

/** Version 0: nothing was decided, the defaults hold. */
export interface LeversInForce {
  readonly version: number;
  readonly levers: Levers;
}

/** Those that hold, or those of one version; null where there is no such version. */
export async function leversOf(on: Queries, org: OrgId, version?: number): Promise<LeversInForce | null> {
  if (version === 0) return { version, levers: LEVERS };
  const asked = version === undefined ? undefined : eq(triageLevers.version, version);
  const [found] = await on
    .select({ version: triageLevers.version, levers: triageLevers.levers })
    .from(triageLevers)
    .where(and(eq(triageLevers.org, org), asked))
    .orderBy(desc(triageLevers.version))
    .limit(1);
  return found ?? (version === undefined ? { version: 0, levers: LEVERS } : null);
}

/** The versions, the latest first. */
export async function leversDecided(on: Queries, org: OrgId, limit: number) {
  const { version, levers, reason, effect, person, createdAt } = triageLevers;
  return on
    .select({ version, levers, reason, effect, person, createdAt })
    .from(triageLevers)
    .where(eq(triageLevers.org, org))
    .orderBy(desc(version))
    .limit(limit);
}

export interface DecidedLevers {
  readonly org: OrgId;
  readonly levers: Levers;
  readonly reason: string;
  readonly person: string;
  /** The same of the same person again changes nothing. */
  readonly commandId: string;
  /** The legal day. */
  readonly today: CivilDate;
}

/**
 * The next version of that district, kept with what it does to the whole live backlog. No case is written.
 *
 * @returns `key-reused` where this person decided something else by the same command · `too-many` cases to say its effect
 */
export async function decideLevers(db: Db, asked: DecidedLevers): Promise<'decided' | 'key-reused' | 'too-many'> {
  const { today, ...decided } = asked;
  return inTransaction(db, async (tx) => {
    await holdOrganisation(tx, decided.org);
    const mine = and(eq(triageLevers.person, asked.person), eq(triageLevers.commandId, asked.commandId));
    const [first] = await tx.select().from(triageLevers).where(mine);
    if (first) {
      const { org, levers, reason } = first;
      const same = isDeepStrictEqual(
        { org, levers, reason },
        { org: asked.org, levers: asked.levers, reason: asked.reason },
      );
      return same ? 'decided' : 'key-reused';
    }
    const last = await leversOf(tx, decided.org);
    const change = await changeIn(tx, last?.levers ?? LEVERS, decided, today);
    if (!change) return 'too-many';
    const version = (last?.version ?? 0) + 1;
    const [made] = await tx
      .insert(triageLevers)
      .values({ ...decided, version, effect: change.effect })
      .onConflictDoNothing({ target: [triageLevers.person, triageLevers.commandId] })
      .returning({ version: triageLevers.version });
    // In the way is the same command for another district, a moment earlier.
    return made ? 'decided' : 'key-reused';
  });
}

async function changeIn(
  on: Queries,
  before: Levers,
  { org, levers }: Pick<DecidedLevers, 'org' | 'levers'>,
  today: CivilDate,
): Promise<Change | null> {
  const backlog = await backlogOf(on, org);
  return backlog.length > MOST_CASES ? null : changeOf(backlog, before, levers, today);
}
