import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, readCount } from './amounts.ts';

describe('an amount in 万元', () => {
  it.each([
    ['5.44', 5.44, []],
    ['6', 6, []],
    ['6.0', 6, []],
    ['0', 0, []],
    ['１５．２', 15.2, ['fullwidth-digits']],
    ['约12万', 12, ['amount-about']],
    ['12.5万元', 12.5, ['amount-text']],
    ['86000元', 8.6, ['amount-text']],
    ['近30万', 30, ['amount-about']],
    ['8万余元', 8, ['amount-about']],
    ['10万多', 10, ['amount-about']],
    ['30万元左右', 30, ['amount-about']],
    ['¥86,000.50元', 8.60005, ['amount-text']],
    ['￥5.5万', 5.5, ['fullwidth-text', 'amount-text']],
    ['1.2亿元', 12_000, ['amount-text']],
    ['十二万五千元', 12.5, ['amount-text']],
    ['贰拾万元', 20, ['amount-text']],
    ['12万5000元', 12.5, ['amount-text']],
    ['三点五万', 3.5, ['amount-text']],
    ['三千二百元', 0.32, ['amount-text']],
    ['十二', 12, ['amount-text']],
    ['5千元', 0.5, ['amount-text']],
    ['1,234.5', 1234.5, ['amount-text']],
    [' 5.44 ', 5.44, ['stray-space']],
    ['0.01元', 0.000001, ['amount-text']],
  ])('%s is %d', (text, wan, tags) => {
    expect(readAmount(text)).toMatchObject({ value: wan, tags });
  });

  it.each(['见附件', '3-5万', '三五万', '3万至5万', '-5', '12万5', '一万二', '3万元/人', '1,23', '5元6角', '∞', '1e5'])(
    '%s gives no single number',
    (text) => {
      expect(readAmount(text)).toMatchObject({ value: null, bare: false });
      expect(readAmount(text).tags).toContain('amount-unknown');
    },
  );

  it.each(['', '/', '无', '—'])('%j gives none', (text) => {
    expect(readAmount(text)).toEqual({ value: null, tags: ['missing-amount'], bare: false });
  });

  it('tells a bare number from one with its unit', () => {
    expect(readAmount('350000')).toMatchObject({ value: 350_000, bare: true });
    expect(readAmount('约350000').bare).toBe(true);
    expect(readAmount('350000元')).toMatchObject({ value: 35, bare: false });
  });

  it('is exact to the fen in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 11 }), (fen) => {
        const yuan = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        const wan = fen / 1_000_000;
        expect(readAmount(`${yuan}元`).value).toBe(wan);
        if (wan >= 0.01) expect(readAmount(`约${wan}万元`).value).toBe(wan);
      }),
    );
  });
});

describe('a count', () => {
  it.each([
    ['28', 28, []],
    ['28人', 28, ['count-unit']],
    ['6次', 6, ['count-unit']],
    ['第6次', 6, ['count-unit']],
    ['等5名', 5, ['count-unit']],
    ['十二人', 12, ['count-unit']],
    ['一百零五人', 105, ['count-unit']],
    ['两人', 2, ['count-unit']],
    ['１', 1, ['fullwidth-digits']],
    ['3.0', 3, []],
  ])('%s is %d', (text, n, tags) => {
    expect(readCount(text, 'missing-workers')).toEqual({ value: n, tags });
  });

  it.each(['若干', '3至5人', '一百二', '2.5', '约'])('%s is no whole number', (text) => {
    expect(readCount(text, 'missing-workers')).toEqual({ value: null, tags: ['count-unknown'] });
  });

  it('may be missing', () => {
    expect(readCount('不详', 'missing-visits')).toEqual({ value: null, tags: ['missing-visits'] });
  });
});
