// 行为记录 (domain reference §4.2): which step may follow which, and who may take it. Facts only, on a person's recorded
// decision: nothing makes an entry by itself, nothing counts or scores, and nothing here knows a clock or a claim.
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Case, Proceeding } from '../case.ts';
import { type Refusal, refuse } from '../deciding/refusals.ts';
import type { StaffRole } from '../roles.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

/** The only acts that may be recorded, each with its article. How often somebody came is none of them. */
export const CONDUCT = {
  'blocking-or-storming': {
    zh: '围堵、冲击机关、单位，拦截公务车辆，堵塞、阻断交通',
    en: 'blocking or storming offices, stopping vehicles, blocking traffic',
    article: '信访工作条例 第二十六条第一项',
  },
  'dangerous-items': {
    zh: '携带危险物品、管制器具',
    en: 'carrying dangerous items or controlled implements',
    article: '信访工作条例 第二十六条第二项',
  },
  'insult-assault-or-damage': {
    zh: '侮辱、殴打、威胁工作人员，非法限制他人人身自由，毁坏财物',
    en: 'insult, assault, threat, unlawful detention, damage',
    article: '信访工作条例 第二十六条第三项',
  },
  'staying-or-abandoning-dependants': {
    zh: '在信访接待场所滞留、滋事，或者将生活不能自理的人弃留',
    en: 'staying in the reception place, or abandoning dependants there',
    article: '信访工作条例 第二十六条第四项',
  },
  'inciting-or-profiting': {
    zh: '煽动、串联、胁迫、以财物诱使、幕后操纵他人信访，或者以信访为名借机敛财',
    en: 'inciting or bribing others, or making money under cover of petition',
    article: '信访工作条例 第二十六条第五项',
  },
  'other-disturbance': {
    zh: '其他扰乱公共秩序、妨害国家和公共安全的行为',
    en: 'other disturbance of public order or safety',
    article: '信访工作条例 第二十六条第六项',
  },
  'more-than-five-representatives': {
    zh: '多人走访未推选代表，或者代表超过五人',
    en: 'more than five representatives',
    article: '信访工作条例 第二十条',
  },
  'wrong-reception-place': {
    zh: '未到设立或者指定的接待场所走访',
    en: 'not at the reception place set up or named for it',
    article: '信访工作条例 第二十条',
  },
} as const satisfies Record<string, Bilingual & { readonly article: string }>;
export type ConductItem = keyof typeof CONDUCT;
export const CONDUCT_ITEMS = Object.keys(CONDUCT) as [ConductItem, ...ConductItem[]];

/** 劝阻、批评、教育 (第四十七条第一款). */
const DISSUASION: readonly ConductStep[] = ['dissuaded', 'criticised', 'educated'];
/** In lawful order: dissuaded, criticised or educated first; a referral is a named decision. */
export const CONDUCT_STEPS = [
  'recorded',
  'dissuaded',
  'criticised',
  'educated',
  'informed',
  'referral-decided',
  'sent',
  'police-answered',
] as const;
export type ConductStep = (typeof CONDUCT_STEPS)[number];

const WRITERS: readonly StaffRole[] = ['petition-officer', 'authority-head'];
/** Who may decide that a matter goes to public security, and may read a record beside who handles the petition. */
export const DECIDERS: readonly StaffRole[] = ['authority-head', 'deputy-director'];
/** Who may read. An auditor sees that there is a record only in the log of looks. */
export const READERS: readonly StaffRole[] = [...WRITERS, 'deputy-director'];

const ART_47 = '信访工作条例 第四十七条';

export interface StepAsked {
  readonly step: ConductStep;
  readonly role: StaffRole;
  readonly item: ConductItem | null;
  readonly basis: string | null;
  readonly on: CivilDate;
}
export interface StepTaken {
  readonly step: ConductStep;
  readonly on: CivilDate;
}

/** Why this step may not follow those that were taken; null when it may. @param before steps of the record, in order */
export function conductObstacle(
  before: readonly StepTaken[],
  { step, role, item, basis, on }: StepAsked,
): Refusal | null {
  const taken = before.map((one) => one.step);
  const may = step === 'referral-decided' ? DECIDERS : READERS;
  if (!may.includes(role))
    return refuse(
      'not-yours',
      '该记录由信访工作人员办理,移送由机关负责人决定。',
      'Petition staff write it; a head decides a referral.',
      ART_47,
    );
  if ((step === 'recorded') !== (taken.length === 0) || (step === 'recorded') !== (item !== null))
    return refuse(
      'facts-wrong',
      '先记录行为,再记录后续步骤。',
      'The conduct comes first, then what followed.',
      '信访工作条例 第二十六条',
    );
  if ((step === 'referral-decided') !== (basis !== null))
    return refuse(
      'reason-missing',
      '移送须写明法律依据,其他步骤不写。',
      'A referral names its legal basis, no other step does.',
      ART_47,
    );
  if (step === 'referral-decided' && !(DISSUASION.some((one) => taken.includes(one)) && taken.includes('informed')))
    return refuse(
      'not-in-this-state',
      '移送之前应当劝阻、批评、教育并告知本人。',
      'Before a referral the person is dissuaded, talked to, and told of the record.',
      ART_47,
    );
  const last = before
    .map((one) => one.on)
    .sort()
    .at(-1);
  if (last !== undefined && on < last)
    return refuse(
      'date-too-early',
      `该步骤的日期早于上一步骤(${last})。`,
      `The day lies before the step taken on ${last}.`,
      ART_47,
    );
  if (step === 'sent' && !taken.includes('referral-decided')) return notDecided;
  return step === 'police-answered' && !taken.includes('sent') ? notDecided : null;
}

const notDecided = refuse('not-in-this-state', '尚未决定移送。', 'No referral was decided or sent yet.', ART_47);

/**
 * Whether a record of that day is in the working views: only while a petition to which it may belong, one that was open
 * on that day, is in hand. Whoever looks afterwards reads the archive.
 */
export function isInWorkingViews(c: Case, on: CivilDate): boolean {
  if (c.status === 'closed') return false;
  const petitions = c.proceedings.filter((p) => p.procedure === 'petition');
  const then = petitions.filter((p) => p.openedOn <= on && (p.closedOn === null || p.closedOn >= on));
  const matters = then.length > 0 ? then : petitions;
  return matters.length === 0 || matters.some((p) => isInHand(c, p));
}

/** A matter that is only cared for has ended (第三十七条第三款); one that came up again after its clearance has not. */
function isInHand({ plan }: Case, p: Proceeding): boolean {
  if (p.state === 'cleared') return plan !== undefined && plan.relapses > 0 && plan.cleared === null;
  return p.closedOn === null && p.state !== 'care';
}
