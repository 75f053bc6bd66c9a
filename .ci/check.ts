// `npm run check`: everything that must hold without a server. All steps run, two at a time; failures are printed whole.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

const STEP_LIMIT_MS = 120_000;
const SCHEMA = 'db/schema';
const MIGRATIONS = 'db/migrations';

/** Runs a tool of node_modules/.bin without standard input; a question it asks is a failure, not a wait. */
function tool(name: string, ...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(`node_modules/.bin/${name}`, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: STEP_LIMIT_MS,
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => output.push(part));
    child.stderr.on('data', (part: Buffer) => output.push(part));
    child.on('error', (error) => done({ ok: false, output: String(error) }));
    child.on('close', (code) => done({ ok: code === 0, output: Buffer.concat(output).toString() }));
  });
}

/** The direction of dependencies. A run that saw no module or no import has checked nothing and fails. */
async function boundaries(): Promise<Outcome> {
  const { ok, output } = await tool('depcruise', '--output-type', 'err', '.');
  const seen = /([1-9]\d*) modules, ([1-9]\d*) dependencies cruised/.test(output);
  return { ok: ok && seen, output: seen ? output : `${output}\nno module or no dependency was cruised` };
}

/** Generating from the schema into a copy of the migrations must add nothing. */
async function migrationsInStep(): Promise<Outcome> {
  const consistent = await tool('drizzle-kit', 'check');
  if (!consistent.ok) return consistent;
  const copy = 'node_modules/.cache/migrations-in-step';
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(MIGRATIONS, copy, { recursive: true });
  const before = readdirSync(copy).length;
  const { ok, output } = await tool(
    'drizzle-kit',
    'generate',
    '--dialect=postgresql',
    `--schema=${SCHEMA}`,
    `--out=${copy}`,
  );
  const added = readdirSync(copy).length - before;
  if (ok && added === 0) return { ok, output };
  return {
    ok: false,
    output: `${output}\nthe schema is ahead of its migrations: npm run db:generate -- --name what-changes`,
  };
}

function migrationFiles(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => `${MIGRATIONS}/${name}`);
}

function steps(): Step[] {
  const list: Step[] = [
    { name: 'types', run: () => tool('tsc') },
    { name: 'format and lint', run: () => tool('biome', 'check', '--error-on-warnings', '.') },
    { name: 'promises and cycles', run: () => tool('oxlint', '--type-aware', '--deny-warnings') },
    { name: 'boundaries', run: boundaries },
    { name: 'contract kept', run: () => tool('tsx', '.ci/contract.ts', '--check') },
    { name: 'dead code', run: () => tool('knip', '--no-config-hints') },
  ];
  if (existsSync(SCHEMA)) list.push({ name: 'migrations in step', run: migrationsInStep });
  const sql = existsSync(MIGRATIONS) ? migrationFiles() : [];
  if (sql.length > 0) list.push({ name: 'migrations are safe', run: () => tool('squawk', ...sql) });
  return list;
}

async function runAll(list: Step[]): Promise<number> {
  const waiting = [...list];
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const startedMs = performance.now();
      const { ok, output } = await step.run();
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      console.log(`${ok ? '✓' : '✗'} ${step.name} (${seconds} s)`);
      if (ok) continue;
      failed += 1;
      console.log(output.trimEnd());
    }
  };
  await Promise.all([lane(), lane()]);
  return failed;
}

const failures = await runAll(steps());
console.log(failures === 0 ? 'check: everything holds' : `check: ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
