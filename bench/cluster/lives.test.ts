// No test that uses an engine is forgotten when the production server is tried.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ELSEWHERE, LIVES } from './lives.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** Whatever starts a Temporal server comes by one of these. */
const STARTS = ['local/temporal.ts', '@temporalio/testing'];
const IMPORTED = /\bfrom '([^']+)'|\bimport\(?\s*'([^']+)'/g;

/** All that this file imports, and what that imports: paths from the project's folder, and packages. */
function reached(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const file = join(PROJECT, path);
  if (!existsSync(file)) return seen;
  for (const [, from, effect] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
    const name = from ?? effect ?? '';
    reached(name.startsWith('.') ? join(dirname(path), name) : name, seen);
  }
  return seen;
}

it('every test file that can start an engine runs against the production server, or says why not', () => {
  const files = readdirSync(join(PROJECT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('test', name));
  const found = files.filter((path) => STARTS.some((start) => reached(path).has(start)));
  expect(found.sort()).toEqual([...LIVES, ...Object.keys(ELSEWHERE)].sort());
});

it('those that run there take the engine that they are given', () => {
  const given = /testTemporal\(|\(testTemporal|inject\('engine'\)/;
  expect(LIVES.filter((path) => !given.test(readFileSync(join(PROJECT, path), 'utf8')))).toEqual([]);
});
