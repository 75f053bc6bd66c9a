// What an operator sees of a dispute in Temporal's own interface. Codes, names of levels and states, dates: no personal
// data.
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Life } from '../activities/activities.ts';
import { LEVEL, NEXT_AT, STATE } from './search-attributes.ts';

/** Shows where the case stands. Costs an event only when a search attribute changed. */
export function show(life: Life): void {
  setCurrentDetails(life.details);
  const shown = workflowInfo().typedSearchAttributes;
  const nextAt = life.closed || life.nextAt === null ? null : new Date(life.nextAt);
  const state = life.closed ? 'closed' : life.state;
  const changes = [
    ...(same(shown.get(LEVEL) ?? [], life.levels) ? [] : [{ key: LEVEL, value: [...life.levels] }]),
    ...((shown.get(STATE) ?? null) === state ? [] : [{ key: STATE, value: state }]),
    ...(shown.get(NEXT_AT)?.getTime() === nextAt?.getTime() ? [] : [{ key: NEXT_AT, value: nextAt }]),
  ];
  if (changes.length > 0) upsertSearchAttributes(changes);
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();
