// How long the histories of some workflows are, asked of the engine itself.
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import proto from '@temporalio/proto';
import { workflowIdOf } from '../activities/engine.ts';
import type { World } from './world.ts';

interface History {
  readonly events: number;
  readonly bytes: number;
}

/** Means of the sample. */
export interface HistoryGrowth extends History {
  /** Of the first of them: the events that came. */
  readonly types: readonly string[];
}

export interface Histories {
  /** By case; a case without a workflow has none. */
  lengths(caseIds: readonly string[]): Promise<ReadonlyMap<string, History>>;
  growth(before: ReadonlyMap<string, History>): Promise<HistoryGrowth>;
  close(): Promise<void>;
}

const NONE: History = { events: 0, bytes: 0 };

export async function historiesOf({ engine }: World): Promise<Histories> {
  const connection = await Connection.connect({ address: engine.address });
  const { workflow } = new Client({ connection, namespace: engine.namespace });
  const lengthOf = async (caseId: string): Promise<History> => {
    try {
      const { historyLength, historySize } = await workflow.getHandle(workflowIdOf(caseId)).describe();
      return { events: historyLength, bytes: historySize ?? 0 };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return NONE;
      throw error;
    }
  };
  const lengths = async (caseIds: readonly string[]): Promise<ReadonlyMap<string, History>> => {
    const found = new Map<string, History>();
    for (const id of caseIds) found.set(id, await lengthOf(id));
    return found;
  };
  return {
    lengths,
    growth: async (before) => {
      const after = await lengths([...before.keys()]);
      const mean = (of: keyof History): number =>
        [...after].reduce((sum, [id, now]) => sum + now[of] - (before.get(id)?.[of] ?? 0), 0) / after.size;
      const [first = ''] = before.keys();
      const { events = [] } = await workflow.getHandle(workflowIdOf(first)).fetchHistory();
      const types = (events ?? []).slice(before.get(first)?.events ?? 0).map(({ eventType }) => nameOf(eventType));
      return { events: mean('events'), bytes: mean('bytes'), types };
    },
    close: () => connection.close(),
  };
}

/** `EVENT_TYPE_TIMER_STARTED` is `timer started`. */
const nameOf = (type: number | null | undefined): string =>
  (proto.temporal.api.enums.v1.EventType[type ?? 0] ?? '')
    .replace('EVENT_TYPE_', '')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace('workflow execution ', '')
    .replace('workflow task', 'task');
