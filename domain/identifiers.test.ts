import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditCheckDigit,
  creditCode,
  idCheckDigit,
  idNumber,
  isWellFormed,
  maskedCard,
  maskedIdNumber,
  maskedName,
  maskedPhone,
  phone,
} from './identifiers.ts';

describe('an id number', () => {
  it('passes as in the standard, folded', () => {
    // Printed in GB 11643-1999 as its example.
    expect(idNumber('11010519491231002X')).toBe('11010519491231002X');
    expect(idNumber(' １１０１０５ 19491231 002x​')).toBe('11010519491231002X');
  });

  it('passes in the form of the first generation', () => {
    expect(idNumber('110105491231002')).toBe('110105491231002');
  });

  it.each([
    ['a wrong check digit', '110105194912310021'],
    ['a day that does not exist', '110105194902300021'],
    ['a province that does not exist', '990105194912310021'.replace(/^99/, '10')],
    ['a birth in 1880', '440524188001010014'],
    ['17 digits', '11010519491231002'],
    ['letters', '1101051949123100AX'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(idNumber(text)).toBeNull();
  });

  it('has one right check digit, and a swap of two neighbours is noticed', () => {
    const digits = fc.tuple(
      fc.constantFrom('110105', '511002'),
      fc.constant('19800229'),
      fc.integer({ min: 0, max: 999 }),
    );
    fc.assert(
      fc.property(digits, fc.integer({ min: 6, max: 15 }), ([region, day, order], at) => {
        const first = `${region}${day}${String(order).padStart(3, '0')}`;
        const number = first + idCheckDigit(first);
        expect(idNumber(number)).toBe(number);
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        if (swapped !== number) expect(idNumber(swapped)).toBeNull();
      }),
    );
  });
});

describe('a credit code', () => {
  it('passes as in the standard, folded', () => {
    // Printed in GB 32100-2015 as its example.
    expect(creditCode('91350100M000100Y43')).toBe('91350100M000100Y43');
    expect(creditCode('91350100m000100y43 ')).toBe('91350100M000100Y43');
  });

  it.each(['91350100M000100Y44', '91350100M000100Y4', '91350100I000100Y43', '91350100M000100Y43X', ''])(
    'is refused when wrong: %s',
    (text) => {
      expect(creditCode(text)).toBeNull();
    },
  );

  it('notices every single wrong character', () => {
    const code = '91350100M000100Y43';
    for (let at = 8; at < 17; at += 1) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        if (wrong !== code) expect(creditCheckDigit(wrong)).not.toBe('3');
      }
    }
  });
});

describe('a phone', () => {
  it.each([
    ['13800001234', '13800001234'],
    ['+86 138-0000-1234', '13800001234'],
    ['１３８００００１２３４', '13800001234'],
    ['0832-2221234', '0832-2221234'],
    ['(010) 62221234', '010-62221234'],
  ])('%s is %s', (text, number) => {
    expect(phone(text)).toBe(number);
  });

  it.each(['12800001234', '1380000123', '138000012345', '2221234', '+1 202 555 0100', '', '138000O1234'])(
    '%s is none',
    (text) => {
      expect(phone(text)).toBeNull();
    },
  );
});

describe('masks', () => {
  it('hide as officials write it', () => {
    expect(maskedIdNumber('11010519491231002X')).toBe('110***********002X');
    expect(maskedIdNumber('110105491231002')).toBe('110********1002');
    expect(maskedPhone('13800001234')).toBe('138****1234');
    expect(maskedPhone('010-62221234')).toBe('010*****1234');
    expect(maskedCard('6222020000001234567')).toBe('6222***********4567');
    expect(maskedName('张小明')).toBe('张**');
    expect(maskedName('张三')).toBe('张*');
    expect(maskedName('演示电子有限公司')).toBe('演示******');
  });

  it('hide more than a third of whatever they are given, and keep its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        for (const mask of [maskedIdNumber, maskedPhone, maskedCard, maskedName]) {
          const hidden = [...mask(text)];
          expect(hidden).toHaveLength([...text].length);
          expect(hidden.filter((c) => c === '*').length * 3).toBeGreaterThan(hidden.length);
        }
      }),
    );
  });
});

describe('text', () => {
  it('is well formed without NUL and lone surrogates', () => {
    expect(isWellFormed('工资 👩🏽‍🔧 \u202e １２')).toBe(true);
    expect(isWellFormed('a\0b')).toBe(false);
    expect(isWellFormed('a\ud83d')).toBe(false);
    expect(isWellFormed('\udc00a')).toBe(false);
  });
});
