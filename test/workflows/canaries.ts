// Searches whole folders and databases for words that must not be there, however they may be written: eight encodings, and whatever
// is compressed is opened.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { connect, rows } from '../../db/connection.ts';

type Needle = readonly [encoding: string, bytes: Buffer];

/** Every way in which a word could have been written. */
function needles(word: string): Needle[] {
  const utf8 = Buffer.from(word);
  const utf16 = Buffer.from(word, 'utf16le');
  const percent = [...utf8].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return [
    ['utf8', utf8],
    ['utf16le', utf16],
    ['utf16be', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['percent', Buffer.from(percent)],
    ['PERCENT', Buffer.from(percent.toUpperCase())],
    ['json', Buffer.from([...word].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))],
    ...base64Needles(utf8),
  ];
}

/** In the middle of a longer text a word has three forms in base64; the letters at its edges mix with its neighbours. */
function base64Needles(utf8: Buffer): Needle[] {
  return [0, 1, 2].flatMap((shift): Needle[] => {
    const padded = Buffer.concat([Buffer.alloc(shift), utf8]);
    const inner = padded.toString('base64').slice(shift === 0 ? 0 : shift + 1);
    const certain = inner.replace(/=+$/, '').slice(0, -1);
    return [
      ['base64', Buffer.from(certain)],
      ['base64url', Buffer.from(certain.replaceAll('+', '-').replaceAll('/', '_'))],
    ];
  });
}

/** Words found in these bytes, each with its encoding. */
export function found(bytes: Buffer, words: readonly string[]): string[] {
  const layers = [bytes, ...opened(bytes)];
  const hits = words.flatMap((word) =>
    needles(word).flatMap(([encoding, needle]) =>
      layers.flatMap((layer, i) =>
        layer.includes(needle) ? [`${word} ${encoding}${i > 0 ? ' compressed' : ''}`] : [],
      ),
    ),
  );
  return [...new Set(hits)];
}

const MAGIC = [
  [Buffer.from([0x1f, 0x8b, 0x08]), gunzipSync],
  [Buffer.from([0x78, 0x01]), inflateSync],
  [Buffer.from([0x78, 0x5e]), inflateSync],
  [Buffer.from([0x78, 0x9c]), inflateSync],
  [Buffer.from([0x78, 0xda]), inflateSync],
] as const;

/** Everything that begins like compressed data and opens, even if its end is missing. */
function opened(bytes: Buffer): Buffer[] {
  const layers: Buffer[] = [];
  for (const [magic, open] of MAGIC) {
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
      try {
        layers.push(open(bytes.subarray(at, at + 65_536), { finishFlush: 2, maxOutputLength: 1_048_576 }));
      } catch {
        // It only looked like it.
      }
    }
  }
  return layers.concat(rawDeflated(bytes));
}

/** Deflate without a header cannot be recognised; it is tried where a whole blob is one. */
function rawDeflated(bytes: Buffer): Buffer[] {
  if (bytes.length > 65_536) return [];
  try {
    return [inflateRawSync(bytes, { maxOutputLength: 1_048_576 })];
  } catch {
    return [];
  }
}

/** Words found in any file under this folder, but in those that are left out by name. */
export function foundIn(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return found(readFileSync(path), words).map((hit) => `${entry.name}: ${hit}`);
    });
}

/** Words found in any row of any table of this database; what was deleted is not seen. */
export async function foundInDatabase(url: string, words: readonly string[]): Promise<string[]> {
  const db = connect(url, { max: 1, queryTimeoutMs: 60_000, name: 'canary' });
  try {
    const tables = await rows<{ name: string }>(
      db.orm,
      sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const hits = new Set<string>();
    for (const { name } of tables) {
      for (const row of await rows(db.orm, sql`select * from ${sql.identifier(name)}`)) {
        for (const hit of Object.values(row).flatMap((value) => found(bytesOf(value), words)))
          hits.add(`${name}: ${hit}`);
      }
    }
    return [...hits];
  } finally {
    await db.close();
  }
}

const bytesOf = (value: unknown): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
