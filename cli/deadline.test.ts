// The calculator as a person runs it: a process with text on its standard input.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyDerivation } from '../domain/deadline/verify-derivation.ts';
import { nodeArguments } from '../program.ts';

const answers = z.array(
  z.looseObject({ id: z.unknown(), nominal: z.string(), legal: z.string(), provisional: z.boolean() }),
);

const DEADLINE = await nodeArguments('cli/deadline.ts');

function run(input: string | Buffer): { readonly status: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, DEADLINE, { input });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

const linesOf = (out: string): unknown[] =>
  out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('the deadline calculator', () => {
  it('answers the oracle, one line each, with derivations that verify', () => {
    const text = readFileSync('examples/oracle/deadlines.json', 'utf8');
    const expected = answers.parse(
      JSON.parse(text, (key, value) =>
        key === '' && Array.isArray(value) ? value.map((row) => ({ provisional: false, ...row })) : value,
      ),
    );
    const { status, out, err } = run(text);
    expect([status, err]).toEqual([0, '']);
    const found = linesOf(out);
    const pick = ({ id, nominal, legal, provisional }: z.infer<typeof answers>[number]) => ({
      id,
      nominal,
      legal,
      provisional,
    });
    expect(answers.parse(found).map(pick)).toEqual(expected.map(pick));
    for (const line of found as { derivation: Parameters<typeof verifyDerivation>[0] }[]) {
      expect(Object.keys(line)).toEqual(['id', 'nominal', 'legal', 'provisional', 'derivation']);
      expect(verifyDerivation(line.derivation)).toEqual([]);
    }
  });

  it('takes exclusions, extensions, instants, and clocks of the rulebook with their article', () => {
    const { status, out } = run(
      JSON.stringify([
        { id: 1, start: '2026-03-02', n: 10, unit: 'day', exclude: [['2026-03-05', '2026-03-08']] },
        { id: 2, start: '2026-02-10T16:30:00Z', n: 5, unit: 'day', extend: { n: 2, unit: 'workday' } },
        { id: 3, clock: 'arbitration-award', trigger: '2026-04-02', extend: 15 },
        { id: 4, clock: 'arbitration-hearing-notice', trigger: '2026-05-08' },
      ]),
    );
    expect(status).toBe(0);
    expect(answers.parse(linesOf(out)).map(({ legal }) => legal)).toEqual([
      ...['2026-03-16', '2026-02-25', '2026-06-01', '2026-04-27'],
    ]);
    expect(out).toContain('"article":"第四十三条"');
  });

  it('refuses a bad array as a whole, naming each element and field in both languages', () => {
    const { status, out, err } = run(
      JSON.stringify([
        { id: 'good', start: '2026-03-02', n: 10, unit: 'day' },
        { id: 'a', start: '2026-02-30', n: -1, unit: 'week' },
        { id: 'b', start: '2026-03-02', n: 1, unit: 'day', exclude: [['2026-03-05', '2026-03-05']] },
        { id: 'c', clock: 'no-such-clock', trigger: '2026-03-02' },
        { id: 'd', clock: 'negotiation-agreed-period', trigger: '2026-03-02' },
        { id: 'e', start: '2026-03-02', n: 3, unit: 'day', direction: 'backward', extend: 1 },
        { start: '2026-03-02', n: 3, unit: 'day' },
        7,
      ]),
    );
    expect([status, out]).toEqual([1, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(9);
    expect(err).not.toContain('good');
    expect(err).toContain('第2项（id "a"）："n" 应为不小于0的整数。 Element 2 (id "a"): "n" must be a whole number');
    expect(err).toMatch(/Element 3 \(id "b"\): "exclude".*\n.*Element 4 \(id "c"\): "clock".*\n.*has no fixed length/);
    expect(err).toMatch(/backward period cannot be extended.*\n.*Element 7: "id".*\n.*Element 8: must be an object/);
  });

  it('refuses what is no array of cases, and results that no calendar reaches', () => {
    const refused: [string | Buffer, string][] = [
      ['', 'not valid JSON'],
      ['{}', 'must be one JSON array'],
      [Buffer.from([0xd7, 0xd3]), 'not UTF-8'],
      ['[{"id":"x","start":"2026-01-01","n":1000000,"unit":"workday"}]', 'outside the years 1949 to 2199'],
    ];
    for (const [input, sentence] of refused) {
      const { status, out, err } = run(input);
      expect([status, out]).toEqual([1, '']);
      expect(err).toContain(sentence);
      expect(err).not.toContain('at ');
    }
  });

  it('says which field it does not know, and goes on', () => {
    const { status, err } = run('[{"id":"x","start":"2026-01-05","n":1,"unit":"day","extnd":3,"note":"ok"}]');
    expect(status).toBe(0);
    expect(err).toBe(
      '第1项（id "x"）：未知字段 "extnd" 未采用。 Element 1 (id "x"): unknown field "extnd" is ignored.\n',
    );
  });
});
