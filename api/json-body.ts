// Reads the body of a request strictly: UTF-8, JSON without doubled or dangerous names, whole numbers, limited depth.
// Nothing is guessed and nothing is silently changed on the way into the record.
import type { Request, RequestHandler } from 'express';
import { Problem, type ProblemCode } from './problem.ts';

/** Bytes. */
const LARGEST = 256 * 1024;
const DEEPEST = 20;
const DANGEROUS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface BodyRules {
  /** Bytes. */
  readonly most: number;
  /** Media types that are refused before anything is read. */
  readonly refused: RegExp | null;
  readonly wrongType: ProblemCode;
  readonly tooLarge: ProblemCode;
}

const JSON_BODY: BodyRules = {
  most: LARGEST,
  refused: null,
  wrongType: 'wrong-media-type',
  tooLarge: 'too-large',
};

/** A form wraps a file in its own lines, so that it would no longer be the file that was meant. */
const fileBody = (most: number): BodyRules => ({
  most,
  refused: /^\s*(?:multipart\/|application\/(?:x-www-form-urlencoded|json)\b)/i,
  wrongType: 'file-not-raw',
  tooLarge: 'file-too-large',
});

/**
 * Reads the bytes of a body into `request.body`. Takes any media type but a form for a file, so that the wrong one is
 * answered by us, and no compression, so that nothing can unfold. What is too much is refused at once, not read to its
 * end.
 *
 * @param most bytes of a file; absent for JSON
 */
export const rawBody = (most?: number): RequestHandler => {
  const rules = most === undefined ? JSON_BODY : fileBody(most);
  return (request, _, next) => {
    received(request, rules).then(
      (bytes) => {
        request.body = bytes;
        next();
      },
      (error: unknown) => next(error),
    );
  };
};

function received(request: Request, { most, refused, wrongType, tooLarge }: BodyRules): Promise<Buffer> {
  const { 'content-encoding': encoding, 'content-type': type = '' } = request.headers;
  const compressed = encoding !== undefined && encoding !== 'identity';
  if (compressed || refused?.test(type)) return Promise.reject(Problem.of(wrongType));
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.reject(Problem.of(tooLarge));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else {
        request.pause();
        reject(Problem.of(tooLarge));
      }
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => reject(Problem.of('malformed-json')));
  });
}

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * The value that a JSON body says.
 *
 * @param bytes as they came; anything but a Buffer means that there was no body
 * @throws Problem
 */
export function readJson(bytes: unknown, mediaType: string | undefined): unknown {
  if (!JSON_TYPE.test(mediaType?.trim() ?? '')) throw Problem.of('wrong-media-type');
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw Problem.of('malformed-json');
  const text = decoded(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw Problem.of('malformed-json');
  }
  inspect(text);
  return value;
}

/** Invalid or overlong sequences and a byte order mark are refused, not repaired. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('not-utf-8', '内容不是有效的 UTF-8', 'The body is not valid UTF-8');
  }
}

const malformed = (code: string, zh: string, en: string): Problem =>
  Problem.of('malformed', { errors: [{ at: '', code, zh, en }] });

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|-?\d[\d.eE+-]*/gy;
const SKIP = /[^"{}[\]:,\d-]+/gy;

interface Level {
  /** Names seen in an object; null in an array. */
  readonly names: Set<string> | null;
}

/**
 * Looks at the text of a JSON value that is known to be valid for what JSON.parse passes over: doubled names, names that
 * reach into prototypes, numbers that do not survive, depth.
 */
function inspect(json: string): void {
  const stack: Level[] = [];
  let previous = '';
  for (let at = 0; at < json.length; ) {
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(json) ?? [];
    if (token === undefined) {
      SKIP.lastIndex = at;
      at += SKIP.exec(json)?.[0].length ?? 1;
      continue;
    }
    at += token.length;
    if (token === '{' || token === '[') enter(stack, token);
    else if (token === '}' || token === ']') stack.pop();
    else if (token.startsWith('"')) name(stack.at(-1), token, previous);
    else if (/[\d-]/.test(token)) number(token);
    previous = token;
  }
}

function enter(stack: Level[], token: string): void {
  stack.push({ names: token === '{' ? new Set() : null });
  if (stack.length > DEEPEST) throw malformed('too-deep', '内容层次过深', 'The body is nested too deeply');
}

/** In an object a string after `{` or `,` is a name. */
function name(level: Level | undefined, token: string, previous: string): void {
  if (!level?.names || (previous !== '{' && previous !== ',')) return;
  const spelt = String(JSON.parse(token));
  if (DANGEROUS.has(spelt)) throw malformed('unknown-field', '含有未知的字段', 'It has fields that are not known');
  if (level.names.has(spelt)) throw malformed('doubled-field', '同一字段写了两次', 'A field is named twice');
  level.names.add(spelt);
}

/** Amounts are whole fen: a fraction or an exponent would have to be rounded somewhere. */
function number(token: string): void {
  const whole = /^(?:0|-?[1-9]\d{0,15})$/.test(token) && Number.isSafeInteger(Number(token));
  if (!whole) throw malformed('not-whole', '数字应为整数,不写小数或指数', 'Numbers are whole, without exponent');
}
