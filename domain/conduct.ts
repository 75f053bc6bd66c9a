// 行为记录 (domain reference §4.2): which step may follow which, and who may take it. Facts only, on a person's recorded
// decision: nothing makes an entry by itself, nothing counts or scores, and nothing here knows a clock or a claim.
import { type Refusal, refuse } from './guards.ts';
import type { StaffRole } from './roles.ts';

/** 第二十六条第一项至第六项; 第二十条. How often somebody came is no conduct. */
export const CONDUCT_ITEMS = [
  'blocking-or-storming',
  'dangerous-items',
  'insult-assault-or-damage',
  'staying-or-abandoning-dependants',
  'inciting-or-profiting',
  'other-disturbance',
  'more-than-five-representatives',
  'wrong-reception-place',
] as const;
export type ConductItem = (typeof CONDUCT_ITEMS)[number];

/** In lawful order: dissuaded, criticised and educated first (第四十七条第一款); a referral is a named decision. */
export const CONDUCT_STEPS = [
  'recorded',
  'dissuaded',
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
}

/** Why this step may not follow those that were taken; null when it may. @param taken steps of the record, in order */
export function conductObstacle(taken: readonly ConductStep[], { step, role, item, basis }: StepAsked): Refusal | null {
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
  if (step === 'referral-decided' && !(taken.includes('dissuaded') && taken.includes('informed')))
    return refuse(
      'not-in-this-state',
      '移送之前应当劝阻、批评、教育并告知本人。',
      'Before a referral the person is dissuaded, talked to, and told of the record.',
      ART_47,
    );
  if (step === 'sent' && !taken.includes('referral-decided')) return notDecided;
  return step === 'police-answered' && !taken.includes('sent') ? notDecided : null;
}

const notDecided = refuse('not-in-this-state', '尚未决定移送。', 'No referral was decided or sent yet.', ART_47);
