// The scripts of deploy/postgres as far as they go without PostgreSQL's own programs: what they refuse and keep.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const DEPLOY = join(import.meta.dirname, '..', '..', 'deploy');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiefen-deploy-'));
  mkdirSync(join(folder, 'wal'));
  mkdirSync(join(folder, 'base'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Exit code and what was said; the environment is only what is given. */
function run(script: string, asked: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync('sh', [join(DEPLOY, 'postgres', script), ...asked], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', BACKUP_DIR: folder, ...env },
  });
  return { status, said: stderr.trim() };
}

it('are all valid shell', () => {
  for (const part of ['postgres', 'temporal']) {
    for (const name of readdirSync(join(DEPLOY, part)).filter((file) => file.endsWith('.sh'))) {
      expect(spawnSync('sh', ['-n', join(DEPLOY, part, name)]).status, name).toBe(0);
    }
  }
});

describe('archive-wal.sh', () => {
  it('copies a segment whole, takes a repeat of the same content, never overwrites another', () => {
    const segment = join(folder, 'segment');
    const archived = join(folder, 'wal', '000000010000000000000001');
    const archive = () => run('archive-wal.sh', [segment, '000000010000000000000001']).status;
    writeFileSync(segment, 'first');
    expect(archive()).toBe(0);
    expect(archive()).toBe(0);
    writeFileSync(segment, 'other');
    expect(archive()).not.toBe(0);
    expect(readFileSync(archived, 'utf8')).toBe('first');
    expect(readdirSync(join(folder, 'wal'))).toEqual(['000000010000000000000001']);
  });

  it('fails when it cannot write, so that PostgreSQL keeps the segment', () => {
    const segment = join(folder, 'segment');
    writeFileSync(segment, 'first');
    expect(run('archive-wal.sh', [segment, 'x'], { BACKUP_DIR: join(folder, 'nowhere') }).status).not.toBe(0);
  });
});

describe('databases.sh', () => {
  it('refuses a password that is missing or would break DATABASE_URL, without repeating it', () => {
    const good = { JIEFEN_DB_PASSWORD: 'synthetic', TEMPORAL_DB_PASSWORD: 'synthetic' };
    for (const password of ['', 'pass/word', 'pass@word', 'pass word', '密码']) {
      const { status, said } = run('databases.sh', [], { ...good, TEMPORAL_DB_PASSWORD: password });
      expect(status, password).toBe(1);
      expect(said).toMatch(/^TEMPORAL_DB_PASSWORD: use letters, digits/);
      if (password !== '') expect(said).not.toContain(password);
    }
  });
});

describe('backup.sh', () => {
  it('refuses to keep nothing', () => {
    for (const keep of ['0', 'all', '-1']) expect(run('backup.sh', [], { KEEP: keep }).status, keep).toBe(1);
  });
});

describe('restore.sh', () => {
  const restore = (...asked: string[]) => run('restore.sh', asked, { PGDATA: join(folder, 'data') });
  const complete = (name: string) => {
    mkdirSync(join(folder, 'base', name));
    writeFileSync(join(folder, 'base', name, 'backup_manifest'), '{}');
  };

  it('lists what there is, and refuses what is no finished base backup', () => {
    complete('20260301T000000Z');
    complete('20260302T000000Z.part');
    expect(restore().said).toContain('one of: 20260301T000000Z');
    expect(restore('20250101T000000Z').said).toContain('no base backup');
    expect(restore('20260302T000000Z.part').said).toContain('never finished');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('does not touch a data folder that may be in use, nor take an instant that is none', () => {
    complete('20260301T000000Z');
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'postmaster.pid'), '1');
    expect(restore('20260301T000000Z').said).toContain('postmaster.pid exists');
    expect(restore('20260301T000000Z', "2026-03-01'; drop").said).toContain('the instant: for example');
    expect(readdirSync(join(folder, 'data'))).toEqual(['postmaster.pid']);
  });
});
