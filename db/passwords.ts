// Passwords: argon2id with the parameters of OWASP's first choice, 19 MiB, two passes, one lane.
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { isWellFormed } from '../domain/identifiers.ts';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Of nobody: checked when there is no account, so that the answer takes as long. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$b0EF95aC7LBbbwpiXf6rbw$o95tmbFwbbOAri+IdBA6YmNNGBp3wvizL2apfURkJZM';
const SHORTEST = 12;
const LONGEST = 128;

/** 12 to 128 characters (等保 身份鉴别). Longer ones only cost time. */
export const isAllowedPassword = (password: string): boolean => {
  const { length } = [...password];
  return isWellFormed(password) && length >= SHORTEST && length <= LONGEST;
};

export const passwordHash = (password: string): Promise<string> => hash(password.normalize('NFC'), COST);

/** Takes equally long whether or not there is a hash. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await verify(stored ?? NOBODYS, password.slice(0, 4 * LONGEST).normalize('NFC'));
  return right && stored !== null;
}

/** Without letters that look alike. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Twenty characters in groups of five, 114 bits. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  );
