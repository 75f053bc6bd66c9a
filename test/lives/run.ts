// Random lives by the hundred thousand: `npm run lives -- [commands] [seed]`. Prints what was reached and the first
// life that breaks an invariant; exit code 1 if any does.
import { fold } from '../../domain/case.ts';
import { draws, live } from '../../domain/checking/random-life.ts';
import { eventViolations, violations } from '../../domain/invariants.ts';

const STEPS = 120;
const [wanted = '100000', first = '1'] = process.argv.slice(2);
const lives = Math.ceil(Number(wanted) / STEPS);
const states = new Set<string>();
let given = 0;
let refused = 0;

function one(seed: number): readonly string[] {
  const draw = draws(seed);
  const seeds = Array.from({ length: STEPS }, () => Math.floor(draw() * 0xffff_ffff));
  const found: string[] = [];
  const { events, after } = live(seed, seeds, (_before, ask, _world, decision) => {
    if (decision.refusal) refused += 1;
    else given += 1;
    if (!decision.after) throw new Error('a case vanished');
    for (const p of decision.after.proceedings) states.add(`${p.procedure}.${p.state}`);
    found.push(...violations(decision.after).map((text) => `${ask.command.type}: ${text}`));
  });
  const same = JSON.stringify(fold(JSON.parse(JSON.stringify(events)))) === JSON.stringify(after);
  return [...found, ...eventViolations(events), ...(same ? [] : ['the fold differs'])];
}

for (let seed = Number(first); seed < Number(first) + lives; seed++) {
  const found = one(seed);
  if (found.length > 0) {
    console.log(`life ${seed}:\n${found.slice(0, 5).join('\n')}`);
    process.exitCode = 1;
    break;
  }
}
console.log(`${lives} lives, ${given} commands carried out, ${refused} refused, ${states.size} states reached`);
