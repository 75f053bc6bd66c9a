// Explores the machine further than the unit tests do: `npm run explore -- [situations]`. Exit code 1 on a fault.
import { explore } from '../../domain/checking/model-check.ts';

const { expanded, seen, states, clocks, faults } = explore(Number(process.argv[2] ?? 10_000));
console.log(
  `${expanded} situations expanded, ${seen} seen, ${states.length} states, ${clocks.length} kinds of periods`,
);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
