// What a single cell says before its column gives it a meaning: folding, white space, and the signs for "not given".
import type { Tag } from './verdict.ts';

/** A value and what had to be done to reach it. */
export interface Reading<T> {
  readonly value: T;
  readonly tags: readonly Tag[];
}

const SPACE = /[\s\p{Cf}\p{Cc}]/gu;

/** NFKC without white space and invisible characters: how names of columns, numbers and names are compared (rule 2). */
export const foldedAway = (text: string): string => text.normalize('NFKC').replace(SPACE, '');

/** Rule 4: empty, a stroke, 无, 不详. */
export const isNotGiven = (text: string): boolean => /^(?:[/—–―‐-]*|无|不详)$/u.test(foldedAway(text));

/** Rule 3: what a merged cell leaves in the rows below its first. */
export const isMergedBlank = (text: string): boolean => /^(?:|同上|〃)$/u.test(foldedAway(text));

/** 同上 says nothing by itself when other columns of the row are filled (rule 3). */
const saysNothing = (text: string): boolean => isNotGiven(text) || isMergedBlank(text);

/** Which characters were folded: digits are told apart, since a ledger typed in full width is a mess of its own. */
export function widthTags(text: string): readonly Tag[] {
  if (/[０-９]/u.test(text)) return ['fullwidth-digits'];
  // A wide space is space.
  const signs = text.replace(SPACE, '');
  return signs.normalize('NFKC') === signs.normalize('NFC') ? [] : ['fullwidth-text'];
}

export const hasSpace = (text: string): boolean => text.search(SPACE) >= 0;

/** 信访人, 涉及单位, 信访编号: one word, however it was spaced (rule 2). */
export function readWord(text: string, space: Tag): Reading<string | null> {
  if (saysNothing(text)) return { value: null, tags: [] };
  const value = foldedAway(text);
  const tags: Tag[] = [...widthTags(text)];
  if (hasSpace(text)) tags.push(space);
  // What folding composed (a letter and its accent) is neither width nor space.
  return { value, tags: tags.length === 0 && value !== text ? ['fullwidth-text'] : tags };
}

/** 信访编号. */
export function readPetitionNo(text: string): Reading<string | null> {
  const { value, tags } = readWord(text, 'stray-space');
  const upper = value?.toUpperCase() ?? null;
  return { value: upper, tags: upper === value ? tags : [...tags, 'letter-case'] };
}

/** A text that stays as it was written, but for white space at its ends and line breaks (rule 2). */
export function readText(text: string): Reading<string | null> {
  if (saysNothing(text)) return { value: null, tags: [] };
  const line = text.replace(/[\r\n\u2028\u2029]+/g, ' ');
  const value = trimmed(line);
  const tags: Tag[] = [];
  // A break at the end of the cell is white space like any other.
  if (/[\r\n\u2028\u2029]/.test(trimmed(text))) tags.push('line-break');
  if (value.length !== line.length) tags.push('stray-space');
  return { value, tags };
}

const AT_THE_END = /[\s\p{Cf}\p{Cc}]/u;

function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && AT_THE_END.test(text.charAt(from))) from += 1;
  while (to > from && AT_THE_END.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
