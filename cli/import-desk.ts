// The API as the import on the command line sees it: signed in, patient with a connection that fails for a while, and
// every "no" turned into a sentence for the person at the terminal.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Api, ApiError, answered, apiClient, type Schema } from '../api/client/client.ts';

export type ImportShown = Schema<'Import'>;
export type RowShown = Schema<'ImportRow'>;

/** Ends the command with a sentence. */
export class Told extends Error {
  override readonly name = 'Told';
  readonly zh: string;
  readonly exitCode: number;

  constructor(zh: string, en: string, exitCode = 1) {
    super(en);
    this.zh = zh;
    this.exitCode = exitCode;
  }
}

const problem = z.object({
  code: z.string(),
  detail: z.object({ zh: z.string(), en: z.string() }),
  errors: z.array(z.object({ zh: z.string(), en: z.string() })).default([]),
});

const AGAIN_MS = 1_000;
/** A connection that was there may stay away so long. */
const PATIENCE_MS = 60_000;
const CALL_WITHIN_MS = 120_000;
const SIGN_OUT_WITHIN_MS = 2_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** An answer of a proxy or of a server that is going down. */
const AWAY: readonly number[] = [502, 503, 504];

export class ImportDesk {
  private readonly api: Api;
  private readonly url: string;
  private readonly stop: AbortSignal;
  private token: string | null = null;

  /** @throws Told for an address over which no password may go */
  constructor(url: string, stop: AbortSignal) {
    const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
    if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) {
      throw new Told(
        `网址 ${url} 不能使用：应为 https:// 开头，本机可用 http://`,
        `${url} cannot be used: give an address with https://, or http:// on this machine`,
        2,
      );
    }
    this.url = url.replace(/\/+$/, '');
    this.stop = stop;
    this.api = apiClient(this.url, async () => this.token);
  }

  async signIn(username: string, password: string): Promise<void> {
    const body = { username, password };
    const { token } = await this.once((call) =>
      answered('sign in', this.api.POST('/api/v1/session', { ...call, body })),
    );
    this.token = token;
  }

  /** As well as it can be done: a session that stays ends by itself. */
  async signOut(): Promise<void> {
    if (this.token === null) return;
    const signal = AbortSignal.timeout(SIGN_OUT_WITHIN_MS);
    await this.api.DELETE('/api/v1/session', { signal }).catch(() => undefined);
  }

  async send(file: Buffer): Promise<ImportShown> {
    // The bytes as they are, whatever the contract calls a file.
    const raw = { body: '', bodySerializer: () => file, headers: { 'content-type': 'application/octet-stream' } };
    return this.patiently((call) => answered('send', this.api.POST('/api/v1/imports/backlog', { ...call, ...raw })), {
      'not-found': ['同一文件已由其他单位提交', 'another office has sent this very file in'],
    });
  }

  look(id: string): Promise<ImportShown> {
    const params = { path: { id } };
    return this.patiently((call) => answered('look', this.api.GET('/api/v1/imports/{id}', { ...call, params })));
  }

  begin(id: string): Promise<ImportShown> {
    const params = { path: { id } };
    return this.patiently((call) => answered('begin', this.api.POST('/api/v1/imports/{id}/run', { ...call, params })));
  }

  async rejected(id: string, limit: number): Promise<readonly RowShown[]> {
    const params = { path: { id }, query: { class: 'rejected', limit } } as const;
    const path = '/api/v1/imports/{id}/rows';
    return (await this.patiently((call) => answered('rows', this.api.GET(path, { ...call, params })))).rows;
  }

  async rejectedWorkbook(id: string): Promise<Uint8Array> {
    const options = { params: { path: { id } }, parseAs: 'arrayBuffer' } as const;
    const path = '/api/v1/imports/{id}/rejected';
    const file: unknown = await this.patiently((call) =>
      answered('workbook', this.api.GET(path, { ...call, ...options })),
    );
    if (!(file instanceof ArrayBuffer)) throw new TypeError('a workbook is bytes');
    return new Uint8Array(file);
  }

  /** Every call but the signing in may be repeated: the server does each once. */
  private async patiently<T>(call: (options: { signal: AbortSignal }) => Promise<T>, own: OwnWords = {}): Promise<T> {
    for (let awaySince: number | null = null; ; await wait(AGAIN_MS, undefined, { signal: this.stop })) {
      try {
        return await this.once(call, own);
      } catch (error) {
        if (!(error instanceof Unreached)) throw error;
        if (awaySince === null) process.stderr.write('\n连接中断，正在重试 · the connection was lost, trying again\n');
        awaySince ??= performance.now();
        if (performance.now() - awaySince > PATIENCE_MS) throw error;
      }
    }
  }

  private async once<T>(call: (options: { signal: AbortSignal }) => Promise<T>, own: OwnWords = {}): Promise<T> {
    const late = new AbortController();
    // `AbortSignal.timeout` would be lost when garbage is collected: an `any` does not hold it (Node 20).
    const timer = setTimeout(() => late.abort(), CALL_WITHIN_MS);
    try {
      return await call({ signal: AbortSignal.any([this.stop, late.signal]) });
    } catch (error) {
      this.stop.throwIfAborted();
      if (error instanceof ApiError) throw AWAY.includes(error.status) ? new Unreached(this.url) : saidNo(error, own);
      if (error instanceof SyntaxError) throw new Told(...NO_API);
      // What fetch throws, of which kind it may be, says that nobody was reached.
      throw new Unreached(this.url);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Sentences for the codes of problems, in place of the API's own. */
type OwnWords = Readonly<Record<string, readonly [zh: string, en: string]>>;

const NO_API = [
  '对方不是解纷系统的接口，请检查网址（--api）',
  'what answered is no Jiefen API; check the address (--api)',
] as const;
const OWN_WORDS: OwnWords = {
  'no-such-address': NO_API,
  'too-many-tries': ['登录尝试次数过多，请几分钟后再试', 'too many tries to sign in; try again in some minutes'],
  'not-signed-in': [
    '登录已失效；台账已保存，请再次运行同一命令',
    'the session has ended; the ledger is kept: run the same command again',
  ],
};

class Unreached extends Told {
  constructor(url: string) {
    super(
      `无法连接 ${url}，请检查网址和网络，或请管理员确认系统已启动；恢复后再次运行同一命令即可继续`,
      `${url} cannot be reached: check address and network, or ask whether the system runs; then run the same command again`,
    );
  }
}

function saidNo(error: ApiError, own: OwnWords): Told {
  const read = problem.safeParse(error.problem);
  if (!read.success) return new Told(...NO_API);
  const { code, detail, errors } = read.data;
  const [zh, en] = { ...OWN_WORDS, ...own }[code] ?? [
    [detail.zh, ...errors.map((one) => one.zh)].join(''),
    [detail.en, ...errors.map((one) => one.en)].join(' '),
  ];
  return new Told(zh.replace(/。$/u, ''), en.replace(/\.$/, ''));
}
