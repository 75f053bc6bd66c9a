// The result file: JSON lines, appended when a part is done, so that a part stands there whole or not at all.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Line } from './table.ts';

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'results');

export function resultFile(asked: string | undefined): string {
  if (asked !== undefined) return resolve(asked);
  mkdirSync(RESULTS, { recursive: true });
  return join(RESULTS, `${new Date().toISOString().replace(/[:.]/g, '-').slice(0, 19)}.jsonl`);
}

export const linesOf = (file: string): Line[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []))
    : [];

/** Parts that stand in this file as done. */
export const doneIn = (file: string): ReadonlySet<string> =>
  new Set(linesOf(file).flatMap(({ done }) => (typeof done === 'string' ? [done] : [])));

/** All lines of a part, and that it is done. */
export function append(file: string, part: string, lines: readonly object[]): void {
  const all = [...lines, { done: part, at: new Date().toISOString(), machine: machine() }];
  appendFileSync(file, `${all.map((line) => JSON.stringify(line)).join('\n')}\n`);
}

/** Notes that a part was not done. It will be tried again. */
export function appendFailure(file: string, part: string, why: string): void {
  appendFileSync(file, `${JSON.stringify({ failed: part, why, at: new Date().toISOString() })}\n`);
}

const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ` +
  `Linux ${release()}, Node ${process.versions.node}`;
