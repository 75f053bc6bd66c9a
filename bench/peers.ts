// A peer's own script, with the same seconds, callers and numbers as ours.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { serviceEnvironment } from '../config.ts';
import type { Part } from './plan.ts';

/** Its script ends its database when it is told to stop, and is given so long for it. */
const END_WITHIN_MS = 20_000;
const SIZE_SLACK = 0.05;

/** Longer lines are shortened when they are shown. */
const SHOWN = 160;

/** Measures it and tells what it says. @throws Error when it fails, gives nothing, or `stop` comes first */
export async function measurePeer(
  { who, measure, round, options }: Part,
  stop: AbortSignal,
  tell: Tell,
): Promise<object[]> {
  const env = serviceEnvironment({
    MEASURES: measure,
    ROUNDS: '1',
    SECS: String(options.secs),
    WARM: String(options.warm),
    CONC: options.conc.join(' '),
    PARK: options.park.join(' '),
    STORM: String(options.storm),
    WINDOWS: options.windows.join(' '),
    QUIET_WAIT: String(options.quietWait),
    HISTORIES: 'audit',
    VARIANTS: 'event',
  });
  // A group of its own: its script, its database clients and its engine are ended together.
  const child = spawn(join(options.peersDir, who, 'run.sh'), {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It has ended.
    }
  };
  const killed = () => {
    end('SIGTERM');
    setTimeout(() => end('SIGKILL'), END_WITHIN_MS).unref();
  };
  stop.addEventListener('abort', killed, { once: true });
  let words = '';
  const ended = new Promise<number | null>((done) => {
    child.on('error', (error) => {
      words = error.message;
      done(null);
    });
    child.on('close', done);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    words = `${words}${line}\n`.slice(-2_000);
    tell(line.slice(0, SHOWN));
  });
  const lines: object[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    tell(line.slice(0, SHOWN));
    if (line.startsWith('{')) lines.push({ ...likeOurs(JSON.parse(line) as Said, options), round });
  }
  const code = await ended;
  stop.removeEventListener('abort', killed);
  stop.throwIfAborted();
  if (code !== 0 || lines.length === 0) throw new Error(`${who} ended with ${code}: ${words}`);
  return lines;
}

type Tell = (line: string) => void;
type Said = Readonly<Record<string, unknown>> & { readonly cases?: number };

/** The floor says some things otherwise: times of a step below a name, and whole rounds of 32 callers as cases. */
function likeOurs({ cmd_of_lifecycle_fifth: step, ...line }: Said, { park, storm }: Part['options']): object {
  const { p50_ms, p99_ms } = (step ?? {}) as { p50_ms?: number; p99_ms?: number };
  const { cases } = line;
  const asked = [...park, storm].find((n) => cases !== undefined && cases >= n && cases <= n * (1 + SIZE_SLACK));
  return {
    ...line,
    ...(asked !== undefined && { cases: asked }),
    ...(p50_ms !== undefined && { cmd_p50_ms: p50_ms, cmd_p99_ms: p99_ms }),
  };
}
