// How a workflow reaches the record: local activities, which cost the history one event; while the record stays away,
// normal ones, whose retries cost it none.
import { ActivityFailure, ApplicationFailure, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities, Life } from '../activities/activities.ts';

/** Two attempts, so that a workflow task is never held longer than some seconds. */
const near = proxyLocalActivities<Pick<Activities, 'lifeOf' | 'timeCame'>>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumAttempts: 2 },
});

/** Until it succeeds or fails for good: at most one attempt a second for a case, at least one in twenty seconds. */
const far = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});

/** A channel may stay away for long; what it did not take then is tried again when the case moves. */
const outside = proxyActivities<Pick<Activities, 'deliver'>>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

export const { deliver } = outside;

/** Asks the record, however long it is away. @throws ActivityFailure when the record's answer is a final error */
export async function ask(what: 'lifeOf' | 'timeCame', caseId: string): Promise<Life> {
  try {
    return await near[what](caseId);
  } catch (error) {
    if (finalCode(error) !== null) throw error;
    return await far[what](caseId);
  }
}

/** The code of an error that no repetition heals; null for every other error. */
export function finalCode(error: unknown): string | null {
  if (!(error instanceof ActivityFailure)) return null;
  const { cause } = error;
  return cause instanceof ApplicationFailure && cause.nonRetryable ? (cause.type ?? 'unknown') : null;
}
