// 涉及金额 in 万元 and the counts of people and petitions (rules 7 and 8).
import { foldedAway, isMergedBlank, isNotGiven, type Reading, widthTags } from './cells.ts';
import { numeral } from './numerals.ts';
import type { Tag } from './verdict.ts';

/** Said of an amount, and no part of the number: that it is not exact, and what changes nothing. */
const ABOUT = /大约|大概|将近|接近|左右|[约近余多]/gu;
const BESIDE = /共计|合计|总计|人民币|RMB|[共计¥整]/giu;
const PLAIN = /^\d+(?:\.\d+)?$/;
const FEN_IN_WAN = 1_000_000;
/** A bare number of this size in a column of 万元 was meant in yuan. */
export const SUSPECT_FROM_WAN = 10_000;

export interface Amount extends Reading<number | null> {
  /** Written without a unit, so that the column alone says it is 万元. */
  readonly bare: boolean;
}

/** @returns 万元, rounded to the fen; null where the cell gives no single number */
export function readAmount(text: string): Amount {
  if (isNotGiven(text) || isMergedBlank(text)) return { value: null, tags: ['missing-amount'], bare: false };
  const folded = foldedAway(text);
  const exact = folded.replace(ABOUT, '');
  const said = exact.replace(BESIDE, '');
  const inYuan = /[元圆]$/u.test(said);
  const number = numeral(inYuan ? said.slice(0, -1) : said);
  const bare = number !== null && !inYuan && !number.myriads;
  const value = number === null ? null : toTheFen(bare ? number.value : number.value / 10_000);
  if (value === null) return { value, tags: [...widthTags(text), 'amount-unknown'], bare: false };
  const plain = PLAIN.test(folded) && Number(folded) === value;
  const wording: Tag = exact === folded ? 'amount-text' : 'amount-about';
  return { value, tags: [...spaced(text, folded), ...(plain ? [] : [wording])], bare };
}

function toTheFen(wan: number): number | null {
  const fen = Math.round(wan * FEN_IN_WAN);
  return Number.isSafeInteger(fen) ? fen / FEN_IN_WAN : null;
}

/** @returns people or petitions; null where nothing or no whole number is given */
export function readCount(text: string, missing: Tag): Reading<number | null> {
  if (isNotGiven(text) || isMergedBlank(text)) return { value: null, tags: [missing] };
  const folded = foldedAway(text);
  const number = numeral(folded.replace(/[人名次等第]/gu, ''));
  if (number === null || !Number.isSafeInteger(number.value)) {
    return { value: null, tags: [...widthTags(text), 'count-unknown'] };
  }
  const plain = /^\d+(?:\.0+)?$/.test(folded);
  return { value: number.value, tags: [...spaced(text, folded), ...(plain ? [] : (['count-unit'] as const))] };
}

function spaced(text: string, folded: string): readonly Tag[] {
  const width = widthTags(text);
  return text === folded || text.normalize('NFKC') === folded ? width : [...width, 'stray-space'];
}
