// The only reader of the environment: what this installation is told from outside, checked once and typed.
// Secrets come from the environment or from the data folder, never from the code.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TLSConfig } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';

export type Mode = 'development' | 'production' | 'test';

/** A symmetric key of 32 bytes. In every list the first encrypts, all decrypt. */
export interface Key {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** Where an external Temporal is, as Temporal's own environment variables say it. */
export interface TemporalConnection {
  readonly address: string;
  readonly namespace: string;
  readonly apiKey?: string;
  readonly tls?: TLSConfig | boolean;
}

export interface Config {
  readonly mode: Mode;
  /** Absolute. Everything that the embedded stack keeps. */
  readonly dataDir: string;
  /** Absolute. Programs fetched once and shared by all data folders. */
  readonly toolsDir: string;
  /** Absent: PostgreSQL is embedded. */
  readonly databaseUrl?: string;
  /** Absent: Temporal is embedded. */
  readonly temporal?: TemporalConnection;
  /** A Temporal program to use instead of looking for one. */
  readonly temporalCli?: string;
  readonly host: string;
  /** Those of the embedded services are chosen when absent. */
  readonly ports: {
    readonly api: number;
    readonly postgres?: number;
    readonly temporal?: number;
    readonly ui?: number;
  };
  /** Proxies in front of the API whose `X-Forwarded-*` is believed; 0 believes none. */
  readonly proxies: number;
  readonly adminPassword?: string;
  /** For Temporal's payloads. Empty: payloads are not encrypted. */
  readonly codecKeys: readonly Key[];
  /** For personal data, as the environment gives them; ask `dataKeys` for those in force. */
  readonly givenDataKeys: readonly Key[];
  /** Absolute. Where each day's head is kept outside the database. */
  readonly anchorDir: string;
  /** Ed25519, for these heads, as the environment gives it; ask `anchorKey` for the one in force. */
  readonly givenAnchorKey?: KeyObject;
  /** Its public half, for whoever verifies and must not be able to sign; ask `anchorPublicKey`. */
  readonly givenAnchorPublicKey?: KeyObject;
  /** Whether legal time may run faster than real time (演练). Never in production. */
  readonly drill: boolean;
  /** How fast supervisors are told what became late: messages a minute over all of them, and each one's rest, ms. */
  readonly messages: { readonly aMinute: number; readonly restMs: number };
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Origins (`https://host:port`) that webhooks may call though they are not public. */
  readonly webhookOrigins: readonly string[];
  /** `host:port` on which a worker shows its figures to Prometheus. Absent: it shows none. */
  readonly metricsAddress?: string;
}

/** Says in Chinese and English which variables are wrong and why, never their values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const PROJECT = dirname(fileURLToPath(import.meta.url));

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.stringbool();

/** `id:base64,id:base64`, each 32 bytes. */
const keys = z.string().transform((text, context): Key[] => {
  const read = text.split(',').map((part) => {
    const [, id = '', base64 = ''] = /^\s*([\w.-]{1,32}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(part) ?? [];
    return { id, secret: new Uint8Array(Buffer.from(base64, 'base64')) };
  });
  const distinct = new Set(read.map((key) => key.id)).size === read.length;
  if (distinct && read.every((key) => key.id !== '' && key.secret.length === 32)) return read;
  // Never the value itself: it is a secret.
  context.addIssue(
    '应为“编号:Base64（32 字节）”，逗号分隔，编号不重复 · must be "id:base64 of 32 bytes", separated by commas, ids distinct',
  );
  return z.NEVER;
});

/** `https://host:port,…` as `URL.origin` writes them. */
const origins = z.string().transform((text, context): string[] => {
  const read = text.split(',').map((part) => part.trim());
  if (read.every((part) => /^https?:/.test(part) && URL.canParse(part) && new URL(part).origin === part)) return read;
  context.addIssue({
    code: 'custom',
    message:
      '应为逗号分隔的源，如 https://10.0.0.5:8443（不带路径）· must be origins such as https://10.0.0.5:8443, without a path, separated by commas',
  });
  return z.NEVER;
});

/** An Ed25519 private key: PKCS #8 (DER) in base64. */
const signingKey = z.string().transform((text, context): KeyObject => {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: the cause might repeat the value.
  }
  context.addIssue('应为 Ed25519 私钥（PKCS #8，Base64）· must be an Ed25519 private key, PKCS #8 in base64');
  return z.NEVER;
});

/** The public half of such a key: SPKI (DER) in base64. */
const verifyingKey = z.string().transform((text, context): KeyObject => {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  context.addIssue('应为 Ed25519 公钥（SPKI，Base64）· must be an Ed25519 public key, SPKI in base64');
  return z.NEVER;
});

const environment = z
  .object({
    JIEFEN_MODE: z.enum(['development', 'production', 'test']).default('development'),
    JIEFEN_DATA_DIR: z.string().default('.jiefen'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    TEMPORAL_CLI: z.string().optional(),
    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(3000),
    JIEFEN_POSTGRES_PORT: port.optional(),
    JIEFEN_TEMPORAL_PORT: port.optional(),
    JIEFEN_TEMPORAL_UI_PORT: port.optional(),
    JIEFEN_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    JIEFEN_ADMIN_PASSWORD: z.string().min(12).optional(),
    JIEFEN_CODEC_KEYS: keys.default([]),
    JIEFEN_DATA_KEYS: keys.default([]),
    JIEFEN_ANCHOR_DIR: z.string().optional(),
    JIEFEN_ANCHOR_KEY: signingKey.optional(),
    JIEFEN_ANCHOR_PUBLIC_KEY: verifyingKey.optional(),
    JIEFEN_DRILL: flag.default(false),
    JIEFEN_WEBHOOK_ORIGINS: origins.default([]),
    JIEFEN_MESSAGES_A_MINUTE: z.coerce.number().int().min(1).max(6_000).default(60),
    JIEFEN_MESSAGES_REST_MINUTES: z.coerce.number().min(0).max(1_440).default(10),
    JIEFEN_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    JIEFEN_METRICS_ADDRESS: z
      .string()
      .regex(/^[\w.-]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/)
      .optional(),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (env.JIEFEN_MODE !== 'production') return;
    if (env.JIEFEN_DRILL) refuse('JIEFEN_DRILL', '正式环境不得演练 · drill mode is refused in production');
    if (env.JIEFEN_DATA_KEYS.length > 0) return;
    refuse('JIEFEN_DATA_KEYS', '正式环境必须提供个人信息密钥 · production needs the keys of personal data');
  });

type Environment = z.infer<typeof environment>;

/** Drops what is undefined, so that an absent value is an absent property. */
function present<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // The one place where the type says more than the compiler can see.
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}

/** Temporal's own environment configuration (and its file, where one is named) says where the engine is. */
function temporalConnection(given: Readonly<Record<string, string>>): TemporalConnection | undefined {
  const disableFile = given.TEMPORAL_CONFIG_FILE === undefined;
  if (given.TEMPORAL_ADDRESS === undefined && disableFile) return undefined;
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: { ...given }, disableFile });
  const { address, apiKey, tls } = connectionOptions;
  if (address === undefined) return undefined;
  return {
    address,
    namespace: namespace ?? 'default',
    ...present({ tls: tls ?? undefined, apiKey: typeof apiKey === 'string' ? apiKey : undefined }),
  };
}

/**
 * What the environment says, or an error in Chinese and English that names each variable that is wrong.
 *
 * Empty variables count as absent. Values are never repeated in the message.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const read = environment.safeParse(given, { error: z.locales.zhCN().localeError });
  if (!read.success) {
    const english = environment.safeParse(given, { error: z.locales.en().localeError });
    const both = [read.error, ...(english.error ? [english.error] : [])].map((error) => z.prettifyError(error));
    throw new ConfigurationError(`环境变量有误 · the configuration is wrong:\n${[...new Set(both)].join('\n')}`);
  }
  return typed(read.data, temporalConnection(given));
}

function typed(env: Environment, temporal: TemporalConnection | undefined): Config {
  const dataDir = resolve(env.JIEFEN_DATA_DIR);
  return {
    mode: env.JIEFEN_MODE,
    dataDir,
    toolsDir: join(PROJECT, '.jiefen', 'tools'),
    host: env.HOST,
    ports: {
      api: env.PORT,
      ...present({
        postgres: env.JIEFEN_POSTGRES_PORT,
        temporal: env.JIEFEN_TEMPORAL_PORT,
        ui: env.JIEFEN_TEMPORAL_UI_PORT,
      }),
    },
    proxies: env.JIEFEN_PROXIES,
    codecKeys: env.JIEFEN_CODEC_KEYS,
    givenDataKeys: env.JIEFEN_DATA_KEYS,
    anchorDir: resolve(env.JIEFEN_ANCHOR_DIR ?? join(dataDir, 'anchors')),
    drill: env.JIEFEN_DRILL,
    webhookOrigins: env.JIEFEN_WEBHOOK_ORIGINS,
    messages: { aMinute: env.JIEFEN_MESSAGES_A_MINUTE, restMs: env.JIEFEN_MESSAGES_REST_MINUTES * 60_000 },
    logLevel: env.JIEFEN_LOG_LEVEL,
    ...present({
      databaseUrl: env.DATABASE_URL,
      temporal,
      temporalCli: env.TEMPORAL_CLI,
      adminPassword: env.JIEFEN_ADMIN_PASSWORD,
      givenAnchorKey: env.JIEFEN_ANCHOR_KEY,
      givenAnchorPublicKey: env.JIEFEN_ANCHOR_PUBLIC_KEY,
      metricsAddress: env.JIEFEN_METRICS_ADDRESS,
    }),
  };
}

/**
 * A secret of the data folder: made once, then always the same, readable by its owner alone (mode 600).
 *
 * Several processes may ask at once; all get the same one. It is on disk before this returns.
 */
export function keptSecret(dataDir: string, name: string, make: () => string): string {
  const folder = join(dataDir, 'keys');
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const before = readIfThere(path);
  if (before !== undefined) return before;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, make());
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    closeSync(file);
    rmSync(draft);
  }
  return readFileSync(path, 'utf8');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `id:base64,…`, the form of `JIEFEN_DATA_KEYS` and `JIEFEN_CODEC_KEYS`. */
export function writtenKeys(list: readonly Key[]): string {
  return list.map((key) => `${key.id}:${Buffer.from(key.secret).toString('base64')}`).join(',');
}

/**
 * The keys of personal data, never empty: from the environment, else made once in the data folder.
 *
 * Production has no second source: `readConfig` refuses it without `JIEFEN_DATA_KEYS`.
 */
export function dataKeys(config: Config): readonly Key[] {
  if (config.givenDataKeys.length > 0) return config.givenDataKeys;
  const make = () => writtenKeys([{ id: 'k1', secret: randomBytes(32) }]);
  return keys.parse(keptSecret(config.dataDir, 'personal-data', make));
}

/** The same for whoever only looks: null where there are none yet. Makes nothing. */
export function heldDataKeys({ givenDataKeys, dataDir }: Config): readonly Key[] | null {
  if (givenDataKeys.length > 0) return givenDataKeys;
  const kept = readIfThere(join(dataDir, 'keys', 'personal-data'));
  return kept === undefined ? null : keys.parse(kept);
}

/**
 * The key that signs the heads of the days: from the environment, else made once in the data folder (`keys/anchors`).
 *
 * @throws ConfigurationError in production, where a key beside what it vouches for would vouch for nothing
 */
export function anchorKey(config: Config): KeyObject {
  if (config.givenAnchorKey) return config.givenAnchorKey;
  if (config.mode === 'production')
    throw new ConfigurationError(
      '正式环境必须提供 JIEFEN_ANCHOR_KEY（Ed25519 私钥，PKCS #8，Base64），用于签署每日摘要；生成方法见 deploy/env.example。\n' +
        'Production needs JIEFEN_ANCHOR_KEY (Ed25519, PKCS #8 in base64), which signs the head of each day; ' +
        'deploy/env.example says how to make one.',
    );
  const made = () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return signingKey.parse(keptSecret(config.dataDir, 'anchors', made));
}

/** What verifies those heads; null where this machine has neither half of the key. Makes nothing. */
export function anchorPublicKey({ givenAnchorKey, givenAnchorPublicKey, dataDir }: Config): KeyObject | null {
  if (givenAnchorPublicKey) return givenAnchorPublicKey;
  if (givenAnchorKey) return createPublicKey(givenAnchorKey);
  const kept = readIfThere(join(dataDir, 'keys', 'anchors'));
  return kept === undefined ? null : createPublicKey(signingKey.parse(kept));
}

/** Environment for a program that is not ours: none of our secrets, nothing that would steer PostgreSQL or Temporal. */
export function toolEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const ours = /^(JIEFEN_|TEMPORAL_|DATABASE_URL$|PG[A-Z]+$|NODE_OPTIONS$)/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))), ...extra };
}

/** Environment for a process of ours: this one's, and what it must know besides. */
export function serviceEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** Whether npm started this process, so that npm's end is to be its end too. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}
