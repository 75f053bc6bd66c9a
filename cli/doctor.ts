// `npm run doctor`: looks at configuration, PostgreSQL, Temporal, workers, API, clocks, cases, anchors, keys, disk and
// ports, and says of each in one sentence what is wrong and what to do. Changes nothing. Exit code 1 if anything is wrong.
import { Command } from 'commander';
import { type Config, ConfigurationError, readConfig } from '../config.ts';
import { examine } from './doctor-examination.ts';
import { type Finding, wrong } from './doctor-finding.ts';

const SIGNS = { ok: '✓', note: '…', wrong: '✗' } as const;

interface Options {
  readonly json: boolean;
  readonly api?: string;
}

const options = new Command('doctor')
  .description('检查系统并说明哪里有问题、怎么办 · looks at everything and says what is wrong and what to do')
  .option('--json', '以 JSON 输出 · as JSON', false)
  .option('--api <url>', '接口服务的地址 · where the API is')
  .parse()
  .opts<Options>();

function configuration(): Config | Finding {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // Names variables, never values.
    return wrong(
      'configuration',
      'malformed',
      `${error.message}\n请更正后再查。`,
      'Correct these variables and ask again.',
    );
  }
}

function print(findings: readonly Finding[]): void {
  for (const { verdict, zh, en } of findings) console.log(`${SIGNS[verdict]} ${zh}\n  ${en}`);
  const count = findings.filter(({ verdict }) => verdict === 'wrong').length;
  console.log(count === 0 ? '\n✓ 一切正常 · everything is well' : `\n✗ ${count} 处有问题 · wrong: ${count}`);
}

const config = configuration();
const findings = 'verdict' in config ? [config] : await examine(config, options.api);
const sick = findings.some(({ verdict }) => verdict === 'wrong');
if (options.json) console.log(JSON.stringify({ verdict: sick ? 'wrong' : 'ok', findings }, null, 2));
else print(findings);
process.exitCode = sick ? 1 : 0;
