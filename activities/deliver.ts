// Hands the waiting notices of a case to their channels. The inbox is the database itself; channels to the outside are
// further entries of the table that the worker passes in.
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../db/connection.ts';

/** What a channel is told. Who is meant, and the words, it finds in the record by the key. */
export interface Notice {
  /** The same at every attempt: `case:seq:ordinal`. */
  readonly key: string;
  readonly caseId: string;
  readonly template: string;
}

/** Takes one notice. The same key again must not tell the person twice. @throws ChannelUnavailable: later again */
export type Channel = (notice: Notice) => Promise<void>;
export type Channels = Readonly<Record<string, Channel>>;

/** In the inbox a notice arrives with the transaction that wrote it. */
export const INBOX: Channels = { inbox: async () => undefined };

interface Row extends Record<string, unknown> {
  readonly seq: number;
  readonly ordinal: number;
  readonly template: string;
  readonly channel: string;
}

/** Delivers what these channels take, oldest first, and says how many that were. */
export async function deliver(db: Db, channels: Channels, caseId: string): Promise<number> {
  const waiting = await rows<Row>(
    db.orm,
    sql`select seq, ordinal, template, channel from notices
        where case_id = ${caseId} and state = 'waiting' and channel in ${Object.keys(channels)}
        order by seq, ordinal`,
  );
  for (const { seq, ordinal, template, channel } of waiting) {
    await channels[channel]?.({ key: `${caseId}:${seq}:${ordinal}`, caseId, template });
  }
  if (waiting.length > 0) await delivered(db, caseId, waiting);
  return waiting.length;
}

async function delivered(db: Db, caseId: string, done: readonly Row[]): Promise<void> {
  const keys = JSON.stringify(done.map(({ seq, ordinal }) => ({ seq, ordinal })));
  await db.orm.execute(
    sql`update notices n set state = 'delivered', attempts = attempts + 1, delivered_at = clock_timestamp()
        from jsonb_to_recordset(${keys}::jsonb) as d(seq int, ordinal int)
        where n.case_id = ${caseId} and n.seq = d.seq and n.ordinal = d.ordinal and n.state = 'waiting'`,
  );
}
