// The alarms that operators are told to set name figures that exist.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const NAME = /\bjiefen_[a-z_]+[a-z]\b/g;

const namesIn = (texts: readonly string[]): Set<string> => new Set(texts.flatMap((text) => text.match(NAME) ?? []));

it('names no figure in docs/operations.md that no process shows', () => {
  const sources = ['activities', 'api'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /(?<![.]test)[.]ts$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const shown = namesIn(sources);
  const alarms = readFileSync('docs/operations.md', 'utf8').split('## What to alarm on')[1] ?? '';
  const told = namesIn([alarms]);
  expect(told.size).toBeGreaterThan(8);
  expect([...told].filter((name) => !shown.has(name))).toEqual([]);
});
