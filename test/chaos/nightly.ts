// `npm run nightly [-- --seed N] [--only NAME]`: every planted defect must turn its scenario red, for the reason that it
// should, and every scenario must be green without its defect. Exit code 1 otherwise.
import { program } from 'commander';
import type { Finding } from './check.ts';
import { runChaos } from './harness.ts';
import { inWords, type Result } from './result.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const { seed, only } = program
  .name('nightly')
  .option('--seed <text>', 'of all scenarios', '1')
  .option('--only <name>', 'scenarios whose name holds this')
  .parse()
  .opts<{ seed: string; only?: string }>();

/** Why the run does not prove what it should; null: it does. */
function objection({ exposes }: Scenario, { findings }: Result): string | null {
  const rules = [...new Set(findings.map(({ rule }: Finding) => rule))];
  if (exposes === null) return rules.length === 0 ? null : `red without a defect: ${rules.join(', ')}`;
  if (rules.some((rule) => exposes.includes(rule))) return null;
  return `not exposed by ${exposes.join(' or ')}; found: ${rules.join(', ') || 'nothing'}`;
}

let failed = 0;
for (const scenario of scenarios(seed).filter(({ name }) => name.includes(only ?? ''))) {
  const lines: string[] = [];
  const from = Date.now();
  const result = await runChaos(scenario.options, (line) => lines.push(line));
  const why = objection(scenario, result);
  if (why !== null) failed += 1;
  console.log(
    `${why === null ? '✓' : '✗'} ${scenario.name} (${((Date.now() - from) / 1_000).toFixed(0)} s) ${why ?? ''}`,
  );
  if (why !== null) for (const line of [...lines, ...inWords(result)]) console.log(`    ${line}`);
}
console.log(failed === 0 ? 'nightly: every defect was found' : `nightly: ${failed} scenarios failed`);
process.exit(failed === 0 ? 0 : 1);
