// 待办: who should do what by when, derived from the case; the record keeps them in step.

import type { CivilDate } from '../calendar/civil-date.ts';
import {
  type Case,
  type Clock,
  isRunning,
  type OrgId,
  openProceedings,
  type PartyId,
  type Proceeding,
  sideOf,
} from '../case.ts';
import { officeRole, unitOf } from '../deciding/office.ts';
import type { Who } from '../procedures/procedure.ts';
import { stateOf } from '../procedures/procedures.ts';
import type { StaffRole } from '../roles.ts';
import type { ClockId } from '../rulebook/rulebook.ts';

export interface Task {
  /** Stable while the cause lasts. */
  readonly key: string;
  /** act: the proceeding waits for it · owe: an overdue duty · choose: the next step is a party's choice · close. */
  readonly what: 'act' | 'owe' | 'choose' | 'close';
  readonly proceeding: number | null;
  readonly state: string | null;
  readonly clock: number | null;
  readonly rule: ClockId | null;
  readonly body: OrgId | null;
  readonly role: StaffRole | null;
  readonly party: PartyId | null;
  readonly dueOn: CivilDate | null;
}

/** The open tasks of a case. Every open case has at least one. */
export function tasksOf(c: Case): readonly Task[] {
  if (c.status === 'closed') return [];
  const open = openProceedings(c);
  const acts = open.map((p) => actTask(c, p));
  const owed = c.clocks.filter((k) => k.state === 'overdue').map((k) => oweTask(c, k));
  return [...acts, ...owed, ...planTasks(c), ...(open.length === 0 ? [idleTask(c)] : [])];
}

function actTask(c: Case, p: Proceeding): Task {
  const clock = nearest(c, p.no);
  return {
    key: `p${p.no}:${p.state}`,
    what: 'act',
    proceeding: p.no,
    state: p.state,
    ...dueBy(clock),
    ...assigned(c, p, stateOf(p.procedure, p.state).waitsFor ?? 'body'),
  };
}

/** Measures and return visits that lie ahead; once overdue they are owed like every other duty. */
function planTasks(c: Case): readonly Task[] {
  return c.clocks
    .filter((k) => k.state === 'running' && (k.measure !== undefined || VISITS.includes(k.rule)))
    .map((k) => ({
      ...oweTask(c, k),
      key: k.measure === undefined ? `v${k.no}` : `m${k.measure}`,
      what: 'act',
    }));
}
const VISITS: readonly ClockId[] = ['petition-return-visit-30', 'petition-return-visit-90'];

function oweTask(c: Case, clock: Clock): Task {
  const p = c.proceedings.find((x) => x.no === clock.proceeding) ?? null;
  return {
    key: `k${clock.no}`,
    what: 'owe',
    proceeding: clock.proceeding,
    state: null,
    ...dueBy(clock),
    ...ownerOf(c, clock, p),
    party: null,
  };
}

/** A measure is owed by its unit, a return visit by the unit of the plan. */
function ownerOf(c: Case, clock: Clock, p: Proceeding | null): Pick<Task, 'body' | 'role'> {
  const measure = c.plan?.measures.find((m) => m.no === clock.measure);
  const unit = measure?.unit ?? (VISITS.includes(clock.rule) ? c.plan?.content.unit : undefined);
  return unit
    ? { body: unit, role: officeRole('petition') }
    : { body: unitOf(c, p), role: p ? officeRole(p.level) : 'registrar' };
}

/** Nothing runs: either everything is settled and an officer closes the case, or a party chooses the next step. */
function idleTask(c: Case): Task {
  const settled = c.claims.every((claim) => claim.status === 'closed');
  const base = {
    proceeding: null,
    state: null,
    ...dueBy(nearest(c, null)),
    body: c.registeredBy,
    role: 'registrar' as const,
  };
  if (settled) return { ...base, key: 'close', what: 'close', party: null };
  return {
    ...base,
    key: 'choose',
    what: 'choose',
    party: c.parties.find((p) => sideOf(p.id) === 'worker')?.id ?? null,
  };
}

function nearest(c: Case, proceeding: number | null): Clock | null {
  const running = c.clocks.filter((k) => isRunning(k) && k.proceeding === proceeding);
  return running.reduce<Clock | null>((a, b) => (a && a.legal <= b.legal ? a : b), null);
}

const dueBy = (clock: Clock | null): Pick<Task, 'clock' | 'rule' | 'dueOn'> => ({
  clock: clock?.no ?? null,
  rule: clock?.rule ?? null,
  dueOn: clock?.legal ?? null,
});

function assigned(c: Case, p: Proceeding, who: Who): Pick<Task, 'body' | 'role' | 'party'> {
  const office = {
    body: unitOf(c, p),
    role: p.body ? officeRole(p.level) : ('registrar' as const),
    party: null,
  };
  if (who === 'sender') return { ...office, body: p.notes.sender ?? office.body };
  if (who === 'superior') return { ...office, body: p.notes.superior ?? office.body, role: 'division-head' };
  const applicant = p.applicant ? sideOf(p.applicant) : 'worker';
  if (who === 'worker' || who === 'employer') return { ...office, party: first(c, who) };
  if (who === 'applicant' || who === 'either-party') return { ...office, party: first(c, applicant) };
  if (who === 'respondent') return { ...office, party: first(c, applicant === 'worker' ? 'employer' : 'worker') };
  return office;
}

const first = (c: Case, side: 'worker' | 'employer'): PartyId | null =>
  c.parties.find((p) => sideOf(p.id) === side)?.id ?? null;
