// 分类处理: where a petition belongs. 信访工作条例 第三十一条 as a table: what arbitration, a court, reconsideration or
// inspection decides goes there with a notice; only 第三十一条第六项 is handled as a petition. Also who stands above whom.
import type { Directory } from '../deciding/routing.ts';
import { type Bilingual, recalled, type StatuteSource, text } from '../rulebook/clock-rule.ts';

/** What an officer found of a matter. Each is asked of every matter, in this order. */
export const MATTER_FACTS = {
  /** 建议意见、检举控告、申诉求决. */
  kind: ['suggestion', 'accusation', 'claim'],
  /** To be decided by litigation, prosecution or police procedure, and not ended by law yet. */
  judicial: [true, false],
  /** A labour dispute, or another matter for arbitration. */
  arbitrable: [true, false],
  /** 党员申诉、申请复审. */
  partyReview: [true, false],
  /** 行政复议、行政诉讼 or another administrative procedure that is open. */
  administrative: ['reconsideration', 'litigation', 'other', 'none'],
  /** Asks to punish a violation or to protect a lawful right. */
  enforcement: ['labour', 'other', 'none'],
} as const;

export type MatterFacts = { readonly [Fact in keyof typeof MATTER_FACTS]: (typeof MATTER_FACTS)[Fact][number] };

export const ROUTES = {
  study: { zh: '转有关机关研究论证', en: 'to the authority concerned, for study' },
  discipline: { zh: '转纪检监察机关或者有权处理机关', en: 'to the supervisory authority' },
  court: { zh: '导入司法程序', en: 'into judicial procedure' },
  arbitration: { zh: '导入仲裁程序', en: 'into arbitration' },
  'party-review': { zh: '导入党员申诉、复审程序', en: 'into review within the Party' },
  reconsideration: { zh: '导入行政复议程序', en: 'into administrative reconsideration' },
  'administrative-litigation': { zh: '导入行政诉讼程序', en: 'into administrative litigation' },
  administrative: { zh: '导入相应行政程序', en: 'into the administrative procedure for it' },
  'labour-inspection': { zh: '转劳动保障监察', en: 'to labour inspection' },
  enforcement: { zh: '转有权机关依法履行职责', en: 'to the authority whose duty it is' },
  petition: { zh: '作为信访事项受理', en: 'accepted as a petition' },
} as const satisfies Record<string, Bilingual>;
export type Route = keyof typeof ROUTES;

/** One line of the table: applies where every fact named in `when` is one of those listed. */
export interface RouteRule {
  readonly when: { readonly [Fact in keyof MatterFacts]?: readonly MatterFacts[Fact][] };
  readonly route: Route;
  readonly because: Bilingual;
  readonly article: StatuteSource;
}

const CLAIM = { kind: ['claim'] } as const;
const NOT_JUDICIAL = { ...CLAIM, judicial: [false] } as const;
const NOT_ARBITRABLE = { ...NOT_JUDICIAL, arbitrable: [false] } as const;
const NOT_REVIEWED = { ...NOT_ARBITRABLE, partyReview: [false] } as const;
const NOT_ADMINISTRATIVE = { ...NOT_REVIEWED, administrative: ['none'] } as const;
const ITEM_4 = text('信访条例', '第三十一条第四项');

/** Exactly one line applies to each matter; a test proves it for all of them. */
export const SORTING: readonly RouteRule[] = [
  {
    when: { kind: ['suggestion'] },
    route: 'study',
    because: { zh: '属于建议意见，不是请求解决争议。', en: 'A suggestion, not a claim to be decided.' },
    article: recalled('信访条例', '第二十九条', 'high'),
  },
  {
    when: { kind: ['accusation'] },
    route: 'discipline',
    because: { zh: '属于检举控告，材料不得转给被检举控告人。', en: 'An accusation; it never goes to the accused.' },
    article: recalled('信访条例', '第三十条', 'high'),
  },
  {
    when: { ...CLAIM, judicial: [true] },
    route: 'court',
    because: { zh: '应当通过司法程序处理且尚未依法终结。', en: 'For judicial procedure, and not ended by law.' },
    article: text('信访条例', '第三十一条第一项'),
  },
  {
    when: { ...NOT_JUDICIAL, arbitrable: [true] },
    route: 'arbitration',
    because: { zh: '应当通过仲裁解决；请注意仲裁时效。', en: 'To be solved by arbitration; mind its limitation date.' },
    article: text('信访条例', '第三十一条第二项'),
  },
  {
    when: { ...NOT_ARBITRABLE, partyReview: [true] },
    route: 'party-review',
    because: { zh: '可以通过党员申诉、申请复审解决。', en: 'Open to review within the Party.' },
    article: text('信访条例', '第三十一条第三项'),
  },
  {
    when: { ...NOT_REVIEWED, administrative: ['reconsideration'] },
    route: 'reconsideration',
    because: { zh: '可以通过行政复议解决。', en: 'Open to administrative reconsideration.' },
    article: ITEM_4,
  },
  {
    when: { ...NOT_REVIEWED, administrative: ['litigation'] },
    route: 'administrative-litigation',
    because: { zh: '应当通过行政诉讼解决。', en: 'For administrative litigation.' },
    article: text('信访条例', '第三十一条第一项'),
  },
  {
    when: { ...NOT_REVIEWED, administrative: ['other'] },
    route: 'administrative',
    because: { zh: '可以通过行政裁决、确认、许可、处罚等程序解决。', en: 'Open to another administrative procedure.' },
    article: ITEM_4,
  },
  {
    when: { ...NOT_ADMINISTRATIVE, enforcement: ['labour'] },
    route: 'labour-inspection',
    because: { zh: '请求查处劳动保障违法行为。', en: 'Asks that a violation of labour law be punished.' },
    article: text('信访条例', '第三十一条第五项'),
  },
  {
    when: { ...NOT_ADMINISTRATIVE, enforcement: ['other'] },
    route: 'enforcement',
    because: {
      zh: '请求查处违法行为或者履行保护职责。',
      en: 'Asks that a violation be punished or a right protected.',
    },
    article: text('信访条例', '第三十一条第五项'),
  },
  {
    when: { ...NOT_ADMINISTRATIVE, enforcement: ['none'] },
    route: 'petition',
    because: {
      zh: '不属于前五项情形，应当受理并出具处理意见。',
      en: 'None of the first five: accepted, with an opinion.',
    },
    article: text('信访条例', '第三十一条第六项'),
  },
];

export interface Sorted {
  readonly route: Route;
  readonly because: Bilingual;
  readonly article: StatuteSource;
  /** Other ways that are open beside it: the petitioner is told of them all and chooses. */
  readonly also: readonly Route[];
  /** 告知书 on the procedure is due; only what is accepted here needs none. */
  readonly noticeDue: boolean;
  /** The notice shows until when arbitration may be applied for. */
  readonly showsLimitation: boolean;
}

const applies = ({ when }: RouteRule, facts: MatterFacts): boolean =>
  Object.entries(when).every(([fact, values]) =>
    (values as readonly unknown[]).includes(facts[fact as keyof MatterFacts]),
  );

/** The lines of the table that apply; one, if the table is right. */
export const linesFor = (facts: MatterFacts): readonly RouteRule[] => SORTING.filter((rule) => applies(rule, facts));

/**
 * Where a matter goes. Registering it is never refused; this comes after.
 *
 * @throws RangeError for facts that are not of {@link MATTER_FACTS}
 */
export function sort(facts: MatterFacts): Sorted {
  const [line] = linesFor(facts);
  if (!line) throw new RangeError('facts that the table does not know');
  const also = alsoOpen(facts).filter((route) => route !== line.route);
  const { route, because, article } = line;
  return {
    route,
    because,
    article,
    also,
    noticeDue: route !== 'petition',
    showsLimitation: [route, ...also].includes('arbitration'),
  };
}

/** Every procedure that one of the facts opens by itself, such as inspection beside arbitration for unpaid wages. */
function alsoOpen(facts: MatterFacts): readonly Route[] {
  if (facts.kind !== 'claim') return [];
  const alone = { kind: 'claim', judicial: false, arbitrable: false, partyReview: false } as const;
  const none = { ...alone, administrative: 'none', enforcement: 'none' } as const;
  const each: readonly MatterFacts[] = [
    { ...none, judicial: facts.judicial },
    { ...none, arbitrable: facts.arbitrable },
    { ...none, partyReview: facts.partyReview },
    { ...none, administrative: facts.administrative },
    { ...none, enforcement: facts.enforcement },
  ];
  return each.flatMap((x) => linesFor(x).map((line) => line.route)).filter((route) => route !== 'petition');
}

/** The nearest organisation above all of these, itself none of them; null where there is none. */
export function commonSuperior(offices: readonly string[], directory: Directory): string | null {
  const [first, ...rest] = offices.map((office) => superiorsOf(office, directory));
  return first?.find((org) => rest.every((others) => others.includes(org)) && !offices.includes(org)) ?? null;
}

/** 上一级机关、单位: the nearest active organisation above; null where none is known. */
export const superiorOf = (office: string, directory: Directory): string | null =>
  superiorsOf(office, directory).find((org) => directory.bodies.get(org)?.active) ?? null;

function superiorsOf(office: string, directory: Directory): readonly string[] {
  const found: string[] = [];
  for (let at = directory.bodies.get(office)?.parent ?? null; at !== null && !found.includes(at); ) {
    found.push(at);
    at = directory.bodies.get(at)?.parent ?? null;
  }
  return found;
}
