// The copy of each day's head that is kept outside the database: one signed line of JSON a day, each with the hash of
// the line before. Whoever changes the record afterwards cannot change these lines without the key and every copy.
import { type KeyObject, sign, verify } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { civilDate } from '../domain/calendar/civil-date.ts';
import { canonicalJson } from './canonical-json.ts';
import type { DailyHead } from './daily-head.ts';
import { sha256 } from './hash-chain.ts';

export interface Anchor extends DailyHead {
  /** SHA-256 of the line before, hex; null for the first. */
  readonly previous: string | null;
}

const sha = z.string().regex(/^[\da-f]{64}$/);
const line = z.strictObject({
  day: z.string().transform(civilDate),
  cases: z.int().min(0),
  events: z.int().min(0),
  head: sha,
  previous: sha.nullable(),
  /** Ed25519 over the canonical JSON of all the rest, base64. */
  signature: z.base64(),
});

/** Each installation has its own file, so that another database beside the same folder disturbs nothing. */
export const anchorPath = (folder: string, installation: string): string => join(folder, `${installation}.jsonl`);

/** In Chinese and English: what is wrong with the folder and what to do. */
export class AnchorsUnwritable extends Error {
  override readonly name = 'AnchorsUnwritable';
}

/** Makes the folder where there is none. @throws AnchorsUnwritable where no anchor could be written; nothing was changed */
export function requireAnchorFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AnchorsUnwritable(
      `无法写入每日摘要文件夹 ${folder}（${code}）：请改正 JIEFEN_ANCHOR_DIR 或其属主、权限，数据未受影响。\n` +
        `The folder of the daily anchors ${folder} cannot be written (${code}): correct JIEFEN_ANCHOR_DIR, its owner or ` +
        'its mode; nothing was damaged.',
      { cause: error },
    );
  }
}

/** The complete lines, oldest first; none when there is no file. A line that a crash left half-written is not one. */
export function anchorLines(path: string): string[] {
  return textOf(path).split('\n').slice(0, -1);
}

/** What a line says, and whether the key signed it (without one: no); null when it is no anchor. */
export function readAnchor(text: string, key: KeyObject | null): { anchor: Anchor; signed: boolean } | null {
  try {
    const { signature, ...anchor } = line.parse(JSON.parse(text));
    const signed =
      key !== null && verify(null, Buffer.from(canonicalJson(anchor)), key, Buffer.from(signature, 'base64'));
    return { anchor, signed };
  } catch {
    return null;
  }
}

/** Adds the anchor of a day behind the last one; on disk before this returns. One writer at a time. */
export function appendAnchor(path: string, head: DailyHead, key: KeyObject): void {
  const last = anchorLines(path).at(-1);
  const anchor: Anchor = { ...head, previous: last === undefined ? null : sha256(last) };
  const signature = sign(null, Buffer.from(canonicalJson(anchor)), key).toString('base64');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a', 0o600);
  try {
    dropTornLine(path, file);
    writeSync(file, `${canonicalJson({ ...anchor, signature })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  flushFolder(dirname(path));
}

function dropTornLine(path: string, file: number): void {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) ftruncateSync(file, end);
}

/** So that a file made just now is found after a power failure. */
function flushFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
