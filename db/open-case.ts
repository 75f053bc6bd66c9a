// Intake: the first event of a case, its number and its tracking code, exactly once for the key of a person. Those that
// wait together are opened together; whoever cannot be so is opened alone.

import { uuidv7 } from 'uuidv7';
import { legalAt } from '../domain/calendar/legal-time.ts';
import type { Actor, Case } from '../domain/case.ts';
import type { CommandOf } from '../domain/command.ts';
import { decide, type Refusal, type World } from '../domain/decide.ts';
import { type Answer, answerOf } from './answer.ts';
import { arrayOf } from './bulk.ts';
import { epochMs, type FirstEvent } from './case-file.ts';
import { commitOpenings, type Opening } from './commit.ts';
import { type Db, inTransaction, inTransactionOnce, type Queries, type Transaction } from './connection.ts';
import { failpoint, spoiled } from './failpoint.ts';
import { isSilence, Unavailable } from './failure.ts';
import { gatherFor } from './gather.ts';
import { REAL_TIME } from './legal-time.ts';
import { type Offices, officesOf } from './offices.ts';
import { type Tree, tree } from './organisations.ts';
import { type Papers, putPapers } from './personal.ts';
import type { Asked } from './record.ts';
import { repeated, requestHash } from './repeated.ts';
import { tokensOf } from './search-tokens.ts';
import { type Statement, statement } from './statement.ts';
import { trackingCode, trackingHash } from './tracking-code.ts';
import { ringSoon } from './wakes.ts';

export interface Intake extends Pick<Asked, 'fingerprint' | 'papers'> {
  /** Unique for this person: the same intake again gets the first case. */
  readonly commandId: string;
  readonly command: CommandOf<'open'>;
  readonly by: Extract<Actor, { kind: 'party' | 'staff' }>;
  /** A new uuid v7, for who must know it before; chosen here when left out. A repeated intake keeps the first. */
  readonly caseId?: string;
  /** 32 secret bytes from which tracking codes follow. */
  readonly trackingKey: Uint8Array;
  /** The legal time that the case lives in; 1, the real one, when left out. */
  readonly timelineId?: number;
  /**
   * The first step, given on the case as it is opened, at that legal time (epoch ms). Recorded with the opening where the
   * law lets it through; otherwise nothing is recorded of it, and it may be given like any other command.
   */
  readonly step?: (opened: Case, at: number) => FirstStep | null;
  /** What is done with the new case in the same transaction. */
  readonly also?: (tx: Transaction, caseId: string) => Promise<unknown>;
}

type FirstStep = Pick<Asked, 'commandId' | 'command' | 'by' | 'fingerprint' | 'papers'>;

/** A refused intake leaves nothing behind, not even its key: there is no case that could remember it. */
export type Opened =
  | ({
      readonly outcome: 'recorded';
      readonly repeated: boolean;
      readonly caseNo: string;
      /** For the worker to follow the case; stored nowhere, the same again for a repeated intake. */
      readonly trackingCode: string;
      /** What came of the first step, if it was recorded just now. */
      readonly step: Answer | null;
    } & Answer)
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  | { readonly outcome: 'key-reused' };

/** With the key bound to its person. */
interface Filed extends Intake {
  readonly caseId: string;
  readonly timelineId: number;
}

/** Opens a case: the first event, its number, its tracking code. Idempotent like `record`, throws like it. */
export async function openCase(db: Db, intake: Intake): Promise<Opened> {
  const { caseId = uuidv7(), timelineId = REAL_TIME } = intake;
  const filed = { ...intake, caseId, timelineId, commandId: `${intake.by.person}:${intake.commandId}` };
  const together = timelineId === REAL_TIME && !spoiled() ? await openTogether(db, filed) : null;
  const answer = together ?? (await openAlone(db, filed));
  ringSoon(db);
  await failpoint('record.afterCommit');
  return answer;
}

interface Beside {
  readonly offices: Offices;
  readonly names: Tree['organisations'];
}

const besideOf = async (db: Db): Promise<Beside> => ({
  offices: await officesOf(db),
  names: (await tree(db)).organisations,
});

// ── alone ───────────────────────────────────────────────────────────────────────────────────────────────────────

async function openAlone(db: Db, filed: Filed): Promise<Opened> {
  const beside = await besideOf(db);
  return inTransactionOnce(db, (tx) => openIn(tx, filed, beside));
}

async function openIn(tx: Transaction, filed: Filed, beside: Beside): Promise<Opened> {
  const view = await viewFor(tx, [filed]);
  const [first] = view.first;
  if (first) {
    const answer = await repeated(tx, first.case, first, requestHash(filed));
    if (answer.outcome !== 'recorded') return { outcome: 'key-reused' };
    return { ...answer, caseNo: first.no, trackingCode: trackingCode(first.case, filed.trackingKey), step: null };
  }
  const decided = await decideOpening(filed, view, beside);
  if ('outcome' in decided) return decided;
  const [caseNo] = await writeIn(tx, [decided], beside.offices);
  return openedAs(decided, caseNo);
}

// ── together ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The numbers of a district are: a second group would only wait for the first. */
const ONE_AFTER_THE_OTHER = 1;

type Short = Opened | null;
/** null: it must be opened alone; nothing was written. */
const openTogether: (db: Db, filed: Filed) => Promise<Short> = gatherFor(
  ({ commandId }) => commandId,
  openGroup,
  isSilence,
  ONE_AFTER_THE_OTHER,
);

async function openGroup(db: Db, group: readonly Filed[]): Promise<PromiseSettledResult<Short>[]> {
  const beside = await besideOf(db);
  try {
    const view = await viewFor(db.orm, group);
    const known = new Set(view.first.map(({ command }) => command));
    const decisions = await Promise.allSettled(
      group.map(async (filed) => (known.has(filed.commandId) ? null : decideOpening(filed, view, beside))),
    );
    const list = decisions.flatMap((one) =>
      one.status === 'fulfilled' && one.value && 'opening' in one.value ? [one.value] : [],
    );
    const numbers = await write(db, list, beside.offices);
    return decisions.map((one) => {
      if (one.status === 'rejected') return one;
      const { value } = one;
      const opened = value && 'opening' in value ? openedAs(value, numbers[list.indexOf(value)]) : value;
      return { status: 'fulfilled', value: opened };
    });
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    // One of them is in the way: each for itself.
    return group.map(() => ({ status: 'fulfilled', value: null }));
  }
}

/** The numbers of the cases, in that order. One statement writes cases that have nothing beside them. */
async function write(db: Db, list: readonly DecidedOpening[], offices: Offices): Promise<readonly string[]> {
  if (list.length === 0) return [];
  if (list.every(({ filed, papers }) => !filed.also && papers.length === 0)) {
    return commitOpenings(
      db.orm,
      list.map(({ opening }) => opening),
      offices,
    );
  }
  return inTransaction(db, (tx) => writeIn(tx, list, offices));
}

// ── what both need ──────────────────────────────────────────────────────────────────────────────────────────────

interface IntakeView {
  readonly now: number;
  readonly anchor_db: number;
  readonly anchor_legal: number;
  readonly factor: number;
  readonly first: readonly (FirstEvent & { readonly command: string; readonly case: string; readonly no: string })[];
}

// The share lock keeps a timeline from moving under a case that is just being opened; row 1 never moves.
const viewIntakes: Statement<IntakeView> = statement(
  'intakes',
  `select ${epochMs('clock_timestamp()')} as now, t.anchor_db::float8, t.anchor_legal::float8, t.factor,
    (select coalesce(json_agg(json_build_object('command', e.command_id, 'case', e.case_id, 'no', c.case_no,
        'seq', e.seq, 'since', e.since, 'request', encode(e.request_hash, 'hex'))), '[]')
     from events e join cases c on c.id = e.case_id where e.seq = 1 and e.command_id = any($2::text[])) as first
  from timelines t where t.id = $1`,
);
const holdTimeline: Statement<unknown> = statement('hold-timeline', 'select from timelines where id = $1 for share');

/** All of them live in the first one's timeline. */
async function viewFor(on: Queries, group: readonly Filed[]): Promise<IntakeView> {
  const timelineId = group[0]?.timelineId ?? REAL_TIME;
  if (timelineId !== REAL_TIME) await holdTimeline(on, timelineId);
  const [view] = await viewIntakes(on, timelineId, arrayOf(group.map(({ commandId }) => commandId)));
  if (!view) throw new RangeError(`no timeline ${timelineId}`);
  return view;
}

interface DecidedOpening {
  readonly filed: Filed;
  readonly opening: Opening;
  readonly answer: Answer;
  readonly step: Answer | null;
  readonly papers: readonly Papers[];
  readonly code: string;
}

async function writeIn(tx: Transaction, list: readonly DecidedOpening[], offices: Offices): Promise<readonly string[]> {
  const numbers = await commitOpenings(
    tx,
    list.map(({ opening }) => opening),
    offices,
  );
  await putPapers(
    tx,
    list.flatMap(({ papers }) => papers),
  );
  for (const { filed } of list) await filed.also?.(tx, filed.caseId);
  return numbers;
}

async function decideOpening(
  filed: Filed,
  view: IntakeView,
  { offices, names }: Beside,
): Promise<DecidedOpening | Extract<Opened, { outcome: 'refused' }>> {
  const { caseId, timelineId, commandId, trackingKey } = filed;
  const timeline = { anchorMs: view.anchor_db, legalMs: view.anchor_legal, factor: view.factor };
  const decidedAt = legalAt(timeline, view.now);
  const { refusal, events, after } = decide(null, filed, { ...offices, at: decidedAt });
  if (refusal) return { outcome: 'refused', refusal };
  if (!after) throw new Error('an opening left no case');
  await failpoint('record.beforeCommit');
  const code = trackingCode(caseId, trackingKey);
  const { place } = filed.command.facts;
  const orgs = [place.enterprise, place.community, place.park, place.town];
  const decided = {
    ...{ before: null, after, events, head: null, timeline, recordedAt: view.now, decidedAt },
    asked: { commandId, request: requestHash(filed) },
    driven: { seq: 0, until: null },
  };
  const tokens = [...new Set(orgs.flatMap((org) => tokensOf(names.get(org ?? '')?.name ?? '')))];
  const stepped = decideStep(filed, after, { ...offices, at: decidedAt });
  return {
    filed,
    opening: {
      decided,
      registration: { timelineId, trackingHash: trackingHash(code), tokens },
      ...(stepped && { step: stepped.step }),
    },
    answer: answerOf(events, after),
    step: stepped && answerOf(stepped.step.events, stepped.step.after),
    papers: [filed.papers, stepped?.papers].flatMap((papers) => papers ?? []),
    code,
  };
}

/** null: there is none, or the law does not let it through. */
function decideStep({ caseId, step }: Filed, opened: Case, world: World) {
  const given = step?.(opened, world.at);
  if (!given) return null;
  const { refusal, events, after } = decide(opened, { ...given, caseId }, world);
  if (refusal || !after) return null;
  const asked = { commandId: given.commandId, request: requestHash(given) };
  return { step: { after, events, asked }, papers: given.papers };
}

function openedAs({ answer, step, code }: DecidedOpening, caseNo: string | undefined): Opened {
  if (caseNo === undefined) throw new Error('an opening wrote no case');
  return { outcome: 'recorded', repeated: false, ...answer, caseNo, trackingCode: code, step };
}
