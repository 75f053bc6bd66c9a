// What a container engine and a sceptical operator would check in docker-compose.yml, without an engine.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../config.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const source = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'jiefen-compose-'));
afterAll(() => rmSync(folder, { recursive: true }));

const OURS = ['api', 'migrate', 'fits', 'worker'];
const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const SIGNING = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
const SECRETS: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'synthetic-administrator',
  JIEFEN_DB_PASSWORD: 'synthetic-record',
  TEMPORAL_DB_PASSWORD: 'synthetic-engine',
  JIEFEN_DATA_KEYS: KEY,
  JIEFEN_CODEC_KEYS: KEY,
  JIEFEN_ANCHOR_KEY: SIGNING.toString('base64'),
  JIEFEN_ADMIN_PASSWORD: 'synthetic-first-administrator',
};

const service = z.looseObject({
  image: z.string(),
  restart: z.string(),
  profiles: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  networks: z.array(z.string()),
  command: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z
    .object({ test: z.array(z.string()).min(2) })
    .loose()
    .optional(),
  deploy: z.object({ resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string() }) }) }).optional(),
});
const compose = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() }).nullable()),
  volumes: z.record(z.string(), z.unknown()),
});

/** The variables of the file as the engine fills them in: `${NAME:?message}` fails when empty, `${NAME:-value}` does not. */
function filledIn(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = env[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

const resolved: unknown = parse(filledIn(source, SECRETS), { merge: true });
const file = compose.parse(resolved);
const services = Object.entries(file.services);
const named = (name: string) => service.parse(file.services[name]);
const isOneShot = (name: string) => named(name).restart === 'no';

describe('docker-compose.yml', () => {
  it('follows the Compose specification, merges resolved, and the rules of the linter that are not about order', () => {
    const path = join(folder, 'compose.yml');
    writeFileSync(path, stringify(resolved, { aliasDuplicateObjects: false }));
    const style = [
      'no-build-and-image', // an image built here needs a name, to go back to it
      'require-quotes-in-ports',
      'service-dependencies-alphabetical-order',
      'service-keys-order',
      'services-alphabetical-order',
      'top-level-properties-order',
    ];
    const rules = Object.fromEntries(style.map((rule) => [rule, 0 as const]));
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
    const findings = z.array(z.object({ messages: z.array(z.object({ rule: z.string(), message: z.string() })) }));
    const messages = (checked: string) =>
      findings.parse(linter.lintFiles([checked], false)).flatMap((result) => result.messages);
    expect(messages(path)).toEqual([]);

    const wrong = join(folder, 'wrong.yml');
    writeFileSync(
      wrong,
      readFileSync(path, 'utf8').replace('    restart: unless-stopped', '    restarts: unless-stopped'),
    );
    expect(messages(wrong).map(({ rule }) => rule)).toContain('invalid-schema');
  });

  it('refuses to start without any one of its secrets, and says which', () => {
    for (const name of Object.keys(SECRETS)) {
      expect(() => filledIn(source, { ...SECRETS, [name]: '' }), name).toThrow(`${name}: set ${name} in .env`);
    }
  });

  it('holds no secret: whatever is called password or key comes from outside', () => {
    for (const [line] of source.matchAll(/^\s+\w*(?:PASSWORD|PWD|KEYS?|SECRET|TOKEN)\w*:.*$/gm)) {
      expect(line).toMatch(/: \$\{\w+:\?/);
    }
    expect(source.match(/:\/\/\w+:(?!\$\{)[^@/\s]+@/)).toBeNull();
  });

  it('explains every variable of the operator in deploy/env.example, and no other', () => {
    const used = new Set([...source.matchAll(/\$\{(\w+):/g)].map(([, name]) => name));
    const example = readFileSync(join(ROOT, 'deploy/env.example'), 'utf8');
    const explained = new Set([...example.matchAll(/^#?([A-Z]\w+)=/gm)].map(([, name]) => name));
    expect(explained).toEqual(used);
    expect(example).not.toMatch(/^(\w*(PASSWORD|KEYS?))=.+$/m);
  });

  it('pins every image of others to a whole version', () => {
    for (const [name, { image }] of services.filter(([name]) => !OURS.includes(name))) {
      expect(image, name).toMatch(/^[\w./-]+:v?\d+\.\d+(\.\d+)?(-\w+)?$/);
    }
  });

  it('gives every service a health check, or runs it once and lets others wait for its success', () => {
    for (const [name, { healthcheck }] of services) {
      expect(isOneShot(name) ? healthcheck === undefined : healthcheck !== undefined, name).toBe(true);
    }
    for (const [name, { depends_on }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const expected = isOneShot(other) ? 'service_completed_successfully' : 'service_healthy';
        expect(condition, `${name} waits for ${other}`).toBe(expected);
      }
    }
  });

  it('restarts and bounds whatever stays up', () => {
    for (const [name, { restart, deploy }] of services.filter(([name]) => !isOneShot(name))) {
      expect(restart, name).toBe('unless-stopped');
      expect(deploy?.resources.limits.memory, name).toMatch(/^\d+[mg]$/);
    }
  });

  it('runs a production Temporal server on PostgreSQL, with 64 shards for the life of the store', () => {
    const { image, environment, command, entrypoint } = named('temporal');
    expect(image).toMatch(/^temporalio\/server:/);
    expect([...command, ...entrypoint].join(' ')).not.toContain('start-dev');
    expect(environment).toMatchObject({ DB: 'postgres12', NUM_HISTORY_SHARDS: '64' });
    expect(named('temporal-schema').image).toBe(image.replace('server', 'admin-tools'));
    expect(named('temporal-namespace').image).toBe(image.replace('server', 'admin-tools'));
  });

  it('keeps the record and the engine in one PostgreSQL cluster, with its WAL archived', () => {
    expect(services.filter(([, { image }]) => image.startsWith('postgres:')).map(([name]) => name)).toEqual([
      'postgres',
      'databases',
    ]);
    expect(isOneShot('databases')).toBe(true);
    expect(named('databases').image).toBe(named('postgres').image);
    for (const name of OURS) expect(named(name).environment.DATABASE_URL, name).toContain('@postgres:5432/jiefen');
    expect(named('temporal').environment.POSTGRES_SEEDS).toBe('postgres');
    const { command, volumes } = named('postgres');
    const durable = ['archive_mode=on', 'fsync=on', 'full_page_writes=on', 'synchronous_commit=on'];
    expect(command).toEqual(expect.arrayContaining(durable));
    const settings = command.flatMap((word) => /^(\w+)=/.exec(word)?.[1] ?? []);
    expect(new Set(settings).size).toBe(settings.length);
    // From version 18 the image keeps its data below this folder and refuses a volume at …/data.
    expect(volumes).toContain('postgres:/var/lib/postgresql');
  });

  it('gives the memory of each server that it may have: a quarter to PostgreSQL, less than the limit to Go', () => {
    const mib = (text = '') => Number(/\d+/.exec(text)?.[0]) * (/g/i.test(text) ? 1_024 : 1);
    const limit = (name: string) => mib(named(name).deploy?.resources.limits.memory);
    const buffers = named('postgres').command.find((word) => word.startsWith('shared_buffers='));
    expect(mib(buffers)).toBe(limit('postgres') / 4);
    expect(mib(named('temporal').environment.GOMEMLIMIT)).toBeLessThan(limit('temporal'));
  });

  it('publishes the API and two pages for operators on loopback only, and keeps databases and engine on networks without a way out', () => {
    const published = services.filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name]) => name).sort()).toEqual(['api', 'prometheus', 'temporal-ui']);
    for (const [name, { ports }] of published) {
      for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
    expect(file.networks).toMatchObject({ database: { internal: true }, engine: { internal: true } });
    for (const name of ['postgres', 'temporal']) expect(named(name).networks, name).not.toContain('edge');
    for (const name of ['prometheus', 'temporal-ui']) expect(named(name).networks, name).not.toContain('database');
  });

  it('runs our containers without privileges on a read-only file system', () => {
    for (const name of OURS) {
      expect(named(name), name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(named(name).user, name).toBeUndefined(); // the image's own, which Dockerfile's test checks
    }
    expect(source).not.toMatch(/privileged:|docker\.sock|network_mode:|pid:\s*host/);
  });

  it('keeps the anchors of the days off the volumes of the database, and their key from all but the worker', () => {
    const config = readConfig(named('worker').environment);
    expect(config.givenAnchorKey?.asymmetricKeyType).toBe('ed25519');
    const volumeOf = (name: string, folder: string) =>
      named(name)
        .volumes.find((volume) => volume.split(':')[1] === folder)
        ?.split(':')[0];
    const anchors = volumeOf('worker', config.anchorDir);
    expect(anchors).toBe('anchors');
    const others = services.filter(([name]) => name !== 'worker');
    for (const [name, { volumes, environment }] of others) {
      expect(
        volumes.map((volume) => volume.split(':')[0]),
        name,
      ).not.toContain(anchors);
      expect(Object.keys(environment), name).not.toContain('JIEFEN_ANCHOR_KEY');
    }
    const elsewhere = parse(filledIn(source, { ...SECRETS, JIEFEN_ANCHOR_VOLUME: '/mnt/auditor' }), { merge: true });
    expect(JSON.stringify(elsewhere)).toContain('"/mnt/auditor:/anchors"');
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(/install -d -o node -g node -m 700 .*\/anchors/);
  });

  it('replaces no worker by an image that cannot follow what is open', () => {
    expect(named('fits').command.slice(-2)).toEqual(['dist/programs/worker.js', '--check']);
    expect(named('worker').depends_on.fits?.condition).toBe('service_completed_successfully');
  });

  it('lets Prometheus reach what it asks, when asked for', () => {
    const { profiles, networks, volumes, command } = named('prometheus');
    expect(profiles).toEqual(['monitoring']);
    expect(services.filter(([, { profiles }]) => profiles !== undefined).map(([name]) => name)).toEqual(['prometheus']);
    const jobs = z.object({
      rule_files: z.array(z.string()),
      scrape_configs: z.array(
        z.object({ dns_sd_configs: z.tuple([z.object({ names: z.tuple([z.string()]), port: z.number() })]) }),
      ),
    });
    const file = volumes.find((volume) => volume.startsWith('./deploy/'))?.split(':') ?? [];
    const inside = (path = '') => join(ROOT, path.replace(file[1] ?? '', file[0] ?? ''));
    const config = command.find((word) => word.startsWith('--config.file='))?.split('=')[1];
    const { rule_files, scrape_configs } = jobs.parse(parse(readFileSync(inside(config), 'utf8')));
    for (const path of rule_files) expect(readFileSync(inside(path), 'utf8')).toContain('alert:');
    const asked = scrape_configs.map(({ dns_sd_configs: [{ names, port }] }) => `${names[0]}:${port}`);
    expect(networks).toContain('engine');
    const portOf = (text = '') => text.split(':')[1];
    expect(asked).toEqual([
      `api:${named('api').environment.PORT}`,
      `worker:${portOf(named('worker').environment.JIEFEN_METRICS_ADDRESS)}`,
      `temporal:${portOf(named('temporal').environment.PROMETHEUS_ENDPOINT)}`,
    ]);
    for (const name of ['api', 'worker', 'temporal']) expect(named(name).networks, name).toContain('engine');
  });

  it('lets the workers be many', () => {
    expect(source).not.toContain('container_name');
    expect(named('worker').ports).toEqual([]);
  });

  it('tells our processes only what config.ts knows, and config.ts accepts it', () => {
    const known = readFileSync(join(ROOT, 'config.ts'), 'utf8');
    for (const name of OURS) {
      const { environment } = named(name);
      // Temporal's own variables are read by Temporal's own library.
      const ours = Object.keys(environment).filter((variable) => !variable.startsWith('TEMPORAL_'));
      for (const variable of ours) expect(known, variable).toContain(`    ${variable}: `);
      const config = readConfig(environment);
      expect(config).toMatchObject({ mode: 'production', drill: false, temporal: { address: 'temporal:7233' } });
      expect(config.codecKeys).toHaveLength(1);
    }
    expect(readConfig(named('api').environment)).toMatchObject({ host: '0.0.0.0', ports: { api: 8000 } });
    expect(named('temporal-namespace').environment.TEMPORAL_NAMESPACE).toBe(
      named('worker').environment.TEMPORAL_NAMESPACE,
    );
  });

  it('mounts only files that exist', () => {
    const mounts = services.flatMap(([, { volumes }]) => volumes).map((volume) => volume.split(':')[0] ?? '');
    for (const mount of mounts.filter((mount) => !mount.startsWith('.'))) expect(file.volumes).toHaveProperty(mount);
    const scripts = services.flatMap(([, { volumes, entrypoint, command, environment }]) => {
      const host = volumes.find((volume) => volume.endsWith(':/deploy:ro'))?.split(':')[0];
      const text = [...entrypoint, ...command, ...Object.values(environment)].join(' ');
      return [...text.matchAll(/\/deploy\/([\w.-]+)/g)].map(([, script]) => join(ROOT, host ?? '', script ?? ''));
    });
    expect(scripts).toHaveLength(5);
    for (const script of scripts) expect(readFileSync(script, 'utf8').length, script).toBeGreaterThan(0);
  });
});
