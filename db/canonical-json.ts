// JSON in exactly one form: keys sorted by code unit, no space. What is hashed, and what is answered twice the same.

/**
 * The one text for a value: two equal values give the same bytes, whatever the order in which they were built.
 *
 * @throws TypeError for what JSON cannot carry unchanged (numbers that are not finite, functions, bigint, bare undefined)
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? listOf(value) : membersOf(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} is not JSON`);
  return text;
}

// Written without intermediate lists: every command goes through here with its whole case.
function listOf(values: readonly unknown[]): string {
  let text = '[';
  for (const value of values) text += text === '[' ? canonicalJson(value) : `,${canonicalJson(value)}`;
  return `${text}]`;
}

function membersOf(value: object): string {
  const keys = Object.keys(value);
  if (!inOrder(keys)) keys.sort();
  let text = '{';
  for (const key of keys) {
    const member: unknown = Reflect.get(value, key);
    if (member === undefined) continue;
    text += `${text === '{' ? '' : ','}${keyText(key)}${canonicalJson(member)}`;
  }
  return `${text}}`;
}

function inOrder(keys: readonly string[]): boolean {
  let last = '';
  for (const key of keys) {
    if (key < last) return false;
    last = key;
  }
  return true;
}

/** The keys of our own types are few; of others no more than these are kept. */
const MOST_KEYS = 4_096;
const keyTexts = new Map<string, string>();

function keyText(key: string): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(key)}:`;
  if (keyTexts.size < MOST_KEYS) keyTexts.set(key, text);
  return text;
}

const texts = new WeakMap<object, string>();

/** The same, made once for a value that is never changed in place, as events and cases are. */
export function canonicalText(value: object): string {
  const made = texts.get(value);
  if (made !== undefined) return made;
  const text = canonicalJson(value);
  texts.set(value, text);
  return text;
}

/** The same value with its keys in canonical order, so that printing it gives the same bytes however it was reached. */
export function inCanonicalOrder<T>(value: T): T {
  return JSON.parse(canonicalJson(value));
}
