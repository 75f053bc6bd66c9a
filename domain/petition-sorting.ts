// 甄别: 信访工作条例 第三十一条 as a decision table. What belongs to another procedure is led there with a programme notice;
// only what nothing else fits is handled as a petition (第三十一条第六项).
import type { Bilingual } from './rulebook/clock-rule.ts';

/** What the petitioner asks for, as the officer who sorts it finds. */
export const NATURES = [
  'judicial',
  'criminal',
  'arbitration',
  'personnel-arbitration',
  'party-appeal',
  'reconsideration',
  'administrative-ruling',
  'inspection',
  'work-injury',
  'statutory-duty',
  'none-of-these',
] as const;
export type Nature = (typeof NATURES)[number];

export interface Sorted {
  /** Item of 第三十一条. */
  readonly item: 1 | 2 | 3 | 4 | 5 | 6;
  /** Where it is led; null: here, as a petition. */
  readonly route: string | null;
  readonly notice: Bilingual;
}

const row = (item: Sorted['item'], route: string | null, zh: string, en: string): Sorted => ({
  item,
  route,
  notice: { zh, en },
});

/** 诉讼、仲裁、党员申诉、行政程序、查处与履职,均不属于的才由信访办理. */
export const SORTING: Readonly<Record<Nature, Sorted>> = {
  judicial: row(
    1,
    'court',
    '应当通过诉讼程序处理,请向有管辖权的人民法院提出。',
    'A matter for the court that is competent.',
  ),
  criminal: row(1, 'police', '应当通过公安、检察机关的法律程序处理。', 'A matter for the police or the procurator.'),
  arbitration: row(
    2,
    'arbitration',
    '应当通过劳动争议仲裁解决,请在时效内向劳动人事争议仲裁委员会申请,不收费。',
    'A matter for labour arbitration: file with the commission within limitation; it is free of charge.',
  ),
  'personnel-arbitration': row(2, 'arbitration', '应当通过人事争议仲裁解决。', 'A matter for personnel arbitration.'),
  'party-appeal': row(
    3,
    'party-appeal',
    '可以通过党员申诉、申请复审等解决。',
    'A matter for an appeal within the party.',
  ),
  reconsideration: row(4, 'reconsideration', '可以通过行政复议解决。', 'A matter for administrative reconsideration.'),
  'administrative-ruling': row(
    4,
    'administrative',
    '可以通过行政裁决、行政确认、行政许可、行政处罚等行政程序解决。',
    'A matter for an administrative procedure.',
  ),
  'work-injury': row(
    4,
    'work-injury',
    '可以通过工伤认定、劳动能力鉴定程序解决。',
    'A matter for work-injury determination.',
  ),
  inspection: row(
    5,
    'inspection',
    '属于申请查处违法行为,依法由劳动保障监察履行职责或者答复。',
    'Asks that a violation be pursued: labour inspection acts or answers.',
  ),
  'statutory-duty': row(
    5,
    'statutory-duty',
    '属于申请履行保护合法权益的职责,依法履行或者答复。',
    'Asks an authority to perform its duty: it acts or answers.',
  ),
  'none-of-these': row(
    6,
    null,
    '不属于以上情形,听取陈述、调查核实后出具信访处理意见书。',
    'None of these: it is heard, looked into, and answered by an opinion.',
  ),
};

/** Forwarded so often, the common superior decides; the next forwarding is refused. Design default (features E8). */
export const TRANSFER_CAP = 3;
