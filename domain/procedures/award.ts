// 裁决书: one document of an arbitration, with its own finality, service and periods. An arbitration may make several:
// part of the claims first (调解仲裁法 第四十三条第二款), or a final and a non-final one on one day (办案规则 第五十条).
import { type Lapse, type Move, procedure } from './procedure.ts';

type State = 'made' | 'effective' | 'contested' | 'setAside';

const DEEMED: Lapse<State> = { brings: ['deemed-served'], tells: [['deemed-served', 'office']] };
const toEffect: Lapse<State> = {
  to: 'effective',
  when: 'no-other-right-running',
  brings: ['perform-decision'],
  tells: [['award-effective', 'both']],
};

export const publishNotice: Move<never> = {
  to: 'same',
  by: ['body'],
  guards: ['reason-given'],
  starts: ['service-publication', 'service-publication-collective'],
  source: '劳动人事争议仲裁办案规则 第二十条',
};

/** 张贴送达: on refusal to sign, or where ten and more workers claim from a business that has closed. */
export const postNotice: Move<never> = {
  to: 'same',
  by: ['body'],
  starts: ['service-posted'],
  source: '劳动人事争议仲裁办案规则 第二十条',
};

/** 送达未成: what was tried in vain is on record; no period moves. */
export const attemptService: Move<never> = {
  to: 'same',
  by: ['body', 'liaison'],
  guards: ['reason-given'],
  source: '民事诉讼法 第八十七条',
};

export const award = procedure<State, 'award'>({
  id: 'award',
  name: { zh: '裁决书', en: 'Award' },
  voluntary: false,
  opening: null,
  initial: 'made',
  // Only the award that the suit is about, and of that only the part of the workers concerned (解释一 第十七条).
  overtakenBy: { fileSuit: { made: 'contested' } },
  states: {
    made: {
      name: { zh: '已裁决', en: 'Award made' },
      waitsFor: 'body',
      on: {
        serveAward: {
          to: 'same',
          by: ['body'],
          tells: [['award-served', 'both']],
          source: '劳动争议调解仲裁法 第四十六条',
        },
        publishNotice,
        postNotice,
        attemptService,
      },
      lapse: {
        'suit-non-final-award': toEffect,
        'suit-final-award-worker': toEffect,
        'setaside-final-award-employer': toEffect,
        'service-posted': DEEMED,
        'service-publication': DEEMED,
        'service-publication-collective': DEEMED,
      },
    },
    effective: { name: { zh: '裁决生效', en: 'Award effective' }, waitsFor: null, ending: 'decided' },
    contested: { name: { zh: '已起诉,裁决不生效', en: 'Contested in court' }, waitsFor: null, ending: 'ended' },
    setAside: { name: { zh: '裁决被撤销', en: 'Award set aside' }, waitsFor: null, ending: 'ended' },
  },
});
