// 履行: following an agreement or an effective decision until it is paid. The body supervises (人民调解法 第三十一条).
import { procedure } from './procedure.ts';

export const performance = procedure({
  id: 'performance',
  name: { zh: '履行', en: 'Performance' },
  voluntary: false,
  opening: null,
  initial: 'due',
  overtakenBy: {
    applyForArbitration: { breached: 'pursued' },
    fileSuit: { breached: 'pursued' },
  },
  states: {
    due: {
      name: { zh: '待履行', en: 'To be performed' },
      waitsFor: 'respondent',
      on: {
        confirmPayment: {
          to: 'same',
          by: ['worker', 'body', 'liaison'],
          brings: ['claims-performed'],
          source: '人民调解法 第三十一条',
        },
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
        confirmPayment: {
          to: 'same',
          by: ['worker', 'body', 'liaison'],
          brings: ['claims-performed'],
          source: '人民调解法 第三十一条',
        },
      },
    },
    performed: { name: { zh: '已履行', en: 'Performed' }, waitsFor: null, ending: 'performed' },
    pursued: { name: { zh: '转入其他程序', en: 'Pursued otherwise' }, waitsFor: null, ending: 'left' },
  },
});
