// A sign of life of an activity that may take a while: without it the engine would notice a dead worker only at the end
// of the longest time that the activity may take.
import { asyncLocalStorage } from '@temporalio/activity';

const EVERY_MS = 2_000;

/** Runs `act` and says every two seconds that it lives; outside the engine it only runs. */
export async function beating<T>(act: () => Promise<T>): Promise<T> {
  const context = asyncLocalStorage.getStore();
  const beat = context && setInterval(() => context.heartbeat(), EVERY_MS);
  try {
    return await act();
  } finally {
    clearInterval(beat);
  }
}
