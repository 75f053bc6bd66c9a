// 履行: following an agreement or an effective decision until it is paid. The body supervises (人民调解法 第三十一条).
import { type Move, procedure } from './procedure.ts';

type State = 'due' | 'breached' | 'performed' | 'givenUp' | 'pursued';

const confirmPayment: Move<State> = {
  to: 'same',
  by: ['worker', 'body', 'liaison'],
  brings: ['claims-performed'],
  source: '人民调解法 第三十一条',
};
/** 放弃权利: the creditor's own act; no office and no timer does it for him. */
const withdraw: Move<State> = {
  to: 'givenUp',
  by: ['worker'],
  brings: ['claims-given-up'],
  tells: [['performance-given-up', 'both']],
  source: '民法典 第五百七十五条',
};

export const performance = procedure<State, 'performance'>({
  id: 'performance',
  name: { zh: '履行', en: 'Performance' },
  voluntary: false,
  opening: null,
  initial: 'due',
  overtakenBy: {
    applyForMediation: { breached: 'pursued' },
    applyForArbitration: { breached: 'pursued' },
    fileSuit: { breached: 'pursued' },
  },
  states: {
    due: {
      name: { zh: '待履行', en: 'To be performed' },
      waitsFor: 'respondent',
      on: {
        confirmPayment,
        withdraw,
        reportBreach: {
          to: 'breached',
          by: ['worker', 'employer'],
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [['agreement-breached', 'both']],
          source: '劳动争议调解仲裁法 第十五条',
        },
      },
      lapse: {
        'mediation-agreement-performance': {
          to: 'breached',
          brings: ['restart-limitation', 'offer-next-steps'],
          tells: [
            ['performance-asked', 'applicant'],
            ['performance-missed', 'office'],
          ],
        },
      },
    },
    breached: {
      name: { zh: '未按期履行', en: 'Not performed in time' },
      waitsFor: 'worker',
      on: {
        confirmPayment,
        withdraw,
      },
      lapse: { 'mediation-agreement-performance': { tells: [['performance-missed', 'office']] } },
    },
    performed: { name: { zh: '已履行', en: 'Performed' }, waitsFor: null, ending: 'performed' },
    givenUp: { name: { zh: '权利人放弃', en: 'Given up by the creditor' }, waitsFor: null, ending: 'withdrawn' },
    pursued: { name: { zh: '转入其他程序', en: 'Pursued otherwise' }, waitsFor: null, ending: 'left' },
  },
});
