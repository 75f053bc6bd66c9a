// A ZIP file looked at before anybody unpacks it: what it declares must be small, whole and true.
import { crc32, inflateRawSync } from 'node:zlib';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries together, unpacked. */
  readonly unpacked: number;
}

/** The archive is damaged, encrypted, overlapping, lying about its sizes or too large. */
export class BadZip extends Error {
  override readonly name = 'BadZip';
  readonly why: 'damaged' | 'encrypted' | 'too-large';

  constructor(why: BadZip['why'], message: string) {
    super(message);
    this.why = why;
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly headerAt: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks the entries one after the other, each to no more than it declares; every declared size is known to be within
 * the limits before the first is unpacked.
 *
 * @throws BadZip, at the latest when the last entry has been given out
 */
export function* unpacked(zip: Buffer, limits: ZipLimits): Generator<{ name: string; content: Buffer }> {
  const entries = centralDirectory(zip, limits);
  const places = inSeparatePlaces(zip, entries);
  for (const [i, entry] of entries.entries()) {
    yield { name: entry.name, content: contentOf(entry, places[i] ?? Buffer.alloc(0)) };
  }
}

function centralDirectory(zip: Buffer, limits: ZipLimits): readonly Entry[] {
  const end = endRecord(zip);
  const count = zip.readUInt16LE(end + 10);
  const size = zip.readUInt32LE(end + 12);
  let at = zip.readUInt32LE(end + 16);
  if (count !== zip.readUInt16LE(end + 8) || at + size !== end) throw new BadZip('damaged', 'directory out of place');
  if (count > limits.entries) throw new BadZip('too-large', `${count} entries`);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + CENTRAL_SIZE > end || zip.readUInt32LE(at) !== CENTRAL) throw new BadZip('damaged', 'no entry');
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    entries.push(centralEntry(zip, at, lengths[0] ?? 0));
    at += lengths.reduce((sum, length) => sum + length, CENTRAL_SIZE);
  }
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > limits.unpacked) throw new BadZip('too-large', `${total} bytes declared`);
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) throw new BadZip('damaged', 'a name twice');
  return entries;
}

function endRecord(zip: Buffer): number {
  for (let at = zip.length - END_SIZE; at >= Math.max(0, zip.length - END_SIZE - LONGEST_COMMENT); at -= 1) {
    if (zip.readUInt32LE(at) === END && at + END_SIZE + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw new BadZip('damaged', 'no end of the directory');
}

function centralEntry(zip: Buffer, at: number, nameLength: number): Entry {
  if ((zip.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new BadZip('encrypted', 'an encrypted entry');
  const method = zip.readUInt16LE(at + 10);
  if (method !== STORED && method !== DEFLATED) throw new BadZip('damaged', `method ${method}`);
  return {
    name: zip.toString('utf8', at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength),
    method,
    crc: zip.readUInt32LE(at + 16),
    packed: zip.readUInt32LE(at + 20),
    unpacked: zip.readUInt32LE(at + 24),
    headerAt: zip.readUInt32LE(at + 42),
  };
}

/** The packed bytes of each entry; no two entries may share any. */
function inSeparatePlaces(zip: Buffer, entries: readonly Entry[]): readonly Buffer[] {
  const ends = entries.map((entry) => {
    const { headerAt, packed, name } = entry;
    if (headerAt + LOCAL_SIZE > zip.length || zip.readUInt32LE(headerAt) !== LOCAL) {
      throw new BadZip('damaged', 'no local header');
    }
    const nameLength = zip.readUInt16LE(headerAt + 26);
    const start = headerAt + LOCAL_SIZE + nameLength + zip.readUInt16LE(headerAt + 28);
    const localName = zip.toString('utf8', headerAt + LOCAL_SIZE, headerAt + LOCAL_SIZE + nameLength);
    if (localName !== name || zip.readUInt16LE(headerAt + 8) !== entry.method || start + packed > zip.length) {
      throw new BadZip('damaged', 'the local header says otherwise');
    }
    return { headerAt, start, end: start + packed };
  });
  const sorted = [...ends].sort((a, b) => a.headerAt - b.headerAt);
  for (const [i, place] of sorted.entries()) {
    if (place.end > (sorted[i + 1]?.headerAt ?? zip.length)) throw new BadZip('damaged', 'entries overlap');
  }
  return ends.map(({ start, end }) => zip.subarray(start, end));
}

function contentOf(entry: Entry, packed: Buffer): Buffer {
  const content = entry.method === STORED ? packed : inflated(entry, packed);
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) {
    throw new BadZip('damaged', 'another content than declared');
  }
  return content;
}

function inflated(entry: Entry, packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked) });
  } catch {
    throw new BadZip('damaged', 'cannot be unpacked to the declared size');
  }
}
