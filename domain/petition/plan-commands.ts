// 一案一策、销号: the commands on the plan of a petition case, from its first draft to the last return visit.

import { addDays } from '../calendar/civil-date.ts';
import { type Case, openProceedings } from '../case.ts';
import { RETURN_VISITS } from '../clearance/balance.ts';
import type { CommandOf, CommandType } from '../command.ts';
import { endClocks, runningClocks, startClock } from '../deciding/case-clocks.ts';
import type { Asking, CaseCommand } from '../deciding/case-commands.ts';
import { type Draft, put } from '../deciding/draft.ts';
import { clearanceObstacle, onlyToday, samePerson } from '../deciding/guards.ts';
import { actingParty, RECORDING } from '../deciding/office.ts';
import { type Refusal, refuse } from '../deciding/refusals.ts';
import { methodObstacle, methodOf, received } from '../deciding/service.ts';
import type { StaffRole } from '../roles.ts';
import type { ClockId } from '../rulebook/rulebook.ts';
import {
  BLANK_PLAN,
  type CasePlan,
  type Measure,
  missingForClearance,
  missingInPlan,
  PLAN_TEXTS,
  readyOn,
} from './case-plan.ts';
import { petitionSettings } from './petition-settings.ts';

const PLAN = '设计 一案一策';
const CLEARED = '设计 销号须有送达、证明和两人签字';
const APPROVERS: readonly StaffRole[] = ['authority-head', 'division-head', 'deputy-director', 'station-head'];

const officers = (c: Case, { by }: Asking): boolean =>
  by.kind === 'staff' && [...RECORDING, ...APPROVERS].includes(by.role) && hadPetition(c);
const approvers = (c: Case, { by }: Asking): boolean =>
  by.kind === 'staff' && APPROVERS.includes(by.role) && hadPetition(c);
const anybody = (c: Case, asking: Asking): boolean =>
  officers(c, asking) || c.parties.some((p) => p.id === actingParty(asking.by, asking.onBehalfOf));
const hadPetition = (c: Case): boolean => c.proceedings.some((p) => p.procedure === 'petition');

/** Commands on the plan, each with who may give it and what it does. */
export const PLAN_COMMANDS: { readonly [T in CommandType]?: CaseCommand<T> } = {
  linkCase: {
    article: '信访工作条例 第十九条第三款',
    may: officers,
    run: (draft, { other, standing }) =>
      other === draft.case.id || draft.case.links?.some((link) => link.case === other && link.standing === standing)
        ? refuse('already-running', '已经关联。', 'It is linked already.')
        : done(put(draft, { t: 'linked', case: other, standing })),
  },
  draftPlan: { article: PLAN, may: officers, run: draftPlan },
  submitPlan: {
    article: PLAN,
    may: officers,
    run: (draft, _, { by }) => {
      const plan = planOf(draft.case);
      if (plan.version === 0 || plan.status !== 'draft') return noPlan;
      const missing = incomplete(draft);
      if (missing) return missing;
      const submittedBy = by.kind === 'staff' ? by.person : null;
      return done(put(draft, { t: 'planned', set: { status: 'submitted', submittedBy } }));
    },
  },
  approvePlan: { article: PLAN, may: approvers, run: approvePlan },
  returnPlan: {
    article: PLAN,
    may: approvers,
    run: (draft, { reason }) => {
      if (planOf(draft.case).status !== 'submitted') return noPlan;
      return reason ? done(put(draft, { t: 'planned', set: { status: 'draft' } })) : reasonMissing;
    },
  },
  addMeasure: { article: PLAN, may: officers, run: addMeasure },
  changeMeasure: {
    article: PLAN,
    may: officers,
    run: (draft, { measure, owner = null, dueOn, reason, texts }) => {
      const found = openMeasure(draft, measure);
      if ('code' in found) return found;
      if (!reason) return reasonMissing;
      if (dueOn && dueOn < draft.on) return measureLate;
      const changed = {
        owner: owner ?? found.owner,
        dueOn: dueOn ?? found.dueOn,
        text: texts?.measureText ?? found.text,
      };
      put(draft, { t: 'measure-set', measure: { ...found, ...changed } });
      return done(dueOn && restartMeasure(draft, measure));
    },
  },
  dropMeasure: {
    article: PLAN,
    may: officers,
    run: (draft, { measure, reason }) => {
      const found = openMeasure(draft, measure);
      if ('code' in found) return found;
      if (!reason) return reasonMissing;
      put(draft, { t: 'measure-set', measure: { ...found, status: 'dropped', settledOn: draft.on } });
      return done(endMeasure(draft, measure, 'ended'));
    },
  },
  completeMeasure: { article: PLAN, may: officers, run: completeMeasure },
  serveDecision: {
    article: '信访工作条例 第三十二条',
    may: officers,
    run: serveDecision,
  },
  signOff: { article: CLEARED, may: officers, run: signOff },
  clear: {
    article: CLEARED,
    may: officers,
    run: (draft, { terms, result }, { by }) => {
      const refusal = clearanceObstacle(draft.case, by, draft.on, draft.world);
      if (refusal || by.kind !== 'staff') return refusal;
      if (terms) return noPetition;
      if (openProceedings(draft.case).some((p) => p.procedure === 'petition' && p.state !== 'care')) return undecided;
      put(draft, { t: 'cleared', by: by.person, result });
      return done(startReturnVisits(draft));
    },
  },
  recordVisit: { article: CLEARED, may: officers, run: recordVisit },
  logVisit: { article: PLAN, may: officers, run: logVisit },
  reportRelapse: {
    article: CLEARED,
    may: anybody,
    run: (draft, { reason }) => {
      if (!draft.case.plan?.cleared) return notCleared;
      if (!reason) return reasonMissing;
      return onlyToday(draft.on, draft.world) ?? done(relapse(draft, reason));
    },
  },
};

const done = (_: unknown): null => null;
const planOf = (c: Case): CasePlan => c.plan ?? BLANK_PLAN;

/** What no proceeding waits for any more, such as a recheck opinion: served for the plan, from the day it was made on. */
function serveDecision(draft: Draft, command: CommandOf<'serveDecision'>): Refusal | null {
  const { document, method, remedyTold } = command;
  const ended = draft.case.proceedings.findLast((p) => p.notes.recheckResult !== undefined);
  if (document === 'recheck-opinion' && ended) {
    if (draft.on < ended.since)
      return refuse(
        'date-too-early',
        `复核意见于${ended.since}作出。`,
        `The recheck opinion was given on ${ended.since}.`,
        '信访工作条例 第三十六条',
      );
    const refusal = received(draft, ended, document, { ...command, method: methodOf(method) });
    if (refusal) return refusal;
  } else {
    const refusal = methodObstacle('petition', document, { ...command, method: methodOf(method) });
    if (refusal) return refusal;
  }
  return done(put(draft, { t: 'decision-served', document, method, ...(remedyTold && { remedyTold }) }));
}

const noPlan = refuse('plan-missing', '没有处于该状态的方案。', 'There is no plan that stands so.', PLAN);
const noPetition = refuse(
  'not-in-this-state',
  '没有进行中的信访程序可以写明结果。',
  'No petition runs whose terms these were.',
  CLEARED,
);
const undecided = refuse(
  'proceedings-open',
  '信访事项尚在复查、复核或者办理中,不能销号。',
  'The petition is still handled, under review or recheck: it cannot be cleared.',
  CLEARED,
);
const notCleared = refuse('not-cleared', '该案尚未销号。', 'The case has not been cleared.', CLEARED);
const reasonMissing = refuse('reason-missing', '请写明理由。', 'Give the reason.', PLAN);
const measureLate = refuse(
  'date-too-early',
  '措施期限应在今天或者今后。',
  'The day of a measure is today or lies ahead.',
  PLAN,
);

/** The list that holds where the dispute is. */
const settingsFor = (draft: Draft) => petitionSettings(draft.case.facts.place.district, draft.world.directory);

function incomplete(draft: Draft): Refusal | null {
  const missing = missingInPlan(planOf(draft.case), draft.on, settingsFor(draft).guarantees);
  if (missing.length === 0) return null;
  return refuse(
    'plan-incomplete',
    `方案不完整,还缺:${missing.map((m) => m.zh).join('、')}。`,
    `The plan is incomplete; missing: ${missing.map((m) => m.en).join(', ')}.`,
    PLAN,
  );
}

/** A draft grows; what was approved begins its next version. */
function draftPlan(draft: Draft, { plan: given, texts = {} }: CommandOf<'draftPlan'>, { by }: Asking): Refusal | null {
  const plan = planOf(draft.case);
  if (plan.cleared)
    return refuse('already-cleared', '已销号;反弹后方可修订。', 'Cleared; revised after a relapse.', PLAN);
  if (given.funds?.some(({ amountFen }) => !Number.isSafeInteger(amountFen) || amountFen <= 0))
    return refuse('facts-wrong', '资金应当是大于零的整数(分)。', 'Funds are whole fen, above zero.', PLAN);
  const written = Object.entries(texts).filter(([field]) => Object.hasOwn(PLAN_TEXTS, field));
  const next = plan.version === 0 || plan.status === 'approved';
  put(draft, {
    t: 'planned',
    set: {
      version: next ? plan.version + 1 : plan.version,
      status: 'draft',
      content: { ...plan.content, ...given },
      texts: { ...plan.texts, ...Object.fromEntries(written) },
      draftedBy: by.kind === 'staff' ? by.person : null,
      submittedBy: null,
      approved: null,
      checklist: null,
      checked: null,
    },
  });
  return null;
}

function approvePlan(draft: Draft, _: CommandOf<'approvePlan'>, { by }: Asking): Refusal | null {
  const plan = planOf(draft.case);
  if (plan.status !== 'submitted') return noPlan;
  if (by.kind !== 'staff' || by.person === plan.submittedBy || by.person === plan.draftedBy) return samePerson;
  const missing = incomplete(draft);
  if (missing) return missing;
  const { version, guarantees } = settingsFor(draft);
  const approved = { by: by.person, on: draft.on };
  put(draft, { t: 'planned', set: { status: 'approved', approved, checklist: { version, guarantees } } });
  for (const m of plan.measures) if (m.status === 'open') restartMeasure(draft, m.no);
  return null;
}

function addMeasure(draft: Draft, { kind, owner, unit, dueOn, texts }: CommandOf<'addMeasure'>): Refusal | null {
  const plan = planOf(draft.case);
  if (plan.version === 0 || plan.cleared) return noPlan;
  if (dueOn < draft.on) return measureLate;
  const measure: Measure = {
    no: plan.measures.length + 1,
    kind,
    owner,
    unit,
    dueOn,
    status: 'open',
    text: texts?.measureText ?? null,
    evidence: null,
    settledOn: null,
  };
  put(draft, { t: 'measure-set', measure });
  if (plan.status === 'approved') restartMeasure(draft, measure.no);
  return null;
}

function openMeasure(draft: Draft, no: number): Measure | Refusal {
  const found = planOf(draft.case).measures.find((m) => m.no === no && m.status === 'open');
  return found ?? refuse('facts-wrong', `没有未完成的第${no}项措施。`, `There is no open measure ${no}.`, PLAN);
}

/** 措施证明: done is what is proved. */
function completeMeasure(draft: Draft, { measure, texts }: CommandOf<'completeMeasure'>): Refusal | null {
  const plan = planOf(draft.case);
  const found = openMeasure(draft, measure);
  if ('code' in found) return found;
  if (plan.status !== 'approved') return noPlan;
  const evidence = texts?.evidence;
  if (!evidence) return refuse('facts-wrong', '请附措施完成的证明。', 'Give the proof that it was done.', PLAN);
  const { relapsedOn } = plan;
  if (relapsedOn && draft.on <= relapsedOn)
    return refuse(
      'date-too-early',
      '反弹之后的措施须重新证明。',
      'After a relapse it is proved anew, on a later day.',
      PLAN,
    );
  put(draft, { t: 'measure-set', measure: { ...found, status: 'done', evidence, settledOn: draft.on } });
  endMeasure(draft, measure, 'met');
  return null;
}

const MEASURE = 'plan-measure' as const satisfies ClockId;

function endMeasure(draft: Draft, no: number, how: 'met' | 'ended' | 'superseded'): void {
  endClocks(draft, [MEASURE], null, how, (k) => k.measure === no);
}

/** Each measure has a clock of its own; a new day is a new run. */
function restartMeasure(draft: Draft, no: number): void {
  const measure = planOf(draft.case).measures.find((m) => m.no === no);
  if (!measure || planOf(draft.case).status !== 'approved') return;
  const [running] = runningClocks(draft.case, MEASURE, null).filter((k) => k.measure === no);
  if (running?.legal === measure.dueOn) return;
  endMeasure(draft, no, 'superseded');
  startClock(draft, MEASURE, { proceeding: null, measure: no, start: draft.on, until: measure.dueOn });
}

function signOff(draft: Draft, _: CommandOf<'signOff'>, { by }: Asking): Refusal | null {
  const plan = planOf(draft.case);
  const ready = readyOn(plan);
  const missing = missingForClearance(draft.case.plan);
  if (!ready)
    return refuse(
      'not-cleared',
      `尚不能验收,还缺:${missing.map((m) => m.zh).join('、')}。`,
      `Not to be signed off yet; missing: ${missing.map((m) => m.en).join(', ')}.`,
      CLEARED,
    );
  if (plan.cleared || plan.checked)
    return refuse('already-running', '已经验收。', 'It is signed off already.', CLEARED);
  if (by.kind !== 'staff') return samePerson;
  return onlyToday(draft.on, draft.world) ?? done(put(draft, { t: 'signed-off', by: by.person }));
}

/** 接访、下访: written down, and nothing else. */
function logVisit(draft: Draft, { how, person, texts }: CommandOf<'logVisit'>): Refusal | null {
  const { visitPlace: place, visitOutcome: outcome } = texts ?? {};
  if (!place || !outcome)
    return refuse('facts-wrong', '请写明接访、下访的地点和结果。', 'Say where it was and what came of it.', PLAN);
  const no = (planOf(draft.case).visitLog?.length ?? 0) + 1;
  return done(put(draft, { t: 'visit-logged', visit: { no, how, person, on: draft.on, place, outcome } }));
}

const VISIT_CLOCKS: Readonly<Record<number, ClockId>> = {
  30: 'petition-return-visit-30',
  90: 'petition-return-visit-90',
};

/** 回访: the days on which somebody looks whether it holds. */
export function startReturnVisits(draft: Draft): void {
  for (const visit of RETURN_VISITS.after) {
    const rule = VISIT_CLOCKS[visit];
    if (rule) startClock(draft, rule, { proceeding: null, start: draft.on });
  }
}

function recordVisit(draft: Draft, { visit, holds, reason }: CommandOf<'recordVisit'>): Refusal | null {
  const plan = planOf(draft.case);
  const rule = VISIT_CLOCKS[visit];
  if (!plan.cleared) return notCleared;
  if (!rule || plan.visits.some((one) => one.visit === visit))
    return refuse('facts-wrong', '没有这次待做的回访。', 'No such visit is owed.', CLEARED);
  const today = onlyToday(draft.on, draft.world);
  if (today) return today;
  const early = addDays(plan.cleared.on, visit - RETURN_VISITS.earlyDays);
  if (holds && draft.on < early)
    return refuse('date-too-early', `回访最早在${early}。`, `The visit counts from ${early} on.`, CLEARED);
  put(draft, { t: 'visited', visit, holds });
  endClocks(draft, [rule], null, 'met');
  if (!holds) relapse(draft, reason ?? 'visit');
  return null;
}

/** 反弹: it counts again, its proofs and signatures are gone, its visits are not owed until it is cleared anew. */
export function relapse(draft: Draft, because: string): void {
  endClocks(draft, Object.values(VISIT_CLOCKS), null, 'ended');
  put(draft, { t: 'relapsed', because });
  const version = planOf(draft.case).version + 1;
  put(draft, { t: 'planned', set: { version, status: 'draft', submittedBy: null, approved: null, checklist: null } });
}

/** A case with a plan is closed only when it is cleared and its return visits hold. */
export function unclearedObstacle({ plan }: Case): Refusal | null {
  if (!plan || plan.version === 0) return null;
  if (!plan.cleared)
    return refuse(
      'not-cleared',
      '化解方案尚未销号,不能结案。',
      'The plan is not cleared, so the case stays open.',
      CLEARED,
    );
  if (RETURN_VISITS.after.every((visit) => plan.visits.some((one) => one.visit === visit))) return null;
  return refuse('not-cleared', '三十日、九十日回访尚未完成,不能结案。', 'Return visits are still owed.', CLEARED);
}
