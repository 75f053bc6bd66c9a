// The stack in the foreground of a terminal: what it shows, what it does at Ctrl-C, with which code it ends.
import { type Config, ConfigurationError, readConfig, startedByNpm } from '../config.ts';
import { commandLine, isRunning, type ProcessIdentity, sight } from './process.ts';
import { StartRefusal } from './refusal.ts';
import { runStack, type Stack, type StackOptions } from './stack.ts';

const INTERRUPTED = 130;
const STARTER_CHECK_MS = 1_000;

type Parts = Pick<StackOptions, 'services' | 'migration'>;

/**
 * Runs the system until Ctrl-C, SIGTERM, SIGHUP or the end of the npm that started it.
 *
 * The first signal stops everything in order, the second forces it.
 *
 * @returns the exit code: 0 after an orderly end, 1 when it could not start, 130 when interrupted before or forced
 */
export async function runInForeground(parts: Parts, out: (line: string) => void = console.log): Promise<number> {
  const began = performance.now();
  const interrupted = new AbortController();
  const signals = signalled();
  void signals.first.then((why) => interrupted.abort(new Interrupted(why)));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const config = readConfig();
    const stack = await runStack({ config, out, signal: interrupted.signal, ...parts });
    welcome(config, stack, performance.now() - began, out);
    out(`… ${await signals.first}：正在停止 · stopping`);
    return await stopped(stack, signals.second, out);
  } catch (error) {
    if (error instanceof Interrupted) {
      out('已中断启动 · the start was interrupted');
      return INTERRUPTED;
    }
    out(`✗ ${inWords(error)}`);
    return 1;
  }
}

class Interrupted extends Error {}

/** What was foreseen speaks for itself; anything else shows where it came from. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = error instanceof StartRefusal || error instanceof ConfigurationError;
  return foreseen ? error.message : (error.stack ?? error.message);
}

/** One Ctrl-C reaches us several times: from the terminal, from npm and from the program that runs TypeScript. */
const SAME_KEYSTROKE_MS = 1_000;

function signalled(): { first: Promise<string>; second: Promise<string> } {
  const pending: ((why: string) => void)[] = [];
  const next = () => new Promise<string>((resolve) => pending.push(resolve));
  const [first, second] = [next(), next()];
  let heardAt = Number.NEGATIVE_INFINITY;
  const hear = (why: string) => {
    const now = performance.now();
    if (now - heardAt < SAME_KEYSTROKE_MS) return;
    heardAt = now;
    pending.shift()?.(why);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => hear(signal));
  onStarterGone(() => hear('npm 已退出'));
  return { first, second };
}

/** npm that is killed tells nobody, so its whole line down to this process is looked at now and then. */
function onStarterGone(gone: () => void): void {
  if (!startedByNpm()) return;
  const line: ProcessIdentity[] = [];
  for (let pid = process.ppid, steps = 0; steps < 5; steps += 1) {
    const ancestor = sight(pid);
    if (!ancestor) return;
    line.push(ancestor);
    if (/\bnpm\b/.test(commandLine(pid))) break;
    if (steps === 4) return;
    pid = ancestor.parent;
  }
  const check = setInterval(() => {
    if (line.every(stillThere)) return;
    clearInterval(check);
    gone();
  }, STARTER_CHECK_MS);
  check.unref();
}

/** Where start times cost a process to read, the pid has to do. */
function stillThere(ancestor: ProcessIdentity): boolean {
  if (process.platform === 'linux') return isRunning(ancestor);
  try {
    return process.kill(ancestor.pid, 0);
  } catch {
    return false;
  }
}

function welcome(config: Config, stack: Stack, tookMs: number, out: (line: string) => void): void {
  const { api, temporalUi } = stack.addresses;
  out('');
  out(`解纷已就绪（${(tookMs / 1000).toFixed(1)} 秒） · Jiefen is ready`);
  if (api !== undefined) out(`  网址 · open       ${api}`);
  if (temporalUi !== undefined) out(`  流程 · workflows  ${temporalUi}`);
  out(`  数据 · data       ${config.dataDir}`);
  out('  停止 · stop       Ctrl-C');
}

async function stopped(stack: Stack, second: Promise<string>, out: (line: string) => void): Promise<number> {
  const orderly = stack.stop().then(() => 'orderly' as const);
  const outcome = await Promise.race([orderly, second.then(() => 'forced' as const)]);
  if (outcome === 'forced') {
    out('… 强制停止 · forcing');
    await stack.stop('force');
    return INTERRUPTED;
  }
  out('已停止，数据已保存 · stopped, the data is kept');
  return 0;
}
