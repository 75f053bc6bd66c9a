// Random lives by the hundred thousand: `npm run lives -- [sequences] [seed] [long lives]`. Sequences have 1 to 20 commands,
// long lives 120. Prints what was reached and the first life that breaks an invariant; exit code 1 if any does. The
// processors share them out.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fold } from '../../domain/case.ts';
import { draws, live } from '../../domain/checking/random-life.ts';
import { eventViolations, violations } from '../../domain/invariants.ts';
import { PROCEDURES } from '../../domain/procedures/procedures.ts';

const SHORT = 20;
const LONG = 120;

const reached = z.object({
  lives: z.int(),
  given: z.int(),
  refused: z.int(),
  states: z.array(z.string()),
  fault: z.string().nullable(),
});
type Reached = z.output<typeof reached>;

const KNOWN: ReadonlySet<string> = new Set(
  PROCEDURES.flatMap(({ id, states }) => Object.keys(states).map((state) => `${id}.${state}`)),
);

/** What is wrong with one life; adds to what was reached. */
function wrongIn(seed: number, length: number, sum: Reached, states: Set<string>): readonly string[] {
  const draw = draws(seed);
  const steps = length === SHORT ? 1 + Math.floor(draw() * SHORT) : length;
  const seeds = Array.from({ length: steps }, () => Math.floor(draw() * 0xffff_ffff));
  const found: string[] = [];
  const { events, after } = live(seed, seeds, (_before, ask, _world, decision) => {
    if (decision.refusal) sum.refused += 1;
    else sum.given += 1;
    if (!decision.after) throw new Error('a case vanished');
    // What changed nothing leaves the case as it was found right.
    if (decision.events.length === 0) return;
    found.push(...violations(decision.after).map((text) => `${ask.command.type}: ${text}`));
    for (const { procedure, state } of decision.after.proceedings) {
      const name = `${procedure}.${state}`;
      states.add(name);
      if (!KNOWN.has(name)) found.push(`${ask.command.type}: ${name} is no state`);
    }
  });
  const same = JSON.stringify(fold(JSON.parse(JSON.stringify(events)))) === JSON.stringify(after);
  return [...found, ...eventViolations(events), ...(same ? [] : ['the fold differs'])];
}

/** Every `of`th life from the `at`th on, till one is wrong. */
function share(sequences: number, first: number, long: number, at: number, of: number): Reached {
  const sum: Reached = { lives: 0, given: 0, refused: 0, states: [], fault: null };
  const states = new Set<string>();
  for (let i = at; i < sequences + long && sum.fault === null; i += of) {
    const length = i < sequences ? SHORT : LONG;
    const found = wrongIn(first + i, length, sum, states);
    sum.lives += 1;
    if (found.length > 0) sum.fault = `life ${first + i} of ${length}:\n${found.slice(0, 5).join('\n')}`;
  }
  return { ...sum, states: [...states] };
}

function elsewhere(args: readonly number[]): Promise<Reached> {
  return new Promise((done, fail) => {
    const child = fork(fileURLToPath(import.meta.url), args.map(String));
    child.on('message', (message) => done(reached.parse(message)));
    child.on('exit', (code) => code !== 0 && fail(new Error(`a share ended with ${code}`)));
  });
}

const [sequences = 100_000, first = 1, long = 834, at, of] = process.argv.slice(2).map(Number);
if (at !== undefined && of !== undefined) {
  process.send?.(share(sequences, first, long, at, of), () => process.disconnect());
} else {
  const began = performance.now();
  const lanes = availableParallelism();
  const shares = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => elsewhere([sequences, first, long, lane, lanes])),
  );
  const sum = (count: (one: Reached) => number): number => shares.reduce((total, one) => total + count(one), 0);
  for (const { fault } of shares) if (fault !== null) console.log(fault);
  const states = new Set(shares.flatMap((one) => one.states));
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${sum((x) => x.lives)} lives, ${sum((x) => x.given)} commands carried out, ${sum((x) => x.refused)} refused, ` +
      `${states.size} states reached, ${seconds} s on ${lanes} processors`,
  );
  if (shares.some(({ fault }) => fault !== null)) process.exitCode = 1;
}
