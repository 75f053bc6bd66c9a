import { describe, expect, it } from 'vitest';
import { isCollision, isDuplicate, told, Unavailable } from './failure.ts';

const failure = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });

describe('failures of PostgreSQL', () => {
  it.each([
    '08006',
    '53100',
    '53300',
    '57014',
    '57P01',
    '57P03',
    '58030',
    '55P03',
    '25P03',
    '25006',
    'ECONNREFUSED',
    'EPIPE',
  ])('%s passes', (code) => {
    expect(told(failure(code))).toMatchObject({ name: 'Unavailable', code });
  });

  it.each(['23505', '22021', '42P01', '40001', '28P01', 'ERR_INVALID_ARG_TYPE'])('%s does not', (code) => {
    const error = failure(code);
    expect(told(error)).toBe(error);
  });

  it.each([
    ['Query read timeout', 'no-answer'],
    ['timeout exceeded when trying to connect', 'no-connection'],
    ['Connection terminated unexpectedly', 'no-connection'],
    ['Client has encountered a connection error and is not queryable', 'no-connection'],
    ['Cannot use a pool after calling end on the pool', 'closed'],
  ])('the driver says "%s"', (message, code) => {
    expect(told(new Error(message))).toMatchObject({ name: 'Unavailable', code });
  });

  it('stays what it is when told twice', () => {
    const once = told(failure('53300'));
    expect(once).toBeInstanceOf(Unavailable);
    expect(told(once)).toBe(once);
  });

  it('loses the values that PostgreSQL quotes', () => {
    const error = told(failure('23505', { detail: 'Key (phone)=(13800001234) already exists.', constraint: 'once' }));
    expect(JSON.stringify(error)).not.toContain('13800001234');
    expect(isDuplicate(error, 'once')).toBe(true);
    expect(isDuplicate(error, 'other')).toBe(false);
    expect(isDuplicate(failure('23503'))).toBe(false);
  });

  it('knows what may be tried again at once', () => {
    expect(isCollision(failure('40001'))).toBe(true);
    expect(isCollision(new Error('outer', { cause: failure('40P01') }))).toBe(true);
    expect(isCollision(failure('23505'))).toBe(false);
  });
});
