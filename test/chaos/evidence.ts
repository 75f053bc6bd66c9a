// Reads the record as the checker needs it: in one snapshot, with the instants at which the server committed.
import { sql } from 'drizzle-orm';
import { type Db, inTransaction, rows } from '../../db/connection.ts';
import type { CaseEvent } from '../../domain/case.ts';
import type { CaseRecord, EventRow } from './check.ts';

interface CaseLine extends Record<string, unknown> {
  readonly id: string;
  readonly status: string;
  readonly seq: number;
  readonly anchor_db: number;
  readonly anchor_legal: number;
  readonly factor: number;
}

interface EventLine extends Record<string, unknown> {
  readonly case_id: string;
  readonly seq: number;
  readonly command_id: string;
  readonly type: string;
  readonly actor: string | null;
  readonly recorded: number;
  readonly committed: number | null;
  readonly since: number;
  readonly body: CaseEvent;
}

/** All cases with their events. Instants in epoch ms. */
export function readRecord(db: Db): Promise<{ readonly cases: readonly CaseRecord[]; readonly readAt: number }> {
  return inTransaction(
    db,
    async (tx) => {
      const [time] = await rows<{ now: number }>(
        tx,
        sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
      );
      const cases = await rows<CaseLine>(
        tx,
        sql`select c.id, c.status, c.seq, t.anchor_db::float8, t.anchor_legal::float8, t.factor
            from cases c join timelines t on t.id = c.timeline_id order by c.id`,
      );
      const events = await rows<EventLine>(
        tx,
        sql`select e.case_id, e.seq, e.command_id, e.type, e.actor,
              (extract(epoch from e.recorded_at) * 1000)::float8 as recorded,
              (extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000)::float8 as committed,
              e.since, e.body
            from events e order by e.case_id, e.seq`,
      );
      const byCase = new Map<string, EventRow[]>(cases.map(({ id }) => [id, []]));
      for (const event of events) byCase.get(event.case_id)?.push(eventOf(event));
      return {
        readAt: time?.now ?? 0,
        cases: cases.map((line) => ({
          id: line.id,
          status: line.status,
          seq: line.seq,
          timeline: { anchorMs: line.anchor_db, legalMs: line.anchor_legal, factor: line.factor },
          events: byCase.get(line.id) ?? [],
        })),
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

const eventOf = (line: EventLine): EventRow => ({
  seq: line.seq,
  commandId: line.command_id,
  type: line.type,
  actor: line.actor,
  recordedAt: line.recorded,
  committedAt: line.committed,
  since: line.since,
  body: line.body,
});
