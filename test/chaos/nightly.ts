// `npm run nightly [-- --seed N] [--only NAME]`: every planted defect must turn its scenario red, for the reason that it
// should, and every scenario must be green without its defect. Exit code 1 otherwise.
import { program } from 'commander';
import { type Ran, type Scenario, scenarios } from './scenarios.ts';

const { seed, only } = program
  .name('nightly')
  .option('--seed <text>', 'of all scenarios', '1')
  .option('--only <name>', 'scenarios whose name holds this')
  .parse()
  .opts<{ seed: string; only?: string }>();

/** Why the run does not prove what it should; null: it does. */
function objection({ exposes }: Scenario, { found }: Ran): string | null {
  const rules = [...new Set(found)];
  if (exposes === null) return rules.length === 0 ? null : `red without a defect: ${rules.join(', ')}`;
  if (exposes.some((rule) => rules.includes(rule))) return null;
  return `not exposed by ${exposes.join(' or ')}; found: ${rules.join(', ') || 'nothing'}`;
}

let failed = 0;
for (const scenario of scenarios(seed).filter(({ name }) => name.includes(only ?? ''))) {
  const lines: string[] = [];
  const from = Date.now();
  const ran = await scenario.run((line) => lines.push(line));
  const why = objection(scenario, ran);
  if (why !== null) failed += 1;
  console.log(
    `${why === null ? '✓' : '✗'} ${scenario.name} (${((Date.now() - from) / 1_000).toFixed(0)} s) ${why ?? ''}`,
  );
  if (why !== null) for (const line of [...lines, ...ran.words]) console.log(`    ${line}`);
}
console.log(failed === 0 ? 'nightly: every defect was found' : `nightly: ${failed} scenarios failed`);
process.exit(failed === 0 ? 0 : 1);
