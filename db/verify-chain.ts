// Recomputes the hash chain of a case from what is stored. Shares no code with the writer (hash-chain.ts,
// canonical-json.ts), so that an error in one is seen by the other.
import { createHash } from 'node:crypto';

export interface StoredLink {
  readonly seq: number;
  readonly body: unknown;
  /** Epoch ms. */
  readonly recorded: number;
  readonly decided: number;
  /** Hex. */
  readonly hash: string;
}

/** The numbers of the events whose stored hash does not follow from them and the event before. */
export function brokenLinks(links: readonly StoredLink[]): number[] {
  return links
    .filter((link, i) => {
      const previous = links[i - 1]?.hash ?? null;
      const covered = new Map<string, unknown>([
        ['decidedAt', link.decided],
        ['event', link.body],
        ['previous', previous],
        ['recordedAt', link.recorded],
      ]);
      const digest = createHash('sha256');
      for (const piece of pieces(Object.fromEntries(covered))) digest.update(piece);
      return digest.digest('hex') !== link.hash;
    })
    .map((link) => link.seq);
}

/** JSON without space, members in the order of their names. */
function* pieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    yield JSON.stringify(value);
    return;
  }
  const list = Array.isArray(value);
  const members = list ? value.map((item: unknown) => ['', item] as const) : named(value);
  yield list ? '[' : '{';
  for (const [i, [name, member]] of members.entries()) {
    if (i > 0) yield ',';
    if (!list) yield `${JSON.stringify(name)}:`;
    yield* pieces(member);
  }
  yield list ? ']' : '}';
}

const named = (value: object): (readonly [string, unknown])[] =>
  Object.keys(value)
    .sort()
    .map((name) => [name, Reflect.get(value, name)]);
