import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  anchorKey,
  anchorPublicKey,
  ConfigurationError,
  dataKeys,
  readConfig,
  toolEnvironment,
  writtenKeys,
} from './config.ts';

const secret = (byte: number) => Buffer.alloc(32, byte).toString('base64');

function refusalOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
  }
  throw new Error('was not refused');
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the configuration', () => {
  it('needs nothing: everything is embedded, on loopback', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ mode: 'development', host: '127.0.0.1', ports: { api: 3000 }, drill: false });
    expect(config).not.toHaveProperty('databaseUrl');
    expect(config).not.toHaveProperty('temporal');
  });

  it('takes origins for webhooks as they are, and nothing with a path', () => {
    expect(readConfig({}).webhookOrigins).toEqual([]);
    const written = 'https://10.0.0.5:8443, http://intern.example';
    expect(readConfig({ JIEFEN_WEBHOOK_ORIGINS: written }).webhookOrigins).toEqual([
      'https://10.0.0.5:8443',
      'http://intern.example',
    ]);
    expect(refusalOf({ JIEFEN_WEBHOOK_ORIGINS: 'https://intern.example/hook' })).toContain('JIEFEN_WEBHOOK_ORIGINS');
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '', JIEFEN_DRILL: '' })).toEqual(readConfig({}));
  });

  it('switches each embedded service off alone', () => {
    const database = readConfig({ DATABASE_URL: 'postgres://jiefen@db.internal/jiefen' });
    expect(database.databaseUrl).toBe('postgres://jiefen@db.internal/jiefen');
    expect(database).not.toHaveProperty('temporal');
    const engine = readConfig({ TEMPORAL_ADDRESS: 'temporal.internal:7233' });
    expect(engine.temporal).toEqual({ address: 'temporal.internal:7233', namespace: 'default' });
    expect(engine).not.toHaveProperty('databaseUrl');
  });

  it('speaks TLS to Temporal with an API key, unless told not to', () => {
    const cloud = { TEMPORAL_ADDRESS: 'x.tmprl.cloud:7233', TEMPORAL_NAMESPACE: 'x.y', TEMPORAL_API_KEY: 'key' };
    expect(readConfig(cloud).temporal).toEqual({
      address: cloud.TEMPORAL_ADDRESS,
      namespace: 'x.y',
      apiKey: 'key',
      tls: true,
    });
    expect(readConfig({ ...cloud, TEMPORAL_TLS: 'false' }).temporal?.tls).toBe(false);
    const mutual = {
      TEMPORAL_TLS_CLIENT_CERT_DATA: 'crt',
      TEMPORAL_TLS_CLIENT_KEY_DATA: 'key',
      TEMPORAL_TLS_SERVER_NAME: 'n',
    };
    const { tls } = readConfig({ ...cloud, ...mutual }).temporal ?? {};
    expect(tls).toEqual({
      serverNameOverride: 'n',
      clientCertPair: { crt: bytes('crt'), key: bytes('key') },
    });
  });

  it('has a pace at which supervisors are told, and takes another', () => {
    expect(readConfig({}).messages).toEqual({ aMinute: 60, restMs: 600_000 });
    const given = { JIEFEN_MESSAGES_A_MINUTE: '5', JIEFEN_MESSAGES_REST_MINUTES: '0.5' };
    expect(readConfig(given).messages).toEqual({ aMinute: 5, restMs: 30_000 });
    expect(refusalOf({ JIEFEN_MESSAGES_A_MINUTE: '0' })).toContain('JIEFEN_MESSAGES_A_MINUTE');
  });

  it('reads keys in their order, the first being the current one', () => {
    const keys = readConfig({ JIEFEN_CODEC_KEYS: `new:${secret(2)},old:${secret(1)}` }).codecKeys;
    expect(keys.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(keys[0]?.secret).toEqual(new Uint8Array(32).fill(2));
    expect(writtenKeys(keys)).toBe(`new:${secret(2)},old:${secret(1)}`);
  });

  it.each([
    ['too short', 'k:c2hvcnQ='],
    ['without an id', secret(1)],
    ['the same id twice', `k:${secret(1)},k:${secret(2)}`],
    ['not base64', `k:${'?'.repeat(44)}`],
  ])('refuses keys that are %s, without repeating them', (_, given) => {
    const message = refusalOf({ JIEFEN_DATA_KEYS: given });
    expect(message).toContain('JIEFEN_DATA_KEYS');
    expect(message).not.toContain(given);
  });

  it('names every wrong variable, in Chinese and in English', () => {
    const message = refusalOf({ PORT: '70000', JIEFEN_MODE: 'prod', DATABASE_URL: 'mysql://x/y' });
    for (const name of ['PORT', 'JIEFEN_MODE', 'DATABASE_URL']) expect(message).toContain(name);
    expect(message).toMatch(/数值过大|无效/);
    expect(message).toMatch(/Too big|Invalid/);
  });

  it('refuses drill mode and missing keys in production', () => {
    expect(refusalOf({ JIEFEN_MODE: 'production' })).toContain('JIEFEN_DATA_KEYS');
    const keys = { JIEFEN_DATA_KEYS: `k1:${secret(1)}` };
    expect(readConfig({ JIEFEN_MODE: 'production', ...keys }).mode).toBe('production');
    expect(refusalOf({ JIEFEN_MODE: 'production', JIEFEN_DRILL: '1', ...keys })).toContain('JIEFEN_DRILL');
    expect(readConfig({ JIEFEN_DRILL: '1' }).drill).toBe(true);
  });
});

describe('the keys of personal data', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiefen-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once in the data folder, for its owner alone', () => {
    const config = readConfig({ JIEFEN_DATA_DIR: folder });
    const [key] = dataKeys(config);
    expect(key?.secret).toHaveLength(32);
    expect(dataKeys(config)).toEqual([key]);
    const path = join(folder, 'keys', 'personal-data');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe(writtenKeys(dataKeys(config)));
  });

  it('come from the environment where it has them', () => {
    const config = readConfig({ JIEFEN_DATA_DIR: folder, JIEFEN_DATA_KEYS: `k9:${secret(9)}` });
    expect(dataKeys(config).map(({ id }) => id)).toEqual(['k9']);
  });
});

describe('the key that signs the heads of the days', () => {
  const pair = generateKeyPairSync('ed25519');
  const signing = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const verifying = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const production = { JIEFEN_MODE: 'production', JIEFEN_DATA_KEYS: `k1:${secret(1)}` };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiefen-anchor-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('comes from outside in production, which says so and makes none', () => {
    const without = readConfig({ ...production, JIEFEN_DATA_DIR: folder });
    expect(() => anchorKey(without)).toThrow(
      /正式环境必须提供 JIEFEN_ANCHOR_KEY[\s\S]*Production needs JIEFEN_ANCHOR_KEY/,
    );
    expect(existsSync(join(folder, 'keys'))).toBe(false);
    expect(anchorKey(readConfig({ ...production, JIEFEN_ANCHOR_KEY: signing })).equals(pair.privateKey)).toBe(true);
  });

  it('is made once elsewhere; who only verifies makes none', () => {
    const config = readConfig({ JIEFEN_DATA_DIR: folder });
    expect(anchorPublicKey(config)).toBeNull();
    expect(existsSync(join(folder, 'keys'))).toBe(false);
    expect(anchorKey(config).equals(anchorKey(config))).toBe(true);
    expect(anchorPublicKey(config)?.type).toBe('public');
  });

  it('is verified by its public half alone', () => {
    const auditor = readConfig({ ...production, JIEFEN_ANCHOR_PUBLIC_KEY: verifying });
    expect(anchorPublicKey(auditor)?.equals(pair.publicKey)).toBe(true);
    expect(() => anchorKey(auditor)).toThrow(ConfigurationError);
  });

  it('is named when it is none, never repeated', () => {
    for (const name of ['JIEFEN_ANCHOR_KEY', 'JIEFEN_ANCHOR_PUBLIC_KEY']) {
      const said = refusalOf({ [name]: 'bm8ga2V5IGF0IGFsbA==' });
      expect(said).toContain(name);
      expect(said).not.toContain('bm8ga2V5');
    }
  });
});

describe('the environment of a foreign program', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('has none of our secrets and nothing that would steer it', () => {
    for (const name of ['JIEFEN_DATA_KEYS', 'DATABASE_URL', 'TEMPORAL_API_KEY', 'PGDATA', 'NODE_OPTIONS'])
      vi.stubEnv(name, 'x');
    vi.stubEnv('PATH', '/bin');
    const env = toolEnvironment({ TZ: 'UTC' });
    expect(Object.keys(env).filter((name) => /JIEFEN|DATABASE|TEMPORAL|PGDATA|NODE_OPTIONS/.test(name))).toEqual([]);
    expect(env).toMatchObject({ PATH: '/bin', TZ: 'UTC' });
  });
});
