// 送达: what the law says of ways of service beside their periods, each with how far its article was checked.
import { type Provision, recalled, text } from './clock-rule.ts';

export const SERVICE = {
  electronic: {
    id: 'service-electronic-consent',
    name: { zh: '电子送达须经同意', en: 'Electronic service needs consent' },
    says: {
      zh: '经受送达人同意，可以采用能够确认其收悉的电子方式送达',
      en: 'With the consent of the addressee, in a way that shows that he received it',
    },
    source: text('民事诉讼法', '第九十条'),
  },
  simply: {
    id: 'service-simple-exceptions',
    name: { zh: '简便方式送达的例外', en: 'What is not served in a simple way' },
    says: {
      zh: '调解书、裁决书不得以电话、短信、电子邮件等简便方式送达',
      en: 'Neither a mediation statement nor an award is served by telephone, message or e-mail',
    },
    source: recalled('办案规则', '第五十九条', 'medium'),
  },
  paymentOrder: {
    id: 'service-payment-order',
    name: { zh: '支付令不适用公告送达', en: 'A payment order is not published' },
    says: {
      zh: '支付令须能够送达债务人；三十日内无法送达的终结督促程序，故不以公告代替送达',
      en: 'It must be able to reach the debtor and is void after thirty days; so a notice does not stand in',
    },
    source: recalled(
      '民诉法解释',
      '第四百三十条',
      'medium',
      'the thirty days V1[S10]; that no notice serves is inferred',
    ),
  },
  petition: {
    id: 'petition-service',
    name: { zh: '信访文书的送达方式', en: 'How a petition document is served' },
    says: {
      zh: '条例未规定送达方式；因送达起算复查、复核期限，电子送达参照民事诉讼法须经同意，不以公告、张贴代替',
      en: 'The Regulation names no way; since a period begins with it, electronic service needs consent, as in civil procedure, and no notice stands in',
    },
    source: { policy: '信访文书送达规则', document: '本系统设计默认值', verified: 'design', mark: 'D' },
    alsoSee: [text('民事诉讼法', '第九十条')],
  },
} as const satisfies Readonly<Record<string, Provision>>;
