// Periods that this project sets for itself, so that nothing waits without an end. No legal force; every number is
// to be confirmed by the bureau.
import { civilDate } from '../civil-date.ts';
import type { ClockRule } from './clock-rule.ts';

export const DESIGN = [
  {
    id: 'case-follow-up',
    name: { zh: '跟进回访', en: 'Follow-up' },
    starts: {
      zh: '案件进入等待当事人或机构下一步的状态',
      en: 'the case begins to wait for somebody with no period of law running',
    },
    length: { n: 15, unit: 'workday' },
    kind: 'duty',
    bearer: 'body',
    lapse: {
      zh: '经办单位应当联系当事人，说明可选途径；逾期逐级提醒负责人',
      en: 'The unit in charge contacts the parties and explains the ways open to them; else its superiors are told',
    },
    source: { policy: '跟进时限', document: '本系统设计默认值', verified: 'design', mark: 'D' },
    region: 'CN',
    from: civilDate('2007-01-01'),
  },
] as const satisfies readonly ClockRule[];
