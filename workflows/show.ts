// What an operator sees of a dispute in Temporal's own interface. Codes, names of levels and states, dates: no personal
// data.
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Life } from '../activities/activities.ts';
import { LEVEL, NEXT_AT, STATE } from './search-attributes.ts';

/** For whoever thinks of repairing a case there. */
const CAUTION = '案件以记录为准：在此取消、终止或重置都不改变案件，流程会按记录重新开始。';

/** Shows where the case stands. Costs an event only when a search attribute changed. */
export function show(life: Life): void {
  setCurrentDetails(`${life.details}\n\n${CAUTION}`);
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
