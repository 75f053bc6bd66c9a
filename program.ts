// How a program of ours is started as a process of its own: compiled, which takes a third to a half of the CPU time that
// it takes from its TypeScript. What is compiled is kept by the digest of all sources, so that nobody ever gets old code,
// and made when it is missing; `npm run build` makes it beforehand for an image, in which nothing can be written.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { OutputFile, Plugin } from 'esbuild';

const PROJECT = dirname(fileURLToPath(import.meta.url));
/** Only `import.meta.url` speaks of the source: here the compiled form learns where it lies itself. */
const BUILD = import.meta.dirname === PROJECT ? null : import.meta.dirname;
const DIST = join(PROJECT, 'dist');
/** What the image holds: compiled together, since they share most of their code. */
export const PROGRAMS: readonly string[] = [
  'worker.ts',
  'api/server.ts',
  'activities/ledger/workbook-child.ts',
  'cli/deadline.ts',
  'cli/doctor.ts',
  'cli/import.ts',
  'cli/migrate.ts',
  'cli/rebuild.ts',
  'cli/verify.ts',
];
/** Builds of other sources that stay: of another branch, of what was there an hour ago. */
const KEPT = 4;
/** Before the digest. */
const BUILDS = 'programs-';
/** What programs share. */
const CHUNK = 'shared-';
/** In parts, since this file is compiled too. */
const OWN_URL = ['import', 'meta', 'url'].join('.');
const NOT_SOURCES = ['node_modules', 'dist', 'coverage'];

/**
 * What to call `node` with to run this program; its own arguments come after.
 *
 * A compiled process starts others of the same build. Where nothing can be compiled they run from the sources.
 *
 * @param entry TypeScript file, relative to the project
 */
export async function nodeArguments(entry: string): Promise<readonly string[]> {
  const sibling = BUILD && join(BUILD, outputOf(entry));
  const compiled = sibling && existsSync(sibling) ? sibling : await ofPresentSources(entry).catch(() => null);
  if (compiled) return ['--enable-source-maps', compiled];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href, join(PROJECT, entry)];
}

/** Compiles what an image runs into `dist/programs`. @returns that folder @throws Error when it cannot */
export async function buildPrograms(): Promise<string> {
  const folder = join(DIST, 'programs');
  rmSync(folder, { recursive: true, force: true });
  keep(await compile(PROGRAMS, folder), folder);
  return folder;
}

/** The file's name in its folder: `worker.js`, `api-server.js`. */
export const outputOf = (entry: string): string => `${nameOf(entry)}.js`;
const nameOf = (entry: string): string => entry.replace(/\.ts$/, '').replaceAll('/', '-');

let present: string | undefined;

/** The compiled form of the sources as they were when this process first asked. @throws Error when they have changed */
async function ofPresentSources(entry: string): Promise<string> {
  present ??= digest();
  const folder = join(DIST, `${BUILDS}${present}`);
  const compiled = join(folder, outputOf(entry));
  if (existsSync(compiled)) return compiled;
  // Anything else is a stand-in or a harness of a test, and stands alone.
  const files = await compile(PROGRAMS.includes(entry) ? PROGRAMS : [entry], folder);
  if (digest() !== present) throw new Error('the sources were changed while they were compiled');
  keep(files, folder);
  forgetOld();
  return compiled;
}

async function compile(entries: readonly string[], folder: string): Promise<readonly OutputFile[]> {
  // Not to be loaded by a process that finds everything made, or that is an image's.
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    absWorkingDir: PROJECT,
    entryPoints: Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])),
    outdir: folder,
    write: false,
    bundle: true,
    packages: 'external',
    splitting: true,
    chunkNames: `${CHUNK}[hash]`,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Activities and failures are known by the names of functions and classes.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [ofTheSource(folder)],
  });
  return outputFiles;
}

/** `import.meta.url` stays that of the source: beside it lie migrations, histories, converters. */
function ofTheSource(folder: string): Plugin {
  return {
    name: 'of-the-source',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = `new URL(${JSON.stringify(relative(folder, path))}, ${OWN_URL}).href`;
        return { contents: (await readFile(path, 'utf8')).replaceAll(OWN_URL, source), loader: 'ts' };
      });
    },
  };
}

/** Each file is moved to its place whole, and a program after all that it imports: several may build at once. */
function keep(files: readonly OutputFile[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const isChunk = ({ path }: OutputFile): boolean => basename(path).startsWith(CHUNK);
  for (const { path, contents } of [...files].sort((a, b) => Number(isChunk(b)) - Number(isChunk(a)))) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
}

function forgetOld(): void {
  const paths = readdirSync(DIST).flatMap((name) => (name.startsWith(BUILDS) ? [join(DIST, name)] : []));
  const ages = paths.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { path } of ages.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}

/** Of whatever may be compiled, and of the versions of what compiles it. */
function digest(): string {
  const hash = createHash('sha256').update(readFileSync(join(PROJECT, 'package.json')));
  for (const path of sourcesIn(PROJECT)) hash.update(`\n${relative(PROJECT, path)}\n`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function sourcesIn(folder: string): string[] {
  const found = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return found.flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return one.name.startsWith('.') || NOT_SOURCES.includes(one.name) ? [] : sourcesIn(path);
    return one.name.endsWith('.ts') && !one.name.endsWith('.test.ts') ? [path] : [];
  });
}
