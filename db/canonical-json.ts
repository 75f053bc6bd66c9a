// JSON in exactly one form: keys sorted by code unit, no space. What is hashed, and what is answered twice the same.

/**
 * The one text for a value: two equal values give the same bytes, whatever the order in which they were built.
 *
 * @throws TypeError for what JSON cannot carry unchanged (numbers that are not finite, functions, bigint, bare undefined)
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
    return `{${membersOf(value)}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} is not JSON`);
  return text;
}

// Written without intermediate lists: every command goes through here with its whole case.
function membersOf(value: object): string {
  const members: Readonly<Record<string, unknown>> = { ...value };
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return text;
}

/** The same value with its keys in canonical order, so that printing it gives the same bytes however it was reached. */
export function inCanonicalOrder<T>(value: T): T {
  return JSON.parse(canonicalJson(value));
}
