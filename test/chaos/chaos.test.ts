// Forty faults over three hundred cases on the real stack, by one seed. A failed seed is found again with
// `npm run chaos -- --seed …`; what it found is in the message.
import { expect, it } from 'vitest';
import { runChaos } from './harness.ts';
import { DEFAULTS } from './options.ts';
import { inWords } from './result.ts';

it('keeps what it promised through forty faults over three hundred cases', { timeout: 200_000 }, async () => {
  const lines: string[] = [];
  const result = await runChaos({ ...DEFAULTS, seed: '1', faults: 40, cases: 300, thinkMs: 300 }, (line) =>
    lines.push(line),
  );
  expect(result.findings, [...lines, ...inWords(result)].join('\n')).toEqual([]);
});
