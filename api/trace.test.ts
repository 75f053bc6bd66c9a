import fc from 'fast-check';
import { expect, it } from 'vitest';
import { traceOf } from './trace.ts';

const ID = '0193a0de-0000-7000-8000-0000000000ab';
const OURS = '0193a0de0000700080000000000000ab';
const trace = (traceparent: string): string => traceOf({ headers: { traceparent } }, ID);

it("takes the caller's trace where it names one by the standard", () => {
  const theirs = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(trace(`00-${theirs}-00f067aa0ba902b7-01`)).toBe(theirs);
  expect(trace(`cc-${theirs}-00f067aa0ba902b7-01-what-a-later-version-adds`)).toBe(theirs);
  expect(traceOf({ headers: {} }, ID)).toBe(OURS);
});

it.each([
  '',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more',
  '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
])('passes over %j', (parent) => {
  expect(trace(parent)).toBe(OURS);
});

it('lets nothing into the log but hexadecimal digits', () => {
  fc.assert(fc.property(fc.string(), (text) => /^[\da-f]{32}$/.test(trace(text))));
});
