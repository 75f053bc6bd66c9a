// Keeps one process of the system running under the harness's rough hands: what was killed comes back after the delay
// that the seed names, what cannot start is tried again, and every moment without it is written down.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exit } from '../../local/owned-process.ts';
import type { Ladder } from '../../local/process.ts';

export interface Running {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  stop(ladder?: Ladder): Promise<void>;
  /** Sends the process a message; absent where it takes none. */
  readonly tell?: (message: object) => void;
}

export interface Kept<R extends Running = Running> {
  readonly name: string;
  /** The present incarnation; null while there is none. */
  current(): R | null;
  /** Kills it at once; it is started again after `restartMs`. Returns when it is ready again. */
  kill(restartMs: number): Promise<void>;
  /** Stops it and its children for so long, unless it dies meanwhile. */
  pause(ms: number): Promise<void>;
  /** How long to wait after its next death, however it comes. */
  restartAfter(ms: number): void;
  /** Resolves when it is up, at once if it is. */
  up(): Promise<void>;
  /** Times that it died without being told to by `kill` or an armed failpoint. */
  unexpected(): number;
  stop(): Promise<void>;
}

const DEFAULT_RESTART_MS = 200;
const RETRY_MS = 500;

/** @param down is told from when to when it was away, epoch ms */
export async function keep<R extends Running>(
  name: string,
  start: () => Promise<R>,
  down: (from: number, to: number) => void,
): Promise<Kept<R>> {
  const stopping = new AbortController();
  let running: R | null = await start();
  let restartMs: number | null = null;
  let unexpected = 0;
  let waiters: (() => void)[] = [];
  const keeping = watch();

  async function watch(): Promise<void> {
    while (running && !stopping.signal.aborted) {
      await running.exited;
      if (stopping.signal.aborted) return;
      const from = Date.now();
      running = null;
      if (restartMs === null) unexpected += 1;
      await rest(restartMs ?? DEFAULT_RESTART_MS);
      restartMs = null;
      running = await revived();
      down(from, Date.now());
      for (const waiter of waiters) waiter();
      waiters = [];
    }
  }

  async function revived(): Promise<R | null> {
    while (!stopping.signal.aborted) {
      try {
        return await start();
      } catch {
        await rest(RETRY_MS);
      }
    }
    return null;
  }

  const rest = (ms: number): Promise<void> => wait(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const up = (): Promise<void> => (running ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve)));

  return {
    name,
    current: () => running,
    kill: async (ms) => {
      const victim = running;
      if (!victim) return up();
      restartMs = ms;
      process.kill(victim.pid, 'SIGKILL');
      await victim.exited;
      // The watch has been told of the death before us and has emptied its hands.
      await up();
    },
    pause: async (ms) => {
      const victim = running;
      if (!victim) return;
      const pids = [victim.pid, ...childrenOf(victim.pid)];
      signal(pids, 'SIGSTOP');
      await Promise.race([rest(ms), victim.exited]);
      signal(pids, 'SIGCONT');
    },
    restartAfter: (ms) => {
      restartMs = ms;
    },
    up,
    unexpected: () => unexpected,
    stop: async () => {
      stopping.abort();
      for (const waiter of waiters) waiter();
      await running?.stop();
      await keeping;
    },
  };
}

/** Several processes that are broken and mended as one. */
export function together(name: string, parts: readonly [Kept, ...Kept[]]): Kept {
  const all = async (act: (part: Kept) => Promise<unknown>): Promise<void> => {
    await Promise.all(parts.map(act));
  };
  return {
    name,
    current: () => parts[0].current(),
    kill: (restartMs) => all((part) => part.kill(restartMs)),
    pause: (ms) => all((part) => part.pause(ms)),
    restartAfter: (ms) => parts.forEach((part) => void part.restartAfter(ms)),
    up: () => all((part) => part.up()),
    unexpected: () => parts.reduce((sum, part) => sum + part.unexpected(), 0),
    stop: () => all((part) => part.stop()),
  };
}

function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Gone meanwhile.
    }
  }
}

/** Direct children, as PostgreSQL's backends are of its postmaster. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return parent === pid ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}
