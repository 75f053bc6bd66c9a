// The drill of the back-up: a server with the settings of docker-compose.yml takes commands, is backed up while it does,
// goes on, is killed and its data lost; the scripts of deploy/ bring it back, and the record is held against what had been
// acknowledged. What the engine would have stored stands beside it in a database of its own: both must be of one instant.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { parse } from 'yaml';
import { z } from 'zod';
import { toolEnvironment } from '../../config.ts';
import { connect, type Db } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { openCase } from '../../db/open-case.ts';
import { record } from '../../db/record.ts';
import { verifyRecord } from '../../db/verify.ts';
import type { Difference } from '../../db/verify-case.ts';
import { choosePort } from '../../local/port.ts';
import { createDatabase } from '../../local/postgres.ts';
import { type ServerUser, serverUser } from '../../local/server-user.ts';
import { type SmallTown, smallTown, wageCase } from '../setup/small-town.ts';

export interface Programs {
  /** Where initdb and postgres lie. */
  readonly folder: string;
  /**
   * Whether pg_basebackup, pg_verifybackup and pg_archivecleanup lie there too. Where they do not, the base backup is made
   * by PostgreSQL's low-level functions, and nothing verifies it: backup.sh is not run then.
   */
  readonly whole: boolean;
}

/** What became of the drill; times in ms. */
export interface Drill {
  /** Acknowledged before the last WAL that was archived, and how many of them are in the restored record. */
  readonly archived: number;
  readonly found: number;
  /** Acknowledged after it, and how many of them are there. */
  readonly after: number;
  readonly foundAfter: number;
  /** Rows of the engine's stand-in, one for each command, before that WAL, and after the restore. */
  readonly beside: readonly [number, number];
  /** Acknowledged at an instant in the middle; of them, and of the rows beside, there after a second restore, to that instant. */
  readonly atInstant: {
    readonly archived: number;
    readonly found: number;
    readonly foundLater: number;
    readonly beside: number;
  };
  /** What restore.sh said to a data folder whose server had been killed. */
  readonly refusal: string;
  /** Of the restored record, and once more after every client has repeated what it ever sent. */
  readonly differences: readonly Difference[];
  readonly differencesAfterRepeats: readonly Difference[];
  readonly differencesAtInstant: readonly Difference[];
  /** Repeats of what was there that were taken for new, or of what was lost that were not taken. */
  readonly wronglyRepeated: number;
  readonly backupMs: number;
  readonly restoreMs: number;
  /** Of the base backup, MiB. */
  readonly baseMib: number;
}

const ROOT = join(import.meta.dirname, '..', '..');
const SCRIPTS = join(ROOT, 'deploy', 'postgres');
/** Nothing but the administrator of a server on loopback that lives for a minute. */
const PASSWORD = 'synthetic-administrator';
const LAST_WORDS = 2_000;
const run = promisify(execFile);

interface Place {
  readonly programs: Programs;
  readonly user: ServerUser;
  readonly data: string;
  readonly backup: string;
  readonly log: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Server {
  readonly port: number;
  readonly admin: string;
  kill(): Promise<void>;
}

/** A command as its client sent it; sent again it must be the same command. */
interface Sent {
  readonly caseId: string;
  readonly seq: number;
  again(db: Db): Promise<{ readonly seq: number; readonly repeated: boolean }>;
}

/**
 * @param folder empty and private; everything is left there, for whoever looks for the cause of a failure
 * @throws Error with PostgreSQL's last words
 */
export async function drill(folder: string, programs: Programs): Promise<Drill> {
  const place = placeIn(folder, programs);
  await initialise(place);
  const servers: Server[] = [];
  const start = async (): Promise<Server> => {
    const server = await serverOf(place);
    servers.push(server);
    return server;
  };
  try {
    return await drilled(place, start);
  } catch (error) {
    const words = readFileSync(place.log, 'utf8').slice(-LAST_WORDS);
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${words}`, { cause: error });
  } finally {
    for (const server of servers) await server.kill();
  }
}

async function drilled(place: Place, start: () => Promise<Server>): Promise<Drill> {
  const lost = await lifeUntilLoss(place, await start());
  const newest = await broughtBack(place, start, lost.name);
  const found = await countOf(lost.archived, isThere(newest.server));
  const foundAfter = await countOf(lost.after, isThere(newest.server));
  const besideRestored = await rowsBeside(newest.server);
  const differences = await differencesOf(newest.server);
  const wronglyRepeated =
    (await repeatedWrongly(newest.server, lost.archived, true)) +
    (await repeatedWrongly(newest.server, lost.after, false));
  const differencesAfterRepeats = await differencesOf(newest.server);
  await loseData(place, newest.server);
  const then = await broughtBack(place, start, lost.name, lost.instant);
  const there = lost.archived.slice(0, lost.atInstant);
  return {
    ...{ archived: lost.archived.length, found, after: lost.after.length, foundAfter, wronglyRepeated },
    ...{ differences, differencesAfterRepeats, differencesAtInstant: await differencesOf(then.server) },
    ...{ refusal: lost.refusal, backupMs: lost.backupMs, restoreMs: newest.ms },
    beside: [lost.archived.length, besideRestored],
    atInstant: {
      archived: there.length,
      found: await countOf(there, isThere(then.server)),
      foundLater: await countOf(lost.archived.slice(lost.atInstant), isThere(then.server)),
      beside: await rowsBeside(then.server),
    },
    baseMib: Number((await run('du', ['-sm', join(place.backup, 'base', lost.name)])).stdout.split('\t')[0]),
  };
}

interface Lost {
  /** Of the base backup. */
  readonly name: string;
  readonly backupMs: number;
  /** Acknowledged before the last WAL that was archived; the first `atInstant` of them before `instant`. */
  readonly archived: readonly Sent[];
  readonly atInstant: number;
  readonly instant: string;
  readonly after: readonly Sent[];
  readonly refusal: string;
}

/** Commands before, during and after a base backup, and after the last archived WAL; then the end of server and data. */
async function lifeUntilLoss(place: Place, server: Server): Promise<Lost> {
  for (const name of ['jiefen', 'temporal']) await createDatabase(server.admin, name);
  await asked(server, 'temporal', 'create table writes (seq int)');
  return withRecord(server, async (db) => {
    await migrate(db);
    const town = await smallTown(db);
    const write = (cases: number) => written(server, db, town, cases);
    const before = await write(3);
    const backupFrom = performance.now();
    const [name, during] = await Promise.all([backUp(place, server), write(10)]);
    const backupMs = performance.now() - backupFrom;
    const early = [...before, ...during, ...(await write(5))];
    const [now] = await asked(server, 'postgres', 'select clock_timestamp()::text as at');
    const archived = [...early, ...(await write(5))];
    await archiveAll(server);
    const after = await write(5);
    const refusal = await loseData(place, server);
    return { name, backupMs, archived, atInstant: early.length, instant: String(now?.at), after, refusal };
  });
}

/** Kills the server and takes its data away; returns what restore.sh said before that. */
async function loseData(place: Place, server: Server): Promise<string> {
  await server.kill();
  const refusal = await restore(place, readdirSync(join(place.backup, 'base'))[0] ?? '').then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)),
  );
  await run('mv', [place.data, `${place.data}.lost-${server.port}`]);
  return refusal;
}

/** Restores, starts, and waits until the server takes commands. */
async function broughtBack(place: Place, start: () => Promise<Server>, name: string, instant?: string) {
  const from = performance.now();
  await restore(place, name, instant);
  const server = await start();
  await until('the end of recovery', async () => (await asked(server, 'postgres', RECOVERS))[0]?.n === 0);
  return { server, ms: performance.now() - from };
}

const RECOVERS = 'select pg_is_in_recovery()::int as n';

function placeIn(folder: string, programs: Programs): Place {
  const data = join(folder, 'data');
  const user = serverUser(data, [programs.folder, SCRIPTS]);
  const bin = join(folder, 'bin');
  const backup = join(folder, 'backup');
  const own = [folder, bin, backup, join(backup, 'wal'), join(backup, 'base')];
  for (const path of own.slice(1)) mkdirSync(path);
  const { ids } = user;
  if (ids) for (const path of own) chownSync(path, ids.uid, ids.gid);
  if (!programs.whole) standInFor('pg_verifybackup', bin);
  const PATH = `${programs.folder}:${bin}:/usr/bin:/bin`;
  const env = toolEnvironment({ LC_ALL: 'C', TZ: 'UTC', PATH, PGDATA: data, BACKUP_DIR: backup, PGPASSWORD: PASSWORD });
  return { programs, user, data, backup, log: join(folder, 'postgres.log'), env };
}

/** restore.sh asks it about a base backup that was made without it. */
function standInFor(name: string, bin: string): void {
  writeFileSync(join(bin, name), '#!/bin/sh\nexit 0\n');
  chmodSync(join(bin, name), 0o755);
}

function runAs({ user, env }: Place, program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const [command = program, ...words] = [...user.prefix, program, ...args];
  return run(command, words, { env: { ...env, ...more }, cwd: '/', ...user.ids });
}

async function initialise(place: Place): Promise<void> {
  const password = join(place.backup, 'password');
  writeFileSync(password, PASSWORD, { mode: 0o644 });
  const said = ['--username=postgres', `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'];
  await runAs(place, join(place.programs.folder, 'initdb'), [`--pgdata=${place.data}`, ...said, '--data-checksums']);
}

/** The settings of docker-compose.yml, with the memory of a test; WAL is archived when the drill says so. */
function settings(): readonly string[] {
  const shape = z.object({ services: z.object({ postgres: z.object({ command: z.array(z.string()) }) }) });
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const { command } = shape.parse(parse(text, { merge: true })).services.postgres;
  const here = command.slice(1).map((word) => word.replace(' /deploy/', ` ${SCRIPTS}/`));
  const ours = [
    'shared_buffers=64MB',
    'archive_timeout=3600',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
  ];
  return [...here, ...ours.flatMap((setting) => ['-c', setting])];
}

async function serverOf(place: Place): Promise<Server> {
  const port = await choosePort();
  const program = join(place.programs.folder, 'postgres');
  const [command = program, ...words] = [
    ...place.user.prefix,
    program,
    '-D',
    place.data,
    '-p',
    `${port}`,
    ...settings(),
  ];
  const log = openSync(place.log, 'a');
  const child = spawn(command, words, { env: place.env, stdio: ['ignore', log, log], cwd: '/', ...place.user.ids });
  const exited = once(child, 'exit');
  const admin = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const server = { port, admin, kill };
  await until('the server', async () => {
    if (child.exitCode !== null) throw new Error('PostgreSQL did not start');
    return asked(server, 'postgres', 'select 1').then(
      () => true,
      () => false,
    );
  }).catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return server;
}

const urlOf = ({ admin }: Server, database: string): string => admin.replace(/postgres$/, database);

async function withRecord<T>(server: Server, use: (db: Db) => Promise<T>): Promise<T> {
  const db = connect(urlOf(server, 'jiefen'), { max: 4, queryTimeoutMs: 20_000, name: 'drill' });
  try {
    return await use(db);
  } finally {
    await db.close();
  }
}

async function asked(server: Server, database: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: urlOf(server, database) });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function until(what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const end = performance.now() + withinMs; !(await holds()); await wait(50)) {
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
  }
}

/** Cases that are opened and carried one step further, each command with a row beside it once it is acknowledged. */
async function written(server: Server, db: Db, town: SmallTown, cases: number): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let n = 0; n < cases; n += 1) {
    const opening = await acknowledged(db, openingOf(town));
    const step = await acknowledged(db, stepOf(town, opening.caseId));
    sent.push(opening, step);
    await asked(server, 'temporal', `insert into writes values (${opening.seq}), (${step.seq})`);
  }
  return sent;
}

type Call = (db: Db) => Promise<{ readonly caseId: string; readonly seq: number; readonly repeated: boolean }>;

async function acknowledged(db: Db, call: Call): Promise<Sent> {
  const { caseId, seq } = await call(db);
  return { caseId, seq, again: call };
}

let commands = 0;

function openingOf(town: SmallTown): Call {
  const commandId = `drill-${commands++}`;
  const trackingKey = new Uint8Array(32).fill(7);
  return async (db) => {
    const opened = await openCase(db, { commandId, command: wageCase(town), by: town.registrar, trackingKey });
    if (opened.outcome !== 'recorded') throw new Error(JSON.stringify(opened));
    return { caseId: opened.case.id, seq: opened.case.seq, repeated: opened.repeated };
  };
}

function stepOf({ worker }: SmallTown, caseId: string): Call {
  const commandId = `drill-${commands++}`;
  return async (db) => {
    const answer = await record(db, { caseId, commandId, command: { type: 'requestNegotiation' }, by: worker });
    // Of a case that was lost nobody can take the next step.
    if (answer.outcome === 'unknown-case') return { caseId, seq: 0, repeated: false };
    if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
    return { caseId, seq: answer.case.seq, repeated: answer.repeated };
  };
}

/** @returns the name of the base backup */
async function backUp(place: Place, server: Server): Promise<string> {
  if (place.programs.whole) {
    await runAs(place, 'sh', [join(SCRIPTS, 'backup.sh')], { PGHOST: '127.0.0.1', PGPORT: `${server.port}` });
    return readdirSync(join(place.backup, 'base'))[0] ?? '';
  }
  return copied(place, server);
}

/** The low-level way of PostgreSQL's manual: told, copied without what a copy must not have, labelled. */
async function copied({ data, backup, user }: Place, server: Server): Promise<string> {
  const name = 'copied';
  const base = join(backup, 'base', name);
  const client = new pg.Client({ connectionString: server.admin });
  await client.connect();
  try {
    await client.query("select pg_backup_start('drill', true)");
    const without = /\/(?:postmaster\.(?:pid|opts)|pg_(?:wal|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.*)$/;
    cpSync(data, base, { recursive: true, preserveTimestamps: true, filter: (path) => !without.test(path) });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    writeFileSync(join(base, 'backup_label'), rows[0]?.labelfile ?? '');
    writeFileSync(join(base, 'backup_manifest'), '{}');
  } finally {
    await client.end();
  }
  if (user.ids) await run('chown', ['-R', `${user.ids.uid}:${user.ids.gid}`, base]);
  return name;
}

const restore = (place: Place, name: string, instant?: string) =>
  runAs(place, 'sh', [join(SCRIPTS, 'restore.sh'), name, ...(instant === undefined ? [] : [instant])]);

/** What was written until now is in the archive. */
async function archiveAll(server: Server): Promise<void> {
  const [last] = await asked(server, 'postgres', 'select pg_walfile_name(pg_switch_wal()) as name');
  const done = `select count(*)::int as n from pg_stat_archiver where last_archived_wal >= '${String(last?.name)}'`;
  await until('the archive', async () => (await asked(server, 'postgres', done))[0]?.n === 1);
}

async function rowsBeside(server: Server): Promise<number> {
  return Number((await asked(server, 'temporal', 'select count(*)::int as n from writes'))[0]?.n);
}

/** What verification finds in the restored record. */
function differencesOf(server: Server): Promise<Difference[]> {
  return withRecord(server, async (db) => {
    const found: Difference[] = [];
    await verifyRecord(db, (difference) => found.push(difference));
    return found;
  });
}

function isThere(server: Server): (sent: Sent) => Promise<boolean> {
  const count = (caseId: string, seq: number) =>
    `select count(*)::int as n from events where case_id = '${caseId}' and seq = ${seq}`;
  return async ({ caseId, seq }) => (await asked(server, 'jiefen', count(caseId, seq)))[0]?.n === 1;
}

async function countOf<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<number> {
  let n = 0;
  for (const one of all) if (await holds(one)) n += 1;
  return n;
}

/** Every client sends again what it sent: what is there is answered as before, what was lost is taken anew. */
function repeatedWrongly(server: Server, sent: readonly Sent[], there: boolean): Promise<number> {
  return withRecord(server, (db) =>
    countOf(sent, async ({ seq, again }) => {
      const answer = await again(db);
      return answer.repeated !== there || (there && answer.seq !== seq);
    }),
  );
}
