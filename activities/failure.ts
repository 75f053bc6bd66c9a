// Errors at the border to the engine: passing or final, and nothing but a code. Message, stack and cause stay here,
// since they may carry personal data.
import { ApplicationFailure } from '@temporalio/common';
import { ClockBehind } from '../db/case-file.ts';
import { defect } from '../db/failpoint.ts';
import { codeOf, isCollision, Unavailable } from '../db/failure.ts';
import { ClocksDisagree } from './clock.ts';

/** An outside channel cannot take a notice now. */
export class ChannelUnavailable extends Error {}

/** Waiting heals it: the database or a channel is away, a clock must be put right, or transactions collided. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Unavailable ||
  error instanceof ClockBehind ||
  error instanceof ChannelUnavailable ||
  error instanceof ClocksDisagree ||
  isCollision(error);

/** SQLSTATE, or the name of the class of error, or `unknown`. Never a message. */
export function faultCode(error: unknown): string {
  const code = codeOf(error);
  if (code !== null && /^[\w.-]{1,40}$/.test(code)) return code;
  return error instanceof Error && /^\w{1,60}$/.test(error.constructor.name) ? error.constructor.name : 'unknown';
}

/** The error as the engine may know it. Everything that waiting does not heal is final, also what nobody foresaw. */
export function atTheBorder(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  const code = faultCode(error);
  return ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable: !isPassing(error) && !defect('retries-for-ever'),
  });
}
