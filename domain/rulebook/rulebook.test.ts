import { describe, expect, it } from 'vitest';
import type { Article, Source, Unit } from './clock-rule.ts';
import { LIMITATION_INTERRUPTING_EVENTS, SUIT_FOR_DELAY_EXCEPTIONS, SUSPENSION_GROUNDS } from './exclusions.ts';
import { LAWS } from './laws.ts';
import { OVERLAYS } from './regions.ts';
import { CLOCKS, clockRule, isClockId, PROVISIONS, RULEBOOK, sourcesOf, unconfirmed } from './rulebook.ts';

/** Written by hand from §1.1–§1.8 of the domain reference: every period, its length and unit. */
const LENGTHS: Record<string, [number, Unit] | 'as-agreed' | 'payday'> = {
  // 1.1
  'negotiation-response': [5, 'day'],
  'negotiation-agreed-period': 'as-agreed',
  'mediation-acceptance-enterprise': [3, 'workday'],
  'mediation-statutory': [15, 'day'],
  'mediation-enterprise-total': [15, 'day'],
  'mediation-agreement-performance': 'as-agreed',
  'arbitration-review-application': [15, 'day'],
  'arbitration-review-decision': [5, 'workday'],
  'judicial-confirmation-application': [30, 'day'],
  'judicial-confirmation-intake': [3, 'day'],
  'judicial-confirmation-decision': [30, 'day'],
  'payment-order-intake': [5, 'day'],
  'payment-order-issue': [15, 'day'],
  'payment-order-objection': [15, 'day'],
  'payment-order-unservable': [30, 'day'],
  'court-online-mediation': [30, 'day'],
  'court-online-mediation-ordinary': [15, 'day'],
  'court-online-mediation-summary': [7, 'day'],
  'court-online-mediation-steps-appoint': [3, 'workday'],
  'court-online-mediation-steps-confirm': [3, 'workday'],
  'court-online-mediation-steps-ask': [3, 'workday'],
  'court-online-mediation-steps-choose': [2, 'workday'],
  // 1.2
  'arbitration-limitation-general': [1, 'year'],
  'arbitration-limitation-wages': [1, 'year'],
  // 1.3
  'arbitration-correction-notice': [5, 'workday'],
  'arbitration-acceptance': [5, 'workday'],
  'arbitration-serve-application': [5, 'workday'],
  'arbitration-tribunal-notice': [5, 'workday'],
  'arbitration-defence': [10, 'workday'],
  'arbitration-counterclaim': [10, 'workday'],
  'arbitration-counterclaim-decision': [5, 'workday'],
  'arbitration-jurisdiction-objection': [10, 'workday'],
  'arbitration-serve-defence': [5, 'workday'],
  'arbitration-hearing-notice': [5, 'workday'],
  'arbitration-postponement-request': [3, 'workday'],
  'arbitration-award': [45, 'day'],
  'arbitration-delegated-mediation': [10, 'workday'],
  'arbitration-case-revocation': [5, 'workday'],
  'arbitration-simple': [45, 'day'],
  'arbitration-collective-acceptance': [5, 'workday'],
  // The row says 5 d; 办案规则 第八十条, quoted above the table, makes the 五日 of 第六十四条 working days.
  'arbitration-collective-one-time-notice': [5, 'workday'],
  'wage-fast-track': [30, 'day'],
  'service-posted': [3, 'workday'],
  'service-publication': [30, 'day'],
  'service-publication-collective': [30, 'day'],
  'arbitration-file-retention': [10, 'year'],
  'arbitration-file-retention-other': [5, 'year'],
  // 1.4
  'suit-non-final-award': [15, 'day'],
  'suit-final-award-worker': [15, 'day'],
  'setaside-final-award-employer': [30, 'day'],
  'setaside-after-worker-suit-ends': [30, 'day'],
  'setaside-after-wrong-court': [30, 'day'],
  'suit-after-setaside': [15, 'day'],
  'suit-after-non-enforcement': [30, 'day'],
  'enforcement-application': [2, 'year'],
  'preservation-to-enforcement': [3, 'month'],
  'court-filing': [7, 'day'],
  'court-serve': [5, 'day'],
  'court-defence': [15, 'day'],
  'first-instance': [6, 'month'],
  'first-instance-summary': [3, 'month'],
  'first-instance-small-claims': [2, 'month'],
  appeal: [15, 'day'],
  'appeal-ruling': [10, 'day'],
  'second-instance': [3, 'month'],
  'second-instance-ruling': [30, 'day'],
  'retrial-application': [6, 'month'],
  'missed-period-relief': [10, 'day'],
  // 1.5
  'inspection-acceptance': [5, 'workday'],
  'inspection-investigation': [60, 'workday'],
  'inspection-decision': [15, 'workday'],
  'inspection-lookback': [2, 'year'],
  'admin-reconsideration': [60, 'day'],
  'admin-litigation': [6, 'month'],
  'admin-litigation-after-reconsideration': [15, 'day'],
  // 1.6
  'injury-employer-application': [30, 'day'],
  'injury-worker-application': [1, 'year'],
  'injury-acceptance': [15, 'day'],
  'injury-decision': [60, 'day'],
  'injury-decision-clear': [15, 'day'],
  'injury-decision-service': [20, 'day'],
  'capacity-appraisal': [60, 'day'],
  'capacity-reappraisal': [15, 'day'],
  // 1.7
  'wage-payday': 'payday',
  'labour-cost-allocation': [1, 'month'],
  'special-account-close': [30, 'day'],
  'wage-ledger-retention': [3, 'year'],
  'consultation-reply': [20, 'day'],
  'collective-contract-submission': [10, 'day'],
  'collective-contract-objection': [15, 'day'],
  'consultation-dispute-coordination': [30, 'day'],
  'layoff-explanation': [30, 'day'],
  'termination-formalities': [15, 'day'],
  // 1.8
  'petition-office-routing': [15, 'day'],
  'petition-direct-notice': [15, 'day'],
  'petition-transferred-notice': [15, 'day'],
  'petition-transfer-objection': [5, 'workday'],
  'petition-handling': [60, 'day'],
  'petition-review-request': [30, 'day'],
  'petition-review-opinion': [30, 'day'],
  'petition-recheck-request': [30, 'day'],
  'petition-recheck-opinion': [30, 'day'],
  'petition-simple-acceptance': [3, 'workday'],
  'petition-simple-opinion': [10, 'workday'],
  'petition-simple-forwarding': [1, 'workday'],
};

/** Rows of §1 without a length of their own. */
const WITHOUT_LENGTH = [
  'mediation-people',
  'limitation-interrupting-events',
  'limitation-defence-late',
  'arbitration-no-show',
  'arbitration-clock-reset',
  'arbitration-clock-stop',
  'arbitration-suit-for-delay-exceptions',
  'arbitration-mediation-advice',
  'service-electronic-consent',
  'service-simple-exceptions',
  'service-payment-order',
  'petition-service',
];

/** By hand from the column ext/susp: who may extend, and by how much at most. */
const EXTENSIONS: Record<string, string> = {
  'negotiation-agreed-period': 'both-parties as-agreed',
  'mediation-enterprise-total': 'both-parties as-agreed',
  'mediation-agreement-performance': 'both-parties as-agreed',
  'arbitration-review-decision': 'commission-director 5 workday',
  'judicial-confirmation-decision': 'court-president as-approved',
  'court-online-mediation': 'both-parties as-agreed',
  'court-online-mediation-ordinary': 'both-parties as-agreed',
  'court-online-mediation-summary': 'both-parties as-agreed',
  'arbitration-award': 'commission-director 15 day',
  'arbitration-simple': 'commission-director 15 day',
  'first-instance': 'court-president 6 month',
  'first-instance-summary': 'court-president 1 month',
  'first-instance-small-claims': 'court-president 1 month',
  'second-instance': 'court-president as-approved',
  'inspection-investigation': 'authority-head 30 workday',
  'inspection-decision': 'authority-head as-approved',
  'injury-employer-application': 'authority as-approved',
  'capacity-appraisal': 'authority 30 day',
  'consultation-dispute-coordination': 'authority 15 day',
  'petition-handling': 'authority-head 30 day',
};

describe('the rulebook', () => {
  it('holds every row of the law, once, and no other', () => {
    expect(
      CLOCKS.filter(({ source }) => source.verified !== 'design')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(Object.keys(LENGTHS).toSorted());
    expect(PROVISIONS.map(({ id }) => id).toSorted()).toEqual(WITHOUT_LENGTH.toSorted());
  });

  it.each(Object.entries(LENGTHS))('%s has its length', (id, length) => {
    const expected = typeof length === 'string' ? length : { n: length[0], unit: length[1] };
    expect(CLOCKS.find((rule) => rule.id === id)?.length).toEqual(expected);
  });

  it('extends what the law lets extend, each with a cap and an approver', () => {
    const found = CLOCKS.flatMap(({ id, extension }) => {
      if (!extension) return [];
      const { max, by, times, grounds } = extension;
      expect(times, id).toBeGreaterThanOrEqual(1);
      expect(grounds.zh && grounds.en, id).toBeTruthy();
      return [[id, `${by} ${typeof max === 'string' ? max : `${max.n} ${max.unit}`}`]];
    });
    expect(Object.fromEntries(found)).toEqual(EXTENSIONS);
  });

  it('lets a numbered extension be given once only', () => {
    const capped = CLOCKS.filter(({ extension }) => typeof extension?.max === 'object');
    expect(capped.map(({ id, extension }) => [id, extension?.times])).toEqual(capped.map(({ id }) => [id, 1]));
  });

  it('counts four periods backwards or to the day before, and rolls no policy target', () => {
    const backward = CLOCKS.filter(({ direction }) => direction === 'backward').map(({ id }) => id);
    expect(backward).toEqual(['arbitration-hearing-notice', 'arbitration-postponement-request', 'layoff-explanation']);
    const rolled = CLOCKS.filter(({ roll }) => roll === 'backward').map(({ id }) => id);
    expect(rolled.toSorted()).toEqual([...backward, 'wage-payday'].toSorted());
    expect(CLOCKS.filter(({ kind }) => kind === 'target')).toEqual([clockRule('wage-fast-track')]);
    expect(clockRule('wage-fast-track').roll).toBe('none');
  });

  it('restarts and stops the award period as 办案规则 第四十六条 says', () => {
    const award = clockRule('arbitration-award');
    expect(award.resets).toEqual(['add-party', 'claims-changed', 'counterclaim-joined', 'transferred']);
    expect(award.excludes).toEqual(['suspension', 'publication']);
    expect(award.suspendedBy?.toSorted()).toEqual(Object.keys(SUSPENSION_GROUNDS).toSorted());
    expect(clockRule('arbitration-acceptance').resets).toEqual(['corrected']);
    expect(Object.keys(SUIT_FOR_DELAY_EXCEPTIONS)).toHaveLength(6);
  });

  it('treats limitation as information, interrupted by each listed event', () => {
    for (const id of ['arbitration-limitation-general', 'arbitration-limitation-wages'] as const) {
      expect(clockRule(id).kind).toBe('fact');
      expect(clockRule(id).resets?.toSorted()).toEqual(Object.keys(LIMITATION_INTERRUPTING_EVENTS).toSorted());
    }
  });

  it('does not hold the superseded sixty days of 劳动法 第八十二条', () => {
    expect(Object.keys(LAWS)).not.toContain('劳动法');
    const sixty = CLOCKS.filter(({ length }) => typeof length === 'object' && length.n === 60 && length.unit === 'day');
    expect(sixty.map(({ id }) => id).toSorted()).toEqual([
      'admin-reconsideration',
      'capacity-appraisal',
      'injury-decision',
      'petition-handling',
    ]);
  });

  it('speaks Chinese and English everywhere', () => {
    const grounds = [SUSPENSION_GROUNDS, SUIT_FOR_DELAY_EXCEPTIONS, LIMITATION_INTERRUPTING_EVENTS].flatMap((all) =>
      Object.values(all).map(({ name }) => name),
    );
    const words = [
      ...CLOCKS.flatMap(({ name, starts, lapse }) => [name, starts, lapse]),
      ...PROVISIONS.flatMap(({ name, says }) => [name, says]),
      ...grounds,
    ];
    for (const { zh, en } of words) {
      expect(zh, en).toMatch(/\p{Script=Han}/u);
      expect(en, zh).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('is an edition with a date', () => {
    expect(RULEBOOK).toMatchObject({ id: '2026.1', region: 'CN', from: '2026-01-01', clocks: CLOCKS });
    for (const rule of CLOCKS) expect(rule.region).toBe('CN');
    for (const { from, id } of CLOCKS) expect(from <= RULEBOOK.from, id).toBe(true);
  });

  it('knows its ids', () => {
    expect(isClockId('arbitration-award')).toBe(true);
    expect(isClockId('劳动法第八十二条')).toBe(false);
    expect(clockRule('arbitration-award').name.zh).toBe('仲裁审理期限');
  });
});

describe('sources', () => {
  const ARTICLE = /^第[一二三四五六七八九十百零]+条(第[一二三四五六七八九十]+[款项])?$/;
  const MARK: Record<string, RegExp> = {
    text: /^V1/,
    excerpt: /^V2/,
    'recalled-high': /R-high/,
    'recalled-medium': /R-med/,
    'recalled-low': /R-low/,
  };
  const grounds = [SUSPENSION_GROUNDS, SUIT_FOR_DELAY_EXCEPTIONS, LIMITATION_INTERRUPTING_EVENTS];
  const cited: readonly (readonly [string, Source])[] = [
    ...[...CLOCKS, ...PROVISIONS, ...OVERLAYS].flatMap((row) =>
      sourcesOf(row).map((source) => [row.id, source] as const),
    ),
    ...grounds.flatMap((all) => Object.entries(all).map(([id, ground]) => [id, ground.source] as const)),
  ];

  it('names law and article, or a policy with its document', () => {
    for (const [id, source] of cited) {
      if ('law' in source) expect(source.article, id).toMatch(ARTICLE);
      else expect(source.policy && source.document, id).toBeTruthy();
      expect(source.mark, id).toMatch(MARK[source.verified] ?? /^D$/);
    }
  });

  it('accepts no statute without an article', () => {
    // @ts-expect-error an article is written 第…条
    const bad: Article = '14';
    expect(bad).not.toMatch(ARTICLE);
  });

  it('lists every law cited, completely, and none that is not', () => {
    const used = new Set(cited.flatMap(([, source]) => ('law' in source ? [source.law] : [])));
    // The counting rules of the calculator cite the code.
    used.add('民法典');
    expect([...used].toSorted()).toEqual(Object.keys(LAWS).toSorted());
    for (const [key, law] of Object.entries(LAWS)) {
      expect(law.id).toBe(key);
      for (const part of [law.zh, law.en, law.document, law.mark]) expect(part, key).not.toBe('');
      expect(law.mark, key).toMatch(MARK[law.verified] ?? /^$/);
    }
  });

  it('lists what a person must still confirm, with the rows that rest on it', () => {
    const open = unconfirmed();
    for (const { source, usedBy } of open) {
      expect(source.verified).toMatch(/^recalled/);
      expect(usedBy.length).toBeGreaterThan(0);
    }
    const rows = new Set(open.flatMap(({ usedBy }) => usedBy));
    for (const id of [
      'negotiation-response',
      'arbitration-review-decision',
      'limitation-defence-late',
      'service-posted',
      'service-simple-exceptions',
      'service-payment-order',
    ])
      expect(rows, id).toContain(id);
    for (const id of ['mediation-statutory', 'petition-handling', 'suit-non-final-award'])
      expect(rows, id).not.toContain(id);
    const dayType = open.find(({ source }) => 'law' in source && source.article === '第八十条');
    expect(dayType?.usedBy).toContain('arbitration-defence');
  });
});

describe('regions', () => {
  it('replaces in 浙江 only what its regulation says', () => {
    const local = clockRule('service-publication-collective', 'CN-ZJ');
    expect(local).toMatchObject({
      length: { n: 10, unit: 'day' },
      region: 'CN-ZJ',
      source: { law: '浙江调解仲裁条例', article: '第四十一条' },
      name: clockRule('service-publication-collective').name,
    });
    expect(local.alsoSee).toContainEqual(clockRule('service-publication-collective').source);
    expect(clockRule('arbitration-simple', 'CN-ZJ').length).toEqual({ n: 30, unit: 'day' });
    expect(clockRule('arbitration-award', 'CN-ZJ').length).toEqual({ n: 45, unit: 'day' });
    expect(clockRule('arbitration-award', 'CN-ZJ').excludes).toContain('delegated-inquiry');
  });

  it('keeps the national rule elsewhere', () => {
    expect(clockRule('service-publication-collective', 'CN-SC')).toBe(clockRule('service-publication-collective'));
    expect(clockRule('service-publication', 'CN-ZJ').length).toEqual({ n: 30, unit: 'day' });
  });

  it('changes only periods that exist', () => {
    for (const { id, region } of OVERLAYS) {
      expect(isClockId(id)).toBe(true);
      expect(region).toMatch(/^CN-[A-Z]{2}$/);
    }
  });
});
