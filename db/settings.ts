// What this installation is called, decided once by whoever asks first.
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Db, type Queries, rows } from './connection.ts';
import { settings } from './schema/settings.ts';

export interface Installation {
  /** Eight letters and digits; part of the task queue's name. */
  readonly id: string;
  /** False: this is a copy of the cluster on which it was installed, as after a restore or a fork. */
  readonly original: boolean;
}

const cluster = sql`(select system_identifier::text from pg_control_system())`;

/** null: nobody asked yet. */
export async function knownInstallation(on: Queries): Promise<Installation | null> {
  const read = sql`select installation_id as id, cluster_id = ${cluster} as original from settings`;
  const [found] = await rows<{ id: string; original: boolean }>(on, read);
  return found ?? null;
}

export async function installation(db: Db): Promise<Installation> {
  await db.orm
    .insert(settings)
    .values({ installationId: randomBytes(4).toString('hex'), clusterId: cluster })
    .onConflictDoNothing();
  const found = await knownInstallation(db.orm);
  if (!found) throw new Error('the settings have no row');
  return found;
}
