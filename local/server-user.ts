// The system user PostgreSQL runs as: whoever starts it, or, since PostgreSQL refuses root, an ordinary user instead.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { toolEnvironment } from '../config.ts';
import { StartRefusal } from './refusal.ts';

/** How to run a program as the server's user. */
export interface ServerUser {
  /** Absent: as the present user. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** Words to put before the command line; empty when none are needed. */
  readonly prefix: readonly string[];
}

/**
 * Chooses the user. Root runs an existing database as its folder's owner, a new one as `postgres`, created if need be.
 *
 * Every folder above `paths` must let that user pass. Where one does not (a private home, say), the program gets the
 * one capability that lets it pass; where the system cannot give that, this refuses and names the folder.
 *
 * @param database folder of the database, which need not exist yet
 * @param paths folders the user has to reach
 * @throws StartRefusal
 */
export function serverUser(database: string, paths: readonly string[]): ServerUser {
  const owner = statSync(database, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (self === undefined) return { prefix: [] };
  if (self !== 0) {
    if (owner && owner.uid !== self) throw foreign(database, owner.uid);
    return { prefix: [] };
  }
  const ids = owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : postgresUser();
  const closed = paths.map((path) => firstClosedFolder(path, ids)).find((path) => path !== undefined);
  return closed === undefined ? { ids, prefix: [] } : { prefix: passing(ids, closed) };
}

function foreign(database: string, uid: number): StartRefusal {
  return new StartRefusal(
    `${database} 属于另一个系统用户（uid ${uid}）：请以该用户或 root 启动，或用 JIEFEN_DATA_DIR 指定别的数据文件夹。`,
    `${database} belongs to another system user (uid ${uid}): start as that user or as root, or name another data folder by JIEFEN_DATA_DIR.`,
  );
}

function idOf(option: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

function postgresUser(): { uid: number; gid: number } {
  const look = () => ({ uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') });
  try {
    return look();
  } catch {
    // Not there yet.
  }
  try {
    execFileSync('groupadd', ['-f', 'postgres'], { stdio: 'ignore' });
    execFileSync('useradd', ['-r', '-g', 'postgres', 'postgres'], { stdio: 'ignore' });
    return look();
  } catch (error) {
    throw new StartRefusal(
      'PostgreSQL 不能以 root 身份运行，而系统用户 postgres 无法创建：请以普通用户启动，或先建立用户 postgres。',
      'PostgreSQL refuses to run as root and the system user postgres could not be created: start as an ordinary user, or create the user postgres first.',
      error,
    );
  }
}

/** The outermost folder on the way to `path` that these ids may not pass, if any. */
function firstClosedFolder(path: string, ids: { uid: number; gid: number }): string | undefined {
  const above = dirname(path) === path ? undefined : firstClosedFolder(dirname(path), ids);
  if (above !== undefined) return above;
  const folder = statSync(path, { throwIfNoEntry: false });
  if (!folder?.isDirectory()) return undefined;
  const bit = folder.uid === ids.uid ? 0o100 : folder.gid === ids.gid ? 0o010 : 0o001;
  return (folder.mode & bit) === 0 ? path : undefined;
}

/** Search permission alone where the system grants it; some containers know only the wider override. */
function passing(ids: { uid: number; gid: number }, closed: string): readonly string[] {
  for (const capability of ['dac_read_search', 'dac_override']) {
    const [command, ...options] = [
      'setpriv',
      `--reuid=${ids.uid}`,
      `--regid=${ids.gid}`,
      '--clear-groups',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      // access() would ignore the capability otherwise, and initdb asks it.
      '--securebits=+no_setuid_fixup',
    ] as const;
    try {
      execFileSync(command, [...options, 'test', '-x', closed], { stdio: 'ignore', env: toolEnvironment() });
      return [command, ...options];
    } catch {
      // The next one, if any.
    }
  }
  throw new StartRefusal(
    `PostgreSQL 不能以 root 身份运行，而系统用户 uid ${ids.uid} 无法进入 ${closed}：请执行 chmod o+x ${closed}，或把本项目放到人人可进入的文件夹（如 /srv），或以普通用户启动。`,
    `PostgreSQL refuses to run as root, and the system user uid ${ids.uid} cannot pass ${closed}: run chmod o+x ${closed}, or move the project to a folder that anyone may enter (/srv, say), or start as an ordinary user.`,
  );
}
