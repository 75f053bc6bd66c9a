// The deadline calculator on the command line: `npm run -s deadline < cases.json`.
// Reads an array of periods, `{id, start, n, unit, extend?, exclude?, …}` or `{id, clock, trigger, …}`, and prints one
// line of JSON for each. If anything is wrong with the input it says what, on stderr, and prints nothing.
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { CHINA } from '../domain/calendar/calendar.ts';
import { beijingDate, type CivilDate, isCivilDate } from '../domain/calendar/civil-date.ts';
import { type Circumstances, dueDate, type Period } from '../domain/deadline/clock.ts';
import type { ClockRule } from '../domain/rulebook/clock-rule.ts';
import { articleRef, clockRule, isClockId } from '../domain/rulebook/rulebook.ts';

interface Complaint {
  readonly zh: string;
  readonly en: string;
}

const FIRST_INSTANT_MS = Date.parse('1949-01-01T00:00+08:00');
const AFTER_LAST_INSTANT_MS = Date.parse('2200-01-01T00:00+08:00');

/** A day, or an instant with its offset, which is turned into the day that Beijing has then (C1). */
const day = z.string().transform((text, context): CivilDate => {
  if (isCivilDate(text)) return text;
  const instantMs = z.iso.datetime({ offset: true }).safeParse(text).success ? Date.parse(text) : Number.NaN;
  if (instantMs >= FIRST_INSTANT_MS && instantMs < AFTER_LAST_INSTANT_MS) return beijingDate(instantMs);
  context.addIssue('no day');
  return z.NEVER;
});

const count = z.int().min(0);
const calendarUnit = z.enum(['day', 'workday', 'month', 'year']);
const exclusion = z
  .union([
    z.tuple([day, day]).transform(([from, to]) => ({ from, to, why: '扣除' })),
    z.strictObject({ from: day, to: day, why: z.string().min(1) }),
  ])
  .refine(({ from, to }) => from < to);

const circumstances = {
  id: z.union([z.string(), z.number()]),
  extend: z.union([count, z.strictObject({ n: count, unit: calendarUnit })]).optional(),
  exclude: z.array(exclusion).optional(),
};
const byLength = z.object({
  ...circumstances,
  start: day,
  n: count,
  unit: z.enum([...calendarUnit.options, 'payday']),
  direction: z.enum(['forward', 'backward']).optional(),
  roll: z.enum(['forward', 'backward', 'none']).optional(),
});
const byClock = z.object({
  ...circumstances,
  clock: z.string().refine(isClockId),
  trigger: day,
  region: z
    .string()
    .regex(/^CN(-[A-Z]{2})?$/)
    .optional(),
});

/** What the oracle's rows carry besides: results that were expected, remarks. They change nothing. */
const REMARKS = new Set(['nominal', 'legal', 'provisional', 'derivation', 'note']);

const HINTS: Readonly<Record<string, Complaint>> = {
  id: { zh: '应为文字或数字', en: 'must be a text or a number' },
  start: {
    zh: '应为1949-01-01至2199-12-31之间存在的日期 YYYY-MM-DD，或者带时区的时刻',
    en: 'must be an existing day YYYY-MM-DD from 1949-01-01 to 2199-12-31, or an instant with its offset',
  },
  n: { zh: '应为不小于0的整数', en: 'must be a whole number not below 0' },
  unit: { zh: '应为 day、workday、month、year 或 payday', en: 'must be day, workday, month, year or payday' },
  extend: {
    zh: '应为不小于0的整数，或者 {n, unit}',
    en: 'must be a whole number not below 0, or {n, unit}',
  },
  exclude: {
    zh: '应为若干 [起, 止) 日期对，止日须晚于起日',
    en: 'must be pairs of days [from, to), each ending after it begins',
  },
  direction: { zh: '应为 forward 或 backward', en: 'must be forward or backward' },
  roll: { zh: '应为 forward、backward 或 none', en: 'must be forward, backward or none' },
  clock: { zh: '不是规则库中的期限编号', en: 'is no id of a period in the rulebook' },
  region: { zh: '应为 CN 或省级代码，如 CN-ZJ', en: 'must be CN or a province such as CN-ZJ' },
};

/** Wrong input, with one sentence for each thing that is wrong. */
class BadInput extends Error {
  readonly complaints: readonly Complaint[];
  constructor(complaints: readonly Complaint[]) {
    super(complaints.map(({ en }) => en).join('\n'));
    this.complaints = complaints;
  }
}

async function main(): Promise<void> {
  try {
    const lines = readCases(await readInput()).map((item, i) => answer(item, i));
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    for (const { zh, en } of error.complaints) process.stderr.write(`${zh}。 ${en}.\n`);
    process.exitCode = 1;
  }
}

async function readInput(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new BadInput([
      {
        zh: '请从标准输入给出案例：npm run -s deadline < cases.json',
        en: 'Give the cases on standard input: npm run -s deadline < cases.json',
      },
    ]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BadInput([{ zh: '输入不是 UTF-8 编码', en: 'The input is not UTF-8' }]);
  }
}

interface Asked {
  readonly id: string | number;
  readonly start: CivilDate;
  readonly period: Period;
  readonly more: Circumstances;
}

function readCases(text: string): readonly Asked[] {
  const items = z.array(z.unknown()).safeParse(parseJson(text));
  if (!items.success) throw new BadInput([{ zh: '输入应为一个 JSON 数组', en: 'The input must be one JSON array' }]);
  const read = items.data.map((item, i) => readCase(item, i));
  const complaints = read.flatMap((one) => ('complaints' in one ? one.complaints : []));
  if (complaints.length > 0) throw new BadInput(complaints);
  return read.flatMap((one) => ('complaints' in one ? [] : [one]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadInput([{ zh: `输入不是有效的 JSON（${reason}）`, en: `The input is not valid JSON (${reason})` }]);
  }
}

function readCase(item: unknown, i: number): Asked | { readonly complaints: readonly Complaint[] } {
  const object = z.record(z.string(), z.unknown()).safeParse(item);
  if (!object.success) return { complaints: [about(item, i, { zh: '应为一个对象', en: 'must be an object' })] };
  const schema = 'clock' in object.data ? byClock : byLength;
  const read = schema.safeParse(item);
  if (!read.success) {
    const fields = new Set(read.error.issues.map(({ path }) => String(path[0])));
    return { complaints: [...fields].map((field) => about(item, i, hint(field))) };
  }
  const ignored = Object.keys(object.data).filter((key) => !(key in schema.shape) && !REMARKS.has(key));
  for (const key of ignored)
    warn(about(item, i, { zh: `未知字段 "${key}" 未采用`, en: `unknown field "${key}" is ignored` }));
  const asked = 'clock' in read.data ? fromClock(read.data) : fromLength(read.data);
  return 'zh' in asked ? { complaints: [about(item, i, asked)] } : asked;
}

function fromLength({
  id,
  start,
  n,
  unit,
  direction,
  roll,
  extend,
  exclude,
}: z.infer<typeof byLength>): Asked | Complaint {
  const period = { n, unit, ...(direction && { direction }), ...(roll && { roll }) };
  return direction === 'backward' && extend ? NO_EXTENSION : { id, start, period, more: moreOf({ extend, exclude }) };
}

function fromClock({ id, clock, trigger, region, extend, exclude }: z.infer<typeof byClock>): Asked | Complaint {
  const rule = clockRule(clock, region);
  if (rule.length === 'as-agreed') {
    return {
      zh: `期限 "${clock}" 由当事人约定，没有固定长度，请改用 start、n、unit`,
      en: `the period "${clock}" is agreed by the parties and has no fixed length; give start, n and unit`,
    };
  }
  if (rule.direction === 'backward' && extend) return NO_EXTENSION;
  const more = { ...moreOf({ extend, exclude }), trigger: { what: rule.starts }, source: articleRef(rule.source) };
  return { id, start: trigger, period: periodOf(rule, rule.length), more };
}

const NO_EXTENSION: Complaint = { zh: '倒算的期限不能延长', en: 'a backward period cannot be extended' };

function periodOf(rule: ClockRule, length: Exclude<ClockRule['length'], 'as-agreed'>): Period {
  const { direction, roll } = rule;
  const { n, unit } = length === 'payday' ? { n: 0, unit: length } : length;
  return { n, unit, ...(direction && { direction }), ...(roll && { roll }) };
}

function moreOf({
  extend,
  exclude,
}: {
  extend: Circumstances['extend'];
  exclude: Circumstances['exclude'];
}): Circumstances {
  return { ...(extend !== undefined && { extend }), ...(exclude && { exclude }) };
}

function answer({ id, start, period, more }: Asked, i: number): string {
  try {
    const { nominal, legal, provisional, derivation } = dueDate(start, period, CHINA, more);
    return JSON.stringify({ id, nominal, legal, provisional, derivation });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const outside = { zh: '结果超出1949年至2199年', en: 'the result lies outside the years 1949 to 2199' };
    throw new BadInput([about({ id }, i, outside)]);
  }
}

function hint(field: string): Complaint {
  const { zh, en } = HINTS[field === 'trigger' ? 'start' : field] ?? { zh: '有误', en: 'is wrong' };
  return { zh: `"${field}" ${zh}`, en: `"${field}" ${en}` };
}

/** The complaint with the element it is about: its place, counted from 1, and its id if it has one. */
function about(item: unknown, i: number, { zh, en }: Complaint): Complaint {
  const found = z.object({ id: circumstances.id }).safeParse(item);
  const id = found.success ? JSON.stringify(found.data.id).slice(0, 60) : '';
  return {
    zh: `第${i + 1}项${id ? `（id ${id}）` : ''}：${zh}`,
    en: `Element ${i + 1}${id ? ` (id ${id})` : ''}: ${en}`,
  };
}

function warn({ zh, en }: Complaint): void {
  process.stderr.write(`${zh}。 ${en}.\n`);
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
await main();
