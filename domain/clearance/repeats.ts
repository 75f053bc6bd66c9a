// 重复信访: whether an earlier case is the same matter raised before, and what follows. Who the same person and employer
// are is found by the database; linking the cases is a person's act.

import { addMonths, type CivilDate } from '../calendar/civil-date.ts';
import { type Case, openProceedings } from '../case.ts';
import type { LinkStanding } from '../petition/case-plan.ts';
import type { Bilingual } from '../rulebook/clock-rule.ts';

export interface Repeat {
  readonly standing: LinkStanding;
  readonly because: Bilingual;
  readonly article: string | null;
}

/**
 * How an earlier petition case of the same person, employer and claim stands on that day; null where it counts no more.
 * What is in hand or ended after its levels counts however old it is, what was answered otherwise for some months.
 *
 * @param months see PetitionSettings.repeatMonths
 */
export function repeatOf(earlier: Case, on: CivilDate, months: number): Repeat | null {
  if (earlier.openedOn > on) return null;
  const petitions = earlier.proceedings.filter((p) => p.procedure === 'petition');
  if (petitions.length === 0 && earlier.status === 'open') return ANSWERS.over;
  if (openProceedings(earlier).some((p) => p.procedure === 'petition' && p.state !== 'care'))
    return ANSWERS['being-handled'];
  if (petitions.some((p) => p.state === 'ended')) return ANSWERS['levels-ended'];
  const last = earlier.closedOn ?? petitions.findLast((p) => p.closedOn)?.closedOn ?? null;
  return last === null || addMonths(last, months) >= on ? ANSWERS.over : null;
}

const ANSWERS: Readonly<Record<LinkStanding, Repeat>> = {
  'being-handled': {
    standing: 'being-handled',
    because: {
      zh: '同一事项正在办理,期限内不另行受理。',
      en: 'The same matter is in hand; no second one is accepted.',
    },
    article: '信访工作条例 第十九条第三款',
  },
  'levels-ended': {
    standing: 'levels-ended',
    because: {
      zh: '已经终结,以同一事实和理由提出的不再受理,仅作关怀记录。',
      en: 'It has ended: the same facts and reasons open only a care record.',
    },
    article: '信访工作条例 第三十六条第三款、第三十七条第三款',
  },
  over: {
    standing: 'over',
    because: { zh: '同一人、同一单位、同一诉求再次提出。', en: 'The same person, employer and claim again.' },
    article: null,
  },
};
