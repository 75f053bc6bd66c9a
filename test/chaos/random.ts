// Chance by seed: the same seed gives the same run of choices, and each part of a run has a stream of its own.
import { createHash } from 'node:crypto';

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError on an empty list */
  pick<T>(list: readonly T[]): T;
  /** Exponential waiting time with this mean, at most five times the mean. */
  wait(meanMs: number): number;
  /** 16 bytes in the form of a UUID. */
  uuid(): string;
  /** An independent stream that depends on the seed and the name alone, not on what was drawn before. */
  stream(name: string): Random;
}

export function random(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  const state = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [number, number, number, number];
  const bits = () => sfc32(state);
  const next = () => bits() / 2 ** 32;
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[int(0, list.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    wait: (meanMs) => Math.min(5 * meanMs, -Math.log(1 - next()) * meanMs),
    uuid: () => {
      const hex = [bits(), bits(), bits(), bits()].map((word) => word.toString(16).padStart(8, '0')).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
    },
    stream: (name) => random(`${seed}/${name}`),
  };
}

/** Small Fast Counter, 32 bits: passes PractRand, needs four words of state. */
function sfc32(state: [number, number, number, number]): number {
  const [a, b, c, counter] = state;
  const sum = (a + b + counter) >>> 0;
  state[3] = (counter + 1) >>> 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) >>> 0;
  state[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
  return sum;
}
