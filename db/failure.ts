// What PostgreSQL's failures mean to us: try later, try again at once, or a fault of ours. Nothing here repeats values,
// since error texts end up in logs.

/** The database cannot answer now; the API says 503. Whether the last command was committed is unknown. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** A SQLSTATE, an error code of the network, `no-answer`, `no-connection` or `closed`. */
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`the database is unavailable (${code})`, { cause });
    this.code = code;
  }
}

/** Class 08 connection, 53 resources (53100 disk full, 53300 too many connections), 57 stopped by the operator, 58 system. */
const LATER_CLASSES = ['08', '53', '57', '58'];
/** Lock not available, idle in transaction too long, a standby that was just the primary. */
const LATER = ['55P03', '25P03', '25006'];
const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
  'ENFILE',
];
/** The driver gives its own failures no code. */
const DRIVER: readonly (readonly [text: RegExp, code: string])[] = [
  [/^Query read timeout$/, 'no-answer'],
  [/^timeout (expired|exceeded when trying to connect)$|due to connection timeout$/, 'no-connection'],
  [/^Connection terminated/, 'no-connection'],
  [/^Client (has encountered a connection error|was closed) and is not queryable$/, 'no-connection'],
  [/^Cannot use a pool after calling end on the pool$/, 'closed'],
];

/**
 * The error as the rest of the project sees it: `Unavailable` where waiting helps, else the driver's own without the
 * values that PostgreSQL quotes in its details.
 */
export function told(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Unavailable) return error;
  const code = laterCode(error);
  silence(error);
  return code === null ? error : new Unavailable(code, error);
}

/** Details quote whole rows; messages of class 22 (data exceptions) quote what was sent. */
function silence(error: Error): void {
  for (const quote of ['detail', 'where', 'internalQuery']) Reflect.deleteProperty(error, quote);
  const code = codeOf(error);
  if (!code?.startsWith('22')) return;
  const message = `a value was refused (${code})`;
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, () => message);
  error.message = message;
}

function laterCode(error: Error): string | null {
  const code = codeOf(error);
  if (code !== null) {
    const state = /^[0-9A-Z]{5}$/.test(code) && !NETWORK.includes(code);
    const later = state ? LATER_CLASSES.includes(code.slice(0, 2)) || LATER.includes(code) : NETWORK.includes(code);
    return later ? code : null;
  }
  return DRIVER.find(([text]) => text.test(error.message))?.[1] ?? null;
}

/** SQLSTATE or network code of an error, or of what caused it; null where there is none. */
export function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return null;
}

/** The database was waited for in vain: whoever waits behind would only wait as long again. */
export const isSilence = (error: unknown): boolean => error instanceof Unavailable && error.code === 'no-answer';

/** Serialization failure or deadlock: nothing was committed, the same transaction may simply be tried again. */
export const isCollision = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '');

/** Unique violation, of that constraint where one is named. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
  if (codeOf(error) !== '23505') return false;
  return (
    constraint === undefined || (error instanceof Error && 'constraint' in error && error.constraint === constraint)
  );
}
