// `npm run chaos -- --seed N --faults M --cases K [--defect NAME]`: exit code 1 when a promise was broken.
import { writeFileSync } from 'node:fs';
import { runChaos } from './harness.ts';
import { fromCommandLine } from './options.ts';
import { inWords } from './result.ts';

const options = fromCommandLine(process.argv);
const result = await runChaos(options, (line) => console.log(line));
for (const line of inWords(result)) console.log(line);
if (options.report !== null) writeFileSync(options.report, `${JSON.stringify(result, null, 2)}\n`);
process.exit(result.findings.length === 0 ? 0 : 1);
