// Every law, interpretation and order that the rulebook cites, under the short name lawyers use for it.

import { type CivilDate, civilDate } from '../calendar/civil-date.ts';

/**
 * How far a figure was checked. `text`: the full text was read. `excerpt`: an excerpt or a secondary page was read.
 * `recalled-…`: from memory, a person must confirm it. `design`: our own default, without legal force.
 */
export type Verified = 'text' | 'excerpt' | 'recalled-high' | 'recalled-medium' | 'recalled-low' | 'design';

export interface Law {
  readonly id: string;
  /** Full official title. */
  readonly zh: string;
  readonly en: string;
  /** Number of the document by which the cited edition was issued. */
  readonly document: string;
  /** First day on which the cited edition applies. */
  readonly since: CivilDate;
  readonly verified: Verified;
  /** Where it was read: `V1[S1]` is the list in §11 of the domain reference; `R-high` is recalled. */
  readonly mark: string;
}

export const LAWS = {
  调解仲裁法: {
    id: '调解仲裁法',
    zh: '中华人民共和国劳动争议调解仲裁法',
    en: 'Labour Dispute Mediation and Arbitration Law',
    document: '主席令第八十号',
    since: civilDate('2008-05-01'),
    verified: 'text',
    mark: 'V1[S1]',
  },
  人民调解法: {
    id: '人民调解法',
    zh: '中华人民共和国人民调解法',
    en: "People's Mediation Law",
    document: '主席令第三十四号',
    since: civilDate('2011-01-01'),
    verified: 'text',
    mark: 'V1[S6]',
  },
  民事诉讼法: {
    id: '民事诉讼法',
    zh: '中华人民共和国民事诉讼法（2023年修正）',
    en: 'Civil Procedure Law (2023)',
    document: '主席令第十一号',
    since: civilDate('2024-01-01'),
    verified: 'text',
    mark: 'V1[S7]',
  },
  民法典: {
    id: '民法典',
    zh: '中华人民共和国民法典',
    en: 'Civil Code',
    document: '主席令第四十五号',
    since: civilDate('2021-01-01'),
    verified: 'text',
    mark: 'V1[S8]',
  },
  劳动合同法: {
    id: '劳动合同法',
    zh: '中华人民共和国劳动合同法（2012年修正）',
    en: 'Labour Contract Law (2012)',
    document: '主席令第七十三号',
    since: civilDate('2013-07-01'),
    verified: 'text',
    mark: 'V1[S14]',
  },
  行政复议法: {
    id: '行政复议法',
    zh: '中华人民共和国行政复议法（2023年修订）',
    en: 'Administrative Reconsideration Law (2023)',
    document: '主席令第九号',
    since: civilDate('2024-01-01'),
    verified: 'text',
    mark: 'V1[S14]',
  },
  行政诉讼法: {
    id: '行政诉讼法',
    zh: '中华人民共和国行政诉讼法（2017年修正）',
    en: 'Administrative Litigation Law (2017)',
    document: '主席令第七十一号',
    since: civilDate('2017-07-01'),
    verified: 'text',
    mark: 'V1[S14]',
  },
  协商调解规定: {
    id: '协商调解规定',
    zh: '企业劳动争议协商调解规定',
    en: 'Rules on Negotiation and Mediation of Labour Disputes in Enterprises',
    document: '人力资源和社会保障部令第17号',
    since: civilDate('2012-01-01'),
    verified: 'recalled-high',
    mark: 'R-high',
  },
  办案规则: {
    id: '办案规则',
    zh: '劳动人事争议仲裁办案规则',
    en: 'Rules for Handling Labour and Personnel Arbitration Cases',
    document: '人力资源和社会保障部令第33号',
    since: civilDate('2017-07-01'),
    verified: 'excerpt',
    mark: 'V2[78911, jianbiaoku, weathermeteo, 59ts]',
  },
  组织规则: {
    id: '组织规则',
    zh: '劳动人事争议仲裁组织规则',
    en: 'Rules on the Organisation of Labour and Personnel Arbitration',
    document: '人力资源和社会保障部令第34号',
    since: civilDate('2017-07-01'),
    verified: 'excerpt',
    mark: 'V2[haog]',
  },
  解释一: {
    id: '解释一',
    zh: '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）',
    en: "Supreme People's Court, Interpretation (I) on Labour Dispute Cases",
    document: '法释〔2020〕26号',
    since: civilDate('2021-01-01'),
    verified: 'text',
    mark: 'V1[S9]',
  },
  解释二: {
    id: '解释二',
    zh: '最高人民法院关于审理劳动争议案件适用法律问题的解释（二）',
    en: "Supreme People's Court, Interpretation (II) on Labour Dispute Cases",
    document: '法释〔2025〕12号',
    since: civilDate('2025-09-01'),
    verified: 'recalled-high',
    mark: 'R-high; V2[gszybw]',
  },
  民诉法解释: {
    id: '民诉法解释',
    zh: '最高人民法院关于适用《中华人民共和国民事诉讼法》的解释（2022年修正）',
    en: "Supreme People's Court, Interpretation of the Civil Procedure Law (2022)",
    document: '法释〔2022〕11号',
    since: civilDate('2022-04-10'),
    verified: 'text',
    mark: 'V1[S10]',
  },
  司法确认规定: {
    id: '司法确认规定',
    zh: '最高人民法院关于人民调解协议司法确认程序的若干规定',
    en: "Supreme People's Court, Provisions on Judicial Confirmation of People's Mediation Agreements",
    document: '法释〔2011〕5号',
    since: civilDate('2011-03-30'),
    verified: 'text',
    mark: 'V1[S11]; document no. R-high',
  },
  在线调解规则: {
    id: '在线调解规则',
    zh: '人民法院在线调解规则',
    en: "Rules on Online Mediation by the People's Courts",
    document: '法释〔2021〕23号',
    since: civilDate('2022-01-01'),
    verified: 'text',
    mark: 'V1[S12]',
  },
  监察条例: {
    id: '监察条例',
    zh: '劳动保障监察条例',
    en: 'Labour Inspection Regulation',
    document: '国务院令第423号',
    since: civilDate('2004-12-01'),
    verified: 'text',
    mark: 'V1[S3]',
  },
  监察若干规定: {
    id: '监察若干规定',
    zh: '关于实施《劳动保障监察条例》若干规定',
    en: 'Provisions Implementing the Labour Inspection Regulation',
    document: '劳动和社会保障部令第25号',
    since: civilDate('2005-02-01'),
    verified: 'recalled-high',
    mark: 'R-high',
  },
  工伤保险条例: {
    id: '工伤保险条例',
    zh: '工伤保险条例（2010年修订）',
    en: 'Work Injury Insurance Regulation (2010)',
    document: '国务院令第586号',
    since: civilDate('2011-01-01'),
    verified: 'text',
    mark: 'V1[S4]',
  },
  工伤认定办法: {
    id: '工伤认定办法',
    zh: '工伤认定办法',
    en: 'Measures for the Determination of Work Injuries',
    document: '人力资源和社会保障部令第8号',
    since: civilDate('2011-01-01'),
    verified: 'recalled-high',
    mark: 'R-high',
  },
  工伤行政案件规定: {
    id: '工伤行政案件规定',
    zh: '最高人民法院关于审理工伤保险行政案件若干问题的规定',
    en: "Supreme People's Court, Provisions on Administrative Cases of Work Injury Insurance",
    document: '法释〔2014〕9号',
    since: civilDate('2014-09-01'),
    verified: 'text',
    mark: 'V1; document no. R-high',
  },
  工资支付条例: {
    id: '工资支付条例',
    zh: '保障农民工工资支付条例',
    en: 'Regulation Guaranteeing Wage Payment to Migrant Workers',
    document: '国务院令第724号',
    since: civilDate('2020-05-01'),
    verified: 'text',
    mark: 'V1[S5]',
  },
  集体合同规定: {
    id: '集体合同规定',
    zh: '集体合同规定',
    en: 'Provisions on Collective Contracts',
    document: '劳动和社会保障部令第22号',
    since: civilDate('2004-05-01'),
    verified: 'excerpt',
    mark: 'V2[thz918]',
  },
  信访条例: {
    id: '信访条例',
    zh: '信访工作条例',
    en: 'Regulation on Petition Work',
    document: '中共中央、国务院2022年2月25日发布',
    since: civilDate('2022-05-01'),
    verified: 'text',
    mark: 'V1[S2]',
  },
  浙江调解仲裁条例: {
    id: '浙江调解仲裁条例',
    zh: '浙江省劳动人事争议调解仲裁条例（2020年修正）',
    en: 'Zhejiang Regulation on Labour and Personnel Dispute Mediation and Arbitration (2020)',
    document: '浙江省第十三届人民代表大会常务委员会第二十四次会议2020年9月24日修正',
    since: civilDate('2020-09-24'),
    verified: 'text',
    mark: 'V1[S13]',
  },
} as const satisfies Record<string, Law>;

export type LawId = keyof typeof LAWS;
