// The single values that requests consist of, each checked once at the door. What a person wrote is kept byte for byte;
// only identifiers are folded.
import { z } from 'zod';
import { type CivilDate, isCivilDate } from '../../domain/calendar/civil-date.ts';
import type { PartyId } from '../../domain/case.ts';
import { creditCode, idNumber, isWellFormed, phone } from '../../domain/identifiers.ts';

/** A sentence in both languages; the problem handler takes it apart. */
const say = (zh: string, en: string): string => `${zh} · ${en}`;

const ILL_FORMED = say('文字含有无法保存的字符', 'The text holds characters that cannot be kept');

/** Text as a person wrote it: not blank, no NUL, no lone surrogate. @param max UTF-16 units */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => isWellFormed(value), { error: ILL_FORMED })
    .refine((value) => value.trim() !== '', { error: say('不能只有空白', 'It must not be blank') });

/** A short code such as a reason or a ground; never a sentence, since codes travel where texts must not. */
export const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

const FIRST = '1990-01-01';
const LAST = '2099-12-31';

/** A day in Beijing that exists, from 1990 to 2099. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((value): value is CivilDate => isCivilDate(value) && value >= FIRST && value <= LAST, {
    error: say('没有这一天(应在1990年至2099年之间)', 'There is no such day between 1990 and 2099'),
  })
  .meta({ format: 'date', examples: ['2026-03-02'] });

/** An amount in fen: whole, from 0 to 10^13 (a hundred billion yuan). */
export const fen = z.int().min(0).max(10_000_000_000_000);

/** The number of a claim, clock, proceeding or instalment. */
export const ordinal = z.int().min(1).max(100_000);

export const uuid = z.uuid();

/** W1, W2 … workers, E1, E2 … employers. */
export const partyId = z
  .string()
  .regex(/^[WE][1-9]\d{0,4}$/)
  .refine((value): value is PartyId => value !== '')
  .meta({ examples: ['W1', 'E1'] });

function folded(max: number, fold: (value: string) => string | null, error: string) {
  return z
    .string()
    .min(1)
    .max(max)
    .transform((value, context) => {
      const good = fold(value);
      if (good !== null) return good;
      // Never the value itself: it is personal data.
      context.addIssue({ code: 'custom', message: error, input: null });
      return z.NEVER;
    });
}

/** 公民身份号码 (GB 11643), folded, its check digit right. */
export const idNumberText = folded(40, idNumber, say('身份证号有误,请核对', 'The id number is wrong; check it'));
/** A mobile number, or a land line with its area code. */
export const phoneText = folded(
  40,
  phone,
  say('电话号码有误;固定电话请加区号', 'The phone number is wrong; give the area code of a land line'),
);
/** 统一社会信用代码 (GB 32100), folded, its check digit right. */
export const creditCodeText = folded(
  40,
  creditCode,
  say('统一社会信用代码有误,请核对', 'The credit code is wrong; check it'),
);

export const bilingual = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: 'Bilingual' });
