// On a small project of its own: what matters is whose code runs, and that it still knows where its source lies.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let project: string;

beforeEach(() => {
  project = join(mkdtempSync(join(tmpdir(), 'jiefen-program-')), 'project');
  mkdirSync(join(project, 'law'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  for (const file of ['program.ts', 'package.json']) cpSync(file, join(project, file));
  write('law/state.ts', 'class Refusal {}\nexport const state = { planted: 0, other: Refusal.name };\n');
  write('law/answer.ts', answer('old'));
  write(
    'ask.ts',
    `import { nodeArguments } from './program.ts';
import { state } from './law/state.ts';
state.planted += 1;
class Refusal extends Error {}
const { answer } = await import('./law/answer.ts');
const lines = new Refusal().stack?.split('\\n');
const words = [answer(), import.meta.url, String(lines?.[1]), Refusal.name, (await nodeArguments('other.ts')).at(-1)];
console.log(JSON.stringify(words));
`,
  );
  write('other.ts', 'console.log(1);\n');
});
afterEach(() => rmSync(join(project, '..'), { recursive: true, force: true }));

const write = (path: string, text: string): void => writeFileSync(join(project, path), text);
const answer = (word: string): string =>
  `import { state } from './state.ts';\nexport const answer = () => '${word} ' + state.planted + state.other;\n`;
const builds = () => readdirSync(join(project, 'dist'));

/** As a process that begins now is told. */
async function told(entry: string): Promise<readonly string[]> {
  vi.resetModules();
  const module: typeof import('./program.ts') = await import(pathToFileURL(join(project, 'program.ts')).href);
  return module.nodeArguments(entry);
}

/** What `ask.ts` says, started so. */
function said(args: readonly string[]): readonly string[] {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

it('runs compiled code that knows its source, has each module once, and starts others of its own build', async () => {
  const first = await told('ask.ts');
  expect(first).toEqual(['--enable-source-maps', expect.stringMatching(/\/dist\/programs-\w{16}\/ask\.js$/)]);
  const other = (await told('other.ts')).at(-1);
  write('other.ts', 'console.log(2);\n');
  const source = join(project, 'ask.ts');
  const place = `    at <anonymous> (${source}:6:15)`;
  expect(said(first)).toEqual(['old 1Refusal', pathToFileURL(source).href, place, 'Refusal', other]);
});

it('never runs old code, whatever the time stamps of an edited file say', async () => {
  const first = await told('ask.ts');
  expect(await told('ask.ts')).toEqual(first);
  const file = join(project, 'law/answer.ts');
  const { atime, mtime } = statSync(file);
  write('law/answer.ts', answer('new'));
  utimesSync(file, atime, mtime);
  const second = await told('ask.ts');
  expect(second).not.toEqual(first);
  expect(said(second)[0]).toBe('new 1Refusal');
  // A process that was started before may still load the rest of its own.
  expect(said(first)[0]).toBe('old 1Refusal');
});

it('keeps a few builds, and starts others when its own is gone', async () => {
  const first = await told('ask.ts');
  for (let n = 0; n < 5; n += 1) {
    write('other.ts', `console.log('${n}');\n`);
    await told('other.ts');
  }
  expect(builds()).toHaveLength(4);
  expect(builds()).not.toContain(first.at(-1)?.split('/').at(-2));
  const again = await told('ask.ts');
  expect(said(again)[0]).toBe('old 1Refusal');
  expect(builds()).toHaveLength(4);
});

it('is not disturbed by others that build at the same moment', async () => {
  const all = await Promise.all([told('ask.ts'), told('ask.ts'), told('other.ts')]);
  expect(all[0]).toEqual(all[1]);
  expect(said(all[0])[0]).toBe('old 1Refusal');
  expect(readdirSync(join(project, 'dist', builds()[0] ?? '')).filter((name) => /\.\d+$/.test(name))).toEqual([]);
});

it('goes on where the whole folder is moved to', async () => {
  const [flag = '', path = ''] = await told('ask.ts');
  const moved = `${project}-moved`;
  renameSync(project, moved);
  const words = said([flag, path.replace(project, moved)]);
  expect(words[1]).toBe(pathToFileURL(join(moved, 'ask.ts')).href);
  expect(words[2]).toContain(`(${moved}/ask.ts:6:15)`);
});

it('runs from the sources where nothing can be compiled', async () => {
  write('dist', 'not a folder');
  const args = await told('ask.ts');
  expect(args.slice(-1)).toEqual([join(project, 'ask.ts')]);
  expect(said(args)[0]).toBe('old 1Refusal');
  rmSync(join(project, 'dist'));
  write('ask.ts', 'console.log(');
  expect((await told('ask.ts')).slice(-1)).toEqual([join(project, 'ask.ts')]);
});
