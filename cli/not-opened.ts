// A file that could not be opened, in a sentence.
import type { Bilingual } from '../domain/rulebook/clock-rule.ts';

const KNOWN = new Set(['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'EPERM', 'EROFS', 'ENOSPC']);

/** @throws what is no error of a file */
export function notOpened(error: unknown): Bilingual {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!KNOWN.has(code)) throw error;
  return { zh: `无法打开文件（${code}）`, en: `the file cannot be opened (${code})` };
}
