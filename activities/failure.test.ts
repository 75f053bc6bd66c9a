import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { ClockBehind } from '../db/case-file.ts';
import { Unavailable } from '../db/failure.ts';
import { atTheBorder, ChannelUnavailable, faultCode } from './failure.ts';

const NAME = '张三（虚构）';
const sqlError = (code: string): Error => Object.assign(new Error(`value "${NAME}" is wrong`), { code });

it.each([
  ['a database that is away', new Unavailable('ECONNREFUSED', sqlError('ECONNREFUSED')), 'ECONNREFUSED', false],
  ['a database clock that is behind', new ClockBehind(3_000), 'ClockBehind', false],
  ['transactions that collided', sqlError('40001'), '40001', false],
  ['a channel that is away', new ChannelUnavailable(NAME), 'ChannelUnavailable', false],
  ['a broken rule of the database', sqlError('23514'), '23514', true],
  ['a mistake of ours', new TypeError(`${NAME} is not a function`), 'TypeError', true],
  ['what is no error at all', NAME, 'unknown', true],
])('%s passes the border as a code', (_what, error, code, final) => {
  const failure = atTheBorder(error);
  expect(failure).toMatchObject({ type: code, message: code, nonRetryable: final });
  expect(failure.cause).toBeUndefined();
  expect(JSON.stringify([failure.details, failure.message])).not.toContain(NAME);
  expect(faultCode(error)).toBe(code);
});

it('leaves alone what is at the border already', () => {
  const failure = ApplicationFailure.nonRetryable('code', 'code');
  expect(atTheBorder(failure)).toBe(failure);
});
