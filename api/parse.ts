// Checks what came from outside against its schema; everything behind it may trust the result.
import { z } from 'zod';
import { type FieldError, Problem } from './problem.ts';

const ZH = z.locales.zhCN().localeError;
const EN = z.locales.en().localeError;
/** More would not help anybody and could make an answer large. */
const MOST_ERRORS = 30;
const SEPARATOR = ' · ';

/** Where the value stood, for the words of an error. */
export type Part = 'body' | 'query' | 'path';

/** @throws Problem `malformed` with everything that is wrong, `not-found` for an id in the path that cannot exist */
export function parse<T>(schema: z.ZodType<T>, value: unknown, part: Part): T {
  const read = schema.safeParse(value, { error: ZH });
  if (read.success) return read.data;
  if (part === 'path') throw Problem.of('not-found');
  const english = schema.safeParse(value, { error: EN });
  const words = english.error?.issues.map((issue) => issue.message) ?? [];
  throw Problem.of('malformed', { errors: fieldErrors(read.error.issues, words, part).slice(0, MOST_ERRORS) });
}

function fieldErrors(issues: readonly z.core.$ZodIssue[], english: readonly string[], part: Part): FieldError[] {
  return issues.map((issue, i) => {
    // Sentences of our own say both languages in one.
    const [zh = '', own] = issue.message.split(SEPARATOR);
    const unknown = issue.code === 'unrecognized_keys';
    return {
      at: pointer(issue.path, part),
      code: unknown ? 'unknown-field' : issue.code.replaceAll('_', '-'),
      // The names of unknown fields may hold anything.
      zh: unknown ? '含有未知的字段' : zh.slice(0, 200),
      en: unknown ? 'It has fields that are not known' : (own ?? english[i] ?? zh).slice(0, 200),
    };
  });
}

function pointer(path: readonly PropertyKey[], part: Part): string {
  if (part === 'query') return `?${String(path[0] ?? '')}`.slice(0, 100);
  const steps = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return steps.join('').slice(0, 200);
}
