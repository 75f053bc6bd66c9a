import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckDigit } from '../identifiers.ts';
import { FIELDS, type Field, type LedgerRow } from './columns.ts';
import { judge, type KnownMatter } from './judge.ts';
import { resultOf } from './result.ts';
import type { Matter, Verdict } from './verdict.ts';

const CLEAN: Readonly<Record<Field, string>> = {
  petitionNo: 'XF2020-1013',
  petitioner: '汪兰春',
  idNo: '510304199201099952',
  phone: '15422974356',
  matter: '反映工地拖欠农民工工资',
  employer: '自贡禾砚建筑劳务有限公司',
  industry: '建筑业',
  workers: '6',
  amountWan: '5.44',
  firstDate: '2019-04-26',
  registerDate: '2020-02-13',
  visits: '1',
  dept: '区人社局',
  leader: '罗副区长',
  status: '已纳入一案一策',
  street: '凉高山街道',
  repeat: '否',
  remark: '',
};
const BLANK = Object.fromEntries(FIELDS.map((field) => [field, ''])) as Record<Field, string>;
const SPANNED = { matter: '', employer: '', industry: '', dept: '', leader: '', street: '' };

function row(change: Partial<Record<Field, string>> = {}, number = 1): LedgerRow {
  const cells = { ...CLEAN, ...change };
  return { row: number, line: number + 1, original: Object.values(cells), cells, filled: [], headerCells: null };
}

function only(change: Partial<Record<Field, string>>): Verdict {
  const [verdict] = judge([row(change)]);
  if (!verdict) throw new Error('a row without a verdict');
  return verdict;
}

const matterOf = (verdict: Verdict | undefined): Matter | null =>
  verdict && verdict.class !== 'rejected' ? verdict.normalized : null;
const anId = (n: number) => {
  const digits = `5103041990010${String(1 + (n % 9))}99${n % 10}`.slice(0, 17);
  return digits + idCheckDigit(digits);
};

describe('a row by itself', () => {
  it('is clean when nothing had to be done and only the remark is empty', () => {
    expect(only({})).toEqual({
      row: 1,
      line: 2,
      class: 'clean',
      tags: [],
      repairs: [],
      normalized: { ...CLEAN, workers: 6, amountWan: 5.44, visits: 1, repeat: false, remark: '' },
    });
  });

  it.each<[string, Partial<Record<Field, string>>, Partial<Matter>, string[]]>([
    ['spaces in a name', { petitioner: '汪 兰\u3000春\u200b' }, { petitioner: '汪兰春' }, ['name-space']],
    ['a full-width name', { petitioner: 'Ａ某' }, { petitioner: 'A某' }, ['fullwidth-text']],
    ['spaces in an employer', { employer: '回龙镇 岭上砖厂' }, { employer: '回龙镇岭上砖厂' }, ['unit-space']],
    ['full-width brackets', { employer: '某（集团）公司' }, { employer: '某(集团)公司' }, ['fullwidth-text']],
    [
      'a petition number in small letters',
      { petitionNo: 'xf2020-1013 ' },
      { petitionNo: 'XF2020-1013' },
      ['letter-case', 'stray-space'],
    ],
    ['a small x', { idNo: '51030419760803991x' }, { idNo: '51030419760803991X' }, ['id-lower-x']],
    [
      'a full-width id number',
      { idNo: '５１０３０４１９９２０１０９９９５２' },
      { idNo: CLEAN.idNo },
      ['fullwidth-digits'],
    ],
    ['an id number of the first generation', { idNo: '510304920109995' }, { idNo: '510304199201099952' }, ['id-15']],
    ['no id number', { idNo: '无' }, { idNo: null }, ['missing-id']],
    ['no telephone', { phone: '/' }, { phone: null }, ['missing-phone']],
    ['a land line', { phone: '0813-5100000' }, { phone: null }, ['phone-invalid']],
    ['separators', { phone: '154 2297-4356' }, { phone: CLEAN.phone }, ['phone-separator']],
    ['a country prefix', { phone: '+86 15422974356' }, { phone: CLEAN.phone }, ['phone-separator', 'phone-prefix']],
    ['a bare country prefix', { phone: '008615422974356' }, { phone: CLEAN.phone }, ['phone-prefix']],
    ['a line break', { matter: '欠薪\r\n要求支付' }, { matter: '欠薪 要求支付' }, ['line-break']],
    ['white space at the ends', { matter: ' 欠薪　' }, { matter: '欠薪' }, ['stray-space']],
    ['full-width text stays', { matter: '欠薪１２，要求（支付）' }, { matter: '欠薪１２，要求（支付）' }, []],
    ['no industry', { industry: '不详' }, { industry: null }, ['missing-industry']],
    ['同上 beside filled columns says nothing', { leader: '同上' }, { leader: null }, ['missing-leader']],
    ['a stroke for no remark', { remark: '/' }, { remark: '' }, ['not-given']],
    ['no petition number', { petitionNo: '' }, { petitionNo: null }, ['missing-petition-no']],
    ['no amount', { amountWan: '—' }, { amountWan: null }, ['missing-amount']],
    ['an amount elsewhere', { amountWan: '见附件' }, { amountWan: null }, ['amount-unknown']],
    ['hundreds of millions', { amountWan: '2亿元' }, { amountWan: 20_000 }, ['amount-text']],
    [
      'many visits and no word on repeat',
      { visits: '第3次', repeat: '' },
      { visits: 3, repeat: true },
      ['missing-repeat', 'count-unit'],
    ],
    ['one visit and no word on repeat', { repeat: '' }, { repeat: false }, ['missing-repeat']],
    [
      'neither visits nor repeat',
      { visits: '', repeat: '' },
      { visits: null, repeat: false },
      ['missing-visits', 'missing-repeat'],
    ],
    ['repeat that nobody can read', { visits: '2', repeat: '待核' }, { repeat: true }, ['repeat-unknown']],
  ])('is repaired: %s', (_, change, made, tags) => {
    const verdict = only(change);
    expect(verdict.tags).toEqual(tags);
    expect(verdict.class).toBe(tags.length === 0 ? 'clean' : 'repairable');
    expect(matterOf(verdict)).toMatchObject(made);
  });

  it.each([
    ...['√', 'Y', 'y', '1', '重复', '是 '].map((mark) => [mark, true] as const),
    ...['×', 'N', '0', '初访', 'Ｎ'].map((mark) => [mark, false] as const),
  ])('takes %s for repeat = %s', (mark, repeat) => {
    expect(only({ repeat: mark, visits: repeat ? '1' : '9' })).toMatchObject({
      class: 'repairable',
      tags: ['repeat-mark'],
      normalized: { repeat },
    });
  });

  it('says what was read and what was made of it', () => {
    expect(only({ amountWan: '约3.6万元', firstDate: '2019.4.26' }).repairs).toEqual([
      { field: 'amountWan', read: '约3.6万元', made: '3.6', tags: ['amount-about'] },
      { field: 'firstDate', read: '2019.4.26', made: '2019-04-26', tags: ['date-dot'] },
    ]);
  });

  it.each<[Partial<Record<Field, string>>, string, string]>([
    [{ petitioner: ' ' }, 'petitioner-missing', '信访人为空'],
    [{ idNo: '510304199103199957' }, 'id-invalid', '身份证号校验码不符'],
    [{ idNo: '51030419910319995' }, 'id-invalid', '身份证号应为18位'],
    [{ idNo: '510304199102309957' }, 'id-invalid', '身份证号中的出生日期不是真实日期'],
    [{ idNo: '5.10304199201099E+17' }, 'id-invalid', '身份证号被表格软件当作数字，末几位已丢失，请改为文本格式重填'],
    [{ idNo: '', phone: '' }, 'identity-missing', '身份证号与联系电话均为空，无法识别信访人'],
    [
      { idNo: '', phone: '5100000' },
      'identity-missing',
      '身份证号为空，联系电话 5100000 不是11位手机号，无法识别信访人',
    ],
    [{ matter: '' }, 'matter-missing', '信访事项为空，且不是合并单元格续行'],
    [{ employer: '无' }, 'employer-missing', '涉及单位为空，且不是合并单元格续行'],
    [{ firstDate: '' }, 'date-missing', '首次信访日期为空'],
    [{ registerDate: '—' }, 'date-missing', '登记日期为空'],
    [{ firstDate: '2022.2.30' }, 'date-invalid', '首次信访日期 2022.2.30 不是真实日期'],
    [{ registerDate: '2021年3月' }, 'date-invalid', '登记日期 2021年3月 不能确定到某一天'],
    [{ registerDate: '2019-04-25' }, 'date-order', '登记日期早于首次信访日期'],
    [{ amountWan: '350000' }, 'amount-unit-suspect', '万元列填 350000，疑为以元填写'],
    [{ amountWan: '10,000' }, 'amount-unit-suspect', '万元列填 10,000，疑为以元填写'],
    [{ petitioner: '', matter: '' }, 'petitioner-missing', '信访人为空；信访事项为空，且不是合并单元格续行'],
  ])('goes back: %j', (change, reason, zh) => {
    expect(only(change)).toMatchObject({ class: 'rejected', reason, because: { zh, en: expect.any(String) } });
  });

  it('goes back when it has another number of cells than the header', () => {
    const [verdict] = judge([{ ...row(), headerCells: 19 }]);
    expect(verdict).toMatchObject({ reason: 'column-count', because: { zh: '本行有18个单元格，表头有19个' } });
  });

  it('is taken on the day of the first petition, and just below the suspect amount', () => {
    expect(only({ registerDate: CLEAN.firstDate, amountWan: '9999.99' }).class).toBe('clean');
  });
});

describe('merged cells', () => {
  const continued = (n: number) => row({ ...SPANNED, petitionNo: `XF-${n}`, idNo: anId(n), phone: '' }, n);

  it('continue the row above, over several rows, and also one that was rejected', () => {
    const [first, second, third] = judge([row({ petitioner: '' }), continued(2), continued(3)]);
    expect(first?.class).toBe('rejected');
    expect([second?.tags, third?.tags]).toEqual([
      ['merged-blank', 'missing-phone'],
      ['merged-blank', 'missing-phone'],
    ]);
    expect(matterOf(third)).toMatchObject({ matter: CLEAN.matter, employer: CLEAN.employer, street: CLEAN.street });
  });

  it('may say 同上 or 〃', () => {
    const ditto = row({ ...continued(2).cells, matter: '同上', employer: '〃', dept: ' 同 上 ' }, 2);
    expect(matterOf(judge([row(), ditto])[1])?.employer).toBe(CLEAN.employer);
  });

  it('are not assumed when only some are empty, nor in the first row, nor below a row whose columns are unknown', () => {
    expect(judge([row(), row({ matter: '', dept: '' }, 2)])[1]).toMatchObject({ reason: 'matter-missing' });
    expect(judge([continued(1)])[0]).toMatchObject({ reason: 'matter-missing' });
    expect(judge([{ ...row(), headerCells: 19 }, continued(2)])[1]).toMatchObject({ reason: 'matter-missing' });
  });

  it('are told by a workbook even where only one column is merged', () => {
    const filled: LedgerRow = { ...row({ phone: '', idNo: anId(5), petitionNo: '' }, 2), filled: ['employer'] };
    const [, verdict] = judge([row(), filled]);
    expect(verdict).toMatchObject({ class: 'repairable', tags: expect.arrayContaining(['merged-blank']) });
    expect(verdict?.repairs[1]).toMatchObject({ field: 'phone' });
    expect(verdict?.repairs.find(({ field }) => field === 'employer')).toMatchObject({
      read: '',
      made: CLEAN.employer,
    });
  });
});

describe('the same petition again', () => {
  const again = (change: Partial<Record<Field, string>>, n = 2) => row({ petitionNo: `XF-${n}`, ...change }, n);
  const classes = (rows: readonly LedgerRow[], known: readonly KnownMatter[] = []) =>
    judge(rows, known).map((verdict) => verdict.class);

  it('is attached to the first accepted row, by identity number whatever the name', () => {
    const verdicts = judge([row(), again({ petitioner: '汪兰', phone: '' }), again({}, 3)]);
    expect(verdicts.slice(1)).toMatchObject([
      { class: 'duplicate', mergedInto: { row: 1, line: 2 } },
      { class: 'duplicate', mergedInto: { row: 1, line: 2 } },
    ]);
  });

  it('is known by name and telephone when one of the two has no identity number', () => {
    expect(classes([row(), again({ idNo: '' })])[1]).toBe('duplicate');
    expect(classes([row({ idNo: '' }), again({})])[1]).toBe('duplicate');
    expect(classes([row({ idNo: '' }), again({ idNo: '' })])[1]).toBe('duplicate');
    expect(classes([row(), again({ idNo: '', petitioner: '汪兰' })])[1]).toBe('repairable');
    expect(classes([row(), again({ idNo: '', phone: '16333084384' })])[1]).toBe('repairable');
  });

  it('is not the same with another employer, or another identity number of the same name and telephone', () => {
    expect(classes([row(), again({ employer: '别的单位' })])).toEqual(['clean', 'clean']);
    expect(classes([row(), again({ idNo: '510304196602069988' })])).toEqual(['clean', 'clean']);
  });

  it('of two people of one telephone a row without a number goes to the first', () => {
    const verdicts = judge([row(), again({ idNo: '510304196602069988' }), again({ idNo: '' }, 3)]);
    expect(verdicts[2]).toMatchObject({ class: 'duplicate', mergedInto: { row: 1 } });
  });

  it('is not attached to a row that was rejected', () => {
    expect(classes([row({ firstDate: '' }), again({})])).toEqual(['rejected', 'clean']);
  });

  it('refuses one petition number for two people, and takes it for one', () => {
    const other = { idNo: '510304196602069988', petitioner: '何林娟', phone: '' };
    expect(judge([row(), row(other, 2)])[1]).toMatchObject({
      reason: 'petition-no-conflict',
      because: { zh: '信访编号与第1行相同但信访人不同' },
    });
    expect(classes([row(), row({ employer: '别的单位' }, 2)])).toEqual(['clean', 'clean']);
    expect(classes([row(), row({}, 2)])).toEqual(['clean', 'duplicate']);
    expect(classes([row({ firstDate: '' }), row(other, 2)])).toEqual(['rejected', 'repairable']);
    // The number of a duplicate is taken too.
    expect(judge([row(), again({}), row({ ...other, petitionNo: 'XF-2' }, 3)])[2]).toMatchObject({ class: 'rejected' });
  });

  it('is known from the record', () => {
    const { petitionNo, petitioner, idNo, phone, employer } = CLEAN;
    const known = [{ case: 'DA-2026-0007', petitionNo, petitioner, idNo, phone, employer }];
    expect(judge([row()], known)[0]).toMatchObject({ class: 'duplicate', mergedInto: { case: 'DA-2026-0007' } });
    expect(judge([row({ idNo: '510304196602069988' })], known)[0]).toMatchObject({
      class: 'rejected',
      because: { zh: '信访编号与已登记的案件DA-2026-0007相同但信访人不同' },
    });
  });
});

/** Cells as they come: words of the rules, halves of them, and anything at all. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '无',
    '不详',
    '同上',
    '〃',
    '是',
    '√',
    '1',
    '2021.3.5',
    '44260',
    '2022.2.30',
    '12万',
    '三千',
  ),
  fc.constantFrom(
    ...Object.values(CLEAN),
    '１２',
    '约',
    '约12万',
    '万',
    '十',
    '+86',
    'x',
    '\u0000',
    '\ud800',
    '\u200b',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.stringMatching(/^[0-9０-９.,/年月日万亿元十百千零-]{0,12}$/),
);
const someRow = fc.record(
  Object.fromEntries(FIELDS.map((field) => [field, fc.oneof(fc.constant(CLEAN[field]), cell)])),
);
const ledger = fc.array(fc.tuple(someRow, fc.boolean()), { maxLength: 12 }).map((all) =>
  all.map(([cells, broken], i) => ({
    ...row(cells as Record<Field, string>, i + 1),
    headerCells: broken && i % 5 === 4 ? 3 : null,
  })),
);

describe('any ledger', () => {
  it('gets one verdict for each row, in its order, and the counts add up', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        const verdicts = judge(rows);
        expect(verdicts.map((verdict) => verdict.row)).toEqual(rows.map((one) => one.row));
        const { summary } = resultOf('x', rows, verdicts);
        expect(Object.values(summary.byClass).reduce((a, b) => a + b)).toBe(rows.length);
        expect(Object.values(summary.rejectedByReason).flat()).toHaveLength(summary.byClass.rejected);
        expect(Object.keys(summary.duplicateOf)).toHaveLength(summary.byClass.duplicate);
        for (const verdict of verdicts) {
          if (verdict.class !== 'duplicate') continue;
          const original = verdicts.find((one) => one.row === verdict.mergedInto.row);
          expect(['clean', 'repairable']).toContain(original?.class);
          expect(original?.row).toBeLessThan(verdict.row);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is clean only where nothing was changed', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        for (const [i, verdict] of judge(rows).entries()) {
          if (verdict.class !== 'clean') continue;
          const cells = rows[i]?.cells ?? BLANK;
          const { workers, amountWan, visits, repeat, ...texts } = verdict.normalized;
          expect(cells).toMatchObject(texts);
          expect([workers, amountWan, visits]).toEqual([cells.workers, cells.amountWan, cells.visits].map(Number));
          expect(cells.repeat).toBe(repeat ? '是' : '否');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is changed no further by a second judging', () => {
    const written = (matter: Matter): Record<Field, string> =>
      Object.fromEntries(
        FIELDS.map((field) => {
          const value = matter[field];
          return [field, typeof value === 'boolean' ? (value ? '是' : '否') : String(value ?? '')];
        }),
      ) as Record<Field, string>;
    fc.assert(
      fc.property(ledger, (rows) => {
        const once = judge(rows)
          .map(matterOf)
          .filter((matter) => matter !== null);
        const twice = judge(once.map((matter, i) => row(written(matter), i + 1)));
        expect(twice.map(matterOf)).toEqual(once);
        const changes = twice.flatMap(({ tags }) => tags).filter((tag) => !tag.startsWith('missing-'));
        expect(changes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
