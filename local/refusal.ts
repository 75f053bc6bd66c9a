// Why the stack cannot start here, in words that say what to do. Shown without a stack trace.
import { statfs } from 'node:fs/promises';

/** A start that is refused before anything was damaged: one sentence in Chinese, the same in English. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';

  constructor(zh: string, en: string, cause?: unknown) {
    super(`${zh}\n${en}`, cause === undefined ? undefined : { cause });
  }
}

/** The code of a failed system call (`ENOENT`, `EACCES` …), if it is one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a failed system call on `path` into a refusal; anything else comes back as it was. */
export function explained(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return new StartRefusal(
        `无权读写 ${path}：请改正其属主或权限，或用 JIEFEN_DATA_DIR 指定别的数据文件夹。`,
        `${path} may not be read or written: correct its owner or mode, or name another data folder by JIEFEN_DATA_DIR.`,
        error,
      );
    case 'EROFS':
      return new StartRefusal(
        `${path} 在只读的磁盘上：请用 JIEFEN_DATA_DIR 指定可写的数据文件夹。`,
        `${path} is on a read-only disk: name a data folder that can be written by JIEFEN_DATA_DIR.`,
        error,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return noSpace(path, error);
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartRefusal(
        `${path} 不是文件夹：请移开该文件，或用 JIEFEN_DATA_DIR 指定别的数据文件夹。`,
        `${path} is not a folder: move that file away, or name another data folder by JIEFEN_DATA_DIR.`,
        error,
      );
    default:
      return error;
  }
}

export function noSpace(path: string, cause?: unknown): StartRefusal {
  return new StartRefusal(
    `${path} 所在磁盘空间不足：请腾出空间后再启动，数据未受影响。`,
    `The disk of ${path} is full: free some space and start again; nothing was damaged.`,
    cause,
  );
}

/** Refuses when the disk of an existing `folder` has less than `bytes` left for this user. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder);
  if (disk.bavail * disk.bsize < bytes) throw noSpace(folder);
}
