// 提级督办、降级督办: a person takes a matter one rung up the supervisors' ladder, or brings it one rung down, and says why.
// It moves no proceeding and touches no period; time goes on climbing from where it then stands (attention/supervision.ts).

import { type Place, placeOf, placesOf, standingOf } from '../attention/supervision.ts';
import { beijingDate } from '../calendar/civil-date.ts';
import { type Actor, type Case, isRunning } from '../case.ts';
import type { CommandOf } from '../command.ts';
import type { StaffRole } from '../roles.ts';
import type { CaseCommand } from './case-commands.ts';
import { type Draft, put } from './draft.ts';
import { officeRole, RECORDING } from './office.ts';
import { type Refusal, refuse } from './refusals.ts';

const RULE = '设计 提级、降级督办须写明理由';

/** Who supervises anywhere in sight. */
const SUPERVISING: readonly StaffRole[] = [
  'station-head',
  'commission-director',
  'authority-head',
  'division-head',
  'deputy-director',
  'duty-officer',
  'supervisor',
];
/** Who may bring a matter down from any rung. */
const ABOVE_ALL: readonly StaffRole[] = ['deputy-director', 'duty-officer', 'supervisor'];

export const ESCALATION: {
  readonly raise: CaseCommand<'raise'>;
  readonly lower: CaseCommand<'lower'>;
} = {
  raise: {
    article: RULE,
    may: (_, { by }) => by.kind === 'staff',
    run: (draft, command, { by }) => raise(draft, command, by),
  },
  lower: {
    article: RULE,
    may: (_, { by }) => by.kind === 'staff',
    run: (draft, command, { by }) => lower(draft, command, by),
  },
};

/** Up: by who is responsible for it or supervises. */
function raise(draft: Draft, command: CommandOf<'raise'>, by: Actor): Refusal | null {
  const place = meant(draft.case, command);
  if ('code' in place) return place;
  if (!mayRaise(draft.case, place, by)) return OTHERS_RAISE;
  const rung = standingOf(draft.case, place.proceeding) + 1;
  const role = place.ladder[rung - 1]?.role;
  if (!role) return AT_THE_TOP;
  if (!command.reason) return NO_REASON;
  put(draft, { t: 'raised', proceeding: place.proceeding, rung, role });
  tell(draft, 'raised', place, [role]);
  return null;
}

/** Down: by who stands on that rung or above it, never from below. */
function lower(draft: Draft, command: CommandOf<'lower'>, by: Actor): Refusal | null {
  const place = meant(draft.case, command);
  if ('code' in place) return place;
  const from = standingOf(draft.case, place.proceeding);
  if (from === 0) return AT_THE_BOTTOM;
  const above = place.ladder.slice(from - 1).map(({ role }) => role);
  if (by.kind !== 'staff' || ![...above, ...ABOVE_ALL].includes(by.role)) return FROM_ABOVE;
  if (!command.reason) return NO_REASON;
  const on = beijingDate(draft.world.at);
  put(draft, { t: 'lowered', proceeding: place.proceeding, from, rung: from - 1, on });
  tell(
    draft,
    'lowered',
    place,
    place.ladder.slice(Math.max(0, from - 2), from).map(({ role }) => role),
  );
  return null;
}

/** The unit itself, and these of its superiors. */
function tell(draft: Draft, template: 'raised' | 'lowered', place: Place, roles: readonly StaffRole[]): void {
  const level = draft.case.proceedings.find((p) => p.no === place.proceeding)?.level;
  for (const role of [level ? officeRole(level) : 'registrar', ...roles] as const)
    put(draft, { t: 'notice', template, to: { office: place.unit, role } });
}

function mayRaise(c: Case, { unit }: Place, by: Actor): boolean {
  if (by.kind !== 'staff') return false;
  const responsible = by.person === c.handler || (by.org === unit && RECORDING.includes(by.role));
  return responsible || SUPERVISING.includes(by.role);
}

/** The place of that clock, that proceeding, or the only one there is. */
function meant(c: Case, { clock: no, proceeding }: CommandOf<'raise' | 'lower'>): Place | Refusal {
  const places = placesOf(c);
  if (no !== undefined) {
    const clock = c.clocks.find((k) => k.no === no);
    return clock && isRunning(clock) ? placeOf(c, clock.proceeding) : NOT_RUNNING;
  }
  const [only, ...others] = proceeding === undefined ? places : places.filter((one) => one.proceeding === proceeding);
  if (!only) return UNKNOWN;
  if (others.length === 0) return only;
  const numbers = places.flatMap((one) => one.proceeding ?? []).join('、');
  return refuse(
    'say-which-proceeding',
    `请指明是哪个程序(${numbers}),或者是哪项逾期的期限。`,
    `Say which proceeding is meant (${numbers}), or over which duty that is late.`,
  );
}

const NO_REASON = refuse(
  'reason-missing',
  '提级、降级督办须写明理由。',
  'Raising a matter or bringing it down needs a reason.',
  RULE,
);
const UNKNOWN = refuse('not-in-this-state', '没有这个进行中的程序。', 'No such proceeding is running.', RULE);
const NOT_RUNNING = refuse('clock-not-running', '该期限已不在进行中。', 'This clock does not run any more.', RULE);
const AT_THE_TOP = refuse(
  'not-in-this-state',
  '已由最高一级负责人督办,不能再提级。',
  'The highest supervisor of its ladder has it already.',
  RULE,
);
const AT_THE_BOTTOM = refuse(
  'not-in-this-state',
  '该事项没有提级,由经办单位办理。',
  'It was not raised: the unit in charge has it.',
  RULE,
);
const FROM_ABOVE = refuse(
  'not-yours',
  '只有该级督办人或者其上级可以降级。',
  'Only who supervises on that rung, or above it, may bring it down.',
  RULE,
);
const OTHERS_RAISE = refuse(
  'not-yours',
  '只有经办人、经办单位或者督办负责人可以提级。',
  'Only the handler, the unit in charge or a supervisor may raise it.',
  RULE,
);
