// 行为记录: what somebody did in the course of a petition that 信访工作条例 第二十六条 forbids, and what officers answered.
// It is about an act, never about a person: no score, no list, no count, nothing automatic; and no clock of the claim
// hears of it. Who may read it, and the log of that, are the record's business; from working views it goes with the matter.
import { type CivilDate, isCivilDate } from '../civil-date.ts';
import type { Bilingual, Source } from '../rulebook/clock-rule.ts';
import { text } from '../rulebook/clock-rule.ts';
import { isTextRef, type PersonRef, type TextRef } from './plan.ts';

/** The only acts that may be recorded. How often somebody came is none of them. */
export const CONDUCT = {
  'blocking-or-storming': {
    zh: '围堵、冲击机关、单位，拦截公务车辆，堵塞、阻断交通',
    en: 'blocking or storming offices, stopping vehicles, blocking traffic',
    source: text('信访条例', '第二十六条第一项'),
  },
  'dangerous-items': {
    zh: '携带危险物品、管制器具',
    en: 'carrying dangerous items or controlled implements',
    source: text('信访条例', '第二十六条第二项'),
  },
  'insult-assault-detention-damage': {
    zh: '侮辱、殴打、威胁工作人员，非法限制他人人身自由，毁坏财物',
    en: 'insult, assault, unlawful detention, damage',
    source: text('信访条例', '第二十六条第三项'),
  },
  'staying-or-abandoning': {
    zh: '在信访接待场所滞留、滋事，或者将生活不能自理的人弃留',
    en: 'staying in the reception place, or abandoning dependants there',
    source: text('信访条例', '第二十六条第四项'),
  },
  'inciting-or-profiting': {
    zh: '煽动、串联、胁迫、以财物诱使、幕后操纵他人信访，或者以信访为名借机敛财',
    en: 'inciting or bribing others, or making money under cover of petition',
    source: text('信访条例', '第二十六条第五项'),
  },
  'other-disturbance': {
    zh: '其他扰乱公共秩序、妨害国家和公共安全的行为',
    en: 'other disturbance of public order or safety',
    source: text('信访条例', '第二十六条第六项'),
  },
  'too-many-representatives': {
    zh: '多人走访未推选代表，或者代表超过五人',
    en: 'more than five representatives',
    source: text('信访条例', '第二十条'),
  },
  'wrong-reception-place': {
    zh: '未到设立或者指定的接待场所走访',
    en: 'not at the reception place set up or named for it',
    source: text('信访条例', '第二十条'),
  },
} as const satisfies Record<string, Bilingual & { source: Source }>;
export type ConductItem = keyof typeof CONDUCT;

/** 劝阻、批评、教育 (第四十七条第一款). */
export const DISSUASION = ['dissuaded', 'criticised', 'educated'] as const;

export interface DissuasionStep {
  readonly step: (typeof DISSUASION)[number];
  readonly by: PersonRef;
  readonly on: CivilDate;
}

/** What was handed to public security, on a named person's decision; they decide on their own power (第四十七条第二款). */
export interface Referral {
  /** A person, by his account: never the software, never a role. */
  readonly decidedBy: PersonRef;
  /** Why it is serious and a public-security violation. */
  readonly reason: TextRef;
  readonly basis: Source;
  readonly sentOn: CivilDate;
  /** Their answer, from outside; null: none yet. */
  readonly answer: { readonly on: CivilDate; readonly document: TextRef } | null;
}

export interface ConductRecord {
  readonly caseId: string;
  readonly item: ConductItem;
  readonly on: CivilDate;
  /** `14:05`, Beijing. */
  readonly at: string;
  readonly place: TextRef;
  /** What was seen, in the officer's words. */
  readonly account: TextRef;
  readonly evidence: readonly TextRef[];
  readonly dissuasion: readonly DissuasionStep[];
  readonly officer: PersonRef;
  /** The person was told of the record. */
  readonly toldOn: CivilDate;
  readonly referral: Referral | null;
}

const KEYS = 'caseId item on at place account evidence dissuasion officer toldOn referral'.split(' ');
const REFERRAL_KEYS = 'decidedBy reason basis sentOn answer'.split(' ');

/** Whatever makes this no lawful conduct record; empty: it is one. Takes anything, as it comes from outside. */
export function wrongIn(record: unknown): readonly Bilingual[] {
  if (!isObject(record)) return [wrong('不是行为记录。', 'That is no conduct record.')];
  const { item, referral } = record;
  return [
    ...unknownKeys(record, KEYS),
    ...fails(typeof item === 'string' && Object.hasOwn(CONDUCT, item), NOT_CONDUCT),
    ...fails(isPerson(record.caseId), wrong('缺案件。', 'The case is missing.')),
    ...fails(isDay(record.on) && isTime(record.at), wrong('缺行为发生的日期和时间。', 'The day and time are missing.')),
    ...fails(isTextRef(record.place), wrong('缺行为发生的地点。', 'The place is missing.')),
    ...fails(isTextRef(record.account), wrong('缺事实经过。', 'The account of the facts is missing.')),
    ...fails(areRefs(record.evidence), wrong('缺证据。', 'Evidence is missing.')),
    ...fails(isPerson(record.officer), wrong('缺记录人。', 'The officer is missing.')),
    ...fails(isDay(record.toldOn), wrong('未告知当事人。', 'The person was not told.')),
    ...fails(
      areSteps(record.dissuasion),
      wrong('劝阻、批评、教育记录不完整。', 'The dissuasion steps are incomplete.'),
    ),
    ...(referral === null ? [] : wrongInReferral(record, referral)),
  ];
}

export const isConductRecord = (record: unknown): record is ConductRecord => wrongIn(record).length === 0;

const NOT_CONDUCT = {
  zh: '只能记录第二十条、第二十六条所列行为；信访次数不是违法行为。',
  en: 'Only acts named in Articles 20 and 26 may be recorded; how often somebody petitions is not conduct.',
};

function wrongInReferral(record: Record<string, unknown>, referral: unknown): readonly Bilingual[] {
  if (!isObject(referral)) return [wrong('应写明是否移送。', 'Whether it was referred is not stated.')];
  const steps: unknown = record.dissuasion;
  const first = Array.isArray(steps) && steps.length > 0;
  const { answer, basis } = referral;
  return [
    ...unknownKeys(referral, REFERRAL_KEYS),
    ...fails(first, wrong('移送前应当先劝阻、批评、教育。', 'Dissuasion comes before any referral (Art 47).')),
    ...fails(isPerson(referral.decidedBy), wrong('移送应由具名人员决定。', 'A named person decides a referral.')),
    ...fails(isTextRef(referral.reason), wrong('移送应说明情节严重的理由。', 'A referral says why it is serious.')),
    ...fails(
      isObject(basis) && ('law' in basis || 'policy' in basis),
      wrong('移送缺法律依据。', 'The legal basis is missing.'),
    ),
    ...fails(
      isDay(referral.sentOn) && notBefore(referral.sentOn, record.on),
      wrong('移送日期有误。', 'The day of the referral is wrong.'),
    ),
    ...fails(
      answer === null || (isObject(answer) && isDay(answer.on) && isTextRef(answer.document)),
      wrong('公安机关答复不完整。', 'The answer of public security is incomplete.'),
    ),
  ];
}

function unknownKeys(record: Record<string, unknown>, known: readonly string[]): readonly Bilingual[] {
  return Object.keys(record)
    .filter((key) => !known.includes(key))
    .map((key) =>
      wrong(`行为记录不得含“${key}”：不计分、不计次、不列名单。`, `No ${key} here: no score, no count, no list.`),
    );
}

/** Accounts that stand for the software itself. */
const MACHINES = ['system', 'auto', 'automatic', 'time', 'worker', '系统', '自动'];
const wrong = (zh: string, en: string): Bilingual => ({ zh, en });
const fails = (holds: boolean, otherwise: Bilingual): readonly Bilingual[] => (holds ? [] : [otherwise]);
const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
const isPerson = (x: unknown): x is PersonRef =>
  typeof x === 'string' && x.trim() !== '' && !MACHINES.includes(x.trim().toLowerCase());
const isDay = (x: unknown): x is CivilDate => typeof x === 'string' && isCivilDate(x);
const isTime = (x: unknown): boolean => typeof x === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(x);
const areRefs = (x: unknown): boolean => Array.isArray(x) && x.length > 0 && x.every(isTextRef);
const notBefore = (later: CivilDate, earlier: unknown): boolean => typeof earlier === 'string' && later >= earlier;
const isStep = (x: unknown): boolean =>
  isObject(x) &&
  Object.keys(x).every((key) => ['step', 'by', 'on'].includes(key)) &&
  DISSUASION.some((step) => step === x.step) &&
  isPerson(x.by) &&
  isDay(x.on);
const areSteps = (x: unknown): boolean => Array.isArray(x) && x.every(isStep);
