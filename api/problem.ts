// What the API answers when it does not do what was asked (RFC 9457). One class; `problem-handler.ts` writes it.
import type { Refusal } from '../domain/decide.ts';
import { REASONS, type RefusalCode } from '../domain/deciding/refusals.ts';
import type { Bilingual } from '../domain/rulebook/clock-rule.ts';

/** Every answer that is no success, but for the refusals of the law: status, short name, sentence that says what to do. */
export const PROBLEMS = {
  'malformed-json': {
    status: 400,
    zh: '请求内容不是有效的 JSON。请检查格式后重新提交。',
    en: 'The body is not valid JSON. Check its form and send it again.',
  },
  'malformed-address': {
    status: 400,
    zh: '网址有误。请检查后重试。',
    en: 'The address is malformed. Check it and try again.',
  },
  'not-signed-in': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'wrong-credentials': {
    status: 401,
    zh: '用户名或密码不正确。请核对后重试。',
    en: 'The user name or the password is wrong. Check both and try again.',
  },
  'cross-site': {
    status: 403,
    zh: '请求来自其他网站,未予处理。请从本系统页面操作。',
    en: 'The request came from another site and was not carried out. Use the pages of this system.',
  },
  'not-allowed': {
    status: 403,
    zh: '您的职务不能办理此项。请联系有相应职务的人员。',
    en: 'None of your offices allows this. Ask somebody who holds the office.',
  },
  'not-found': {
    status: 404,
    zh: '没有找到,或者您无权查看。请核对编号。',
    en: 'There is no such thing, or you may not see it. Check the number.',
  },
  'no-such-address': {
    status: 404,
    zh: '没有这个网址。可用的接口见 /docs。',
    en: 'There is no such address. /docs lists those that exist.',
  },
  'method-not-allowed': {
    status: 405,
    zh: '该网址不支持此方法。支持的方法见 Allow。',
    en: 'The address does not know this method. Allow lists those that it knows.',
  },
  'too-slow': { status: 408, zh: '请求内容传送过慢。请重试。', en: 'The request came too slowly. Try again.' },
  'too-large': {
    status: 413,
    zh: '请求内容超过256KiB。请缩短文字或分次提交。',
    en: 'The body is larger than 256 KiB. Shorten the texts or send them in parts.',
  },
  'file-too-large': {
    status: 413,
    zh: '文件超过20MiB。请分成几个文件提交。',
    en: 'The file is larger than 20 MiB. Send it in several files.',
  },
  'import-not-ready': {
    status: 409,
    zh: '该台账没有可以确认的试读结果。请先查看其状态。',
    en: 'There is no dry run of this ledger to confirm. Look at its state first.',
  },
  'import-busy': {
    status: 409,
    zh: '另一份台账正在导入。请待其完成后再试。',
    en: 'Another ledger is being taken over. Wait until it is done.',
  },
  'own-proposal': {
    status: 403,
    zh: '推送地址由您提出,请由另一位管理员或负责人核准。',
    en: 'You asked for this address yourself: another administrator or a head must approve it.',
  },
  'nothing-awaits': {
    status: 409,
    zh: '没有这样的待核准地址,或者已经变动。请重新查看后再办。',
    en: 'No such address awaits approval, or it has changed. Look again first.',
  },
  'not-approved': {
    status: 409,
    zh: '该推送尚未核准,不能启停。请先由另一位管理员或负责人核准。',
    en: 'It is not approved yet, so it neither runs nor pauses. Have another administrator or a head approve it first.',
  },
  'wrong-media-type': {
    status: 415,
    zh: '请以未压缩的 UTF-8 编码 application/json 提交。',
    en: 'Send application/json in UTF-8, not compressed.',
  },
  'file-not-raw': {
    status: 415,
    zh: '请把文件原样作为请求内容提交(application/octet-stream),不用表单,不压缩。',
    en: 'Send the file itself as the body (application/octet-stream), in no form and not compressed.',
  },
  malformed: {
    status: 422,
    zh: '填写有误,未作任何改动。请按 errors 逐项更正后重新提交。',
    en: 'Some values are wrong and nothing was changed. Correct what errors lists and send it again.',
  },
  'key-missing': {
    status: 422,
    zh: '缺少 Idempotency-Key(8至128个可见字符)。请为每次新操作生成一个。',
    en: 'The header Idempotency-Key (8 to 128 printable characters) is missing or wrong. Make one for each new act.',
  },
  'key-reused': {
    status: 422,
    zh: '该 Idempotency-Key 已用于另一请求,未作任何改动。请换一个。',
    en: 'This Idempotency-Key was used for another request; nothing was changed. Use a new one.',
  },
  'too-many-tries': {
    status: 429,
    zh: '尝试次数过多。请按 Retry-After 等候后再试。',
    en: 'Too many tries. Wait as long as Retry-After says.',
  },
  'headers-too-large': {
    status: 431,
    zh: '请求头过大。请清除本站的 Cookie 后重试。',
    en: 'The headers are too large. Clear the cookies of this site and try again.',
  },
  internal: {
    status: 500,
    zh: '系统出错,已记录。请稍后用同一 Idempotency-Key 重试,仍不成功请把 requestId 告知管理员。',
    en: 'Something failed here and was noted. Try again with the same Idempotency-Key; if it stays, tell the administrator the requestId.',
  },
  unavailable: {
    status: 503,
    zh: '数据库暂时无法访问。请按 Retry-After 等候后用同一 Idempotency-Key 重试。',
    en: 'The database cannot be reached now. Wait as long as Retry-After says and try again with the same Idempotency-Key.',
  },
  'clock-behind': {
    status: 503,
    zh: '数据库时钟落后于已有记录,暂不办理。请稍后重试,并告知管理员。',
    en: 'The database clock is behind the record, so nothing is decided. Try later and tell the administrator.',
  },
  closing: {
    status: 503,
    zh: '本服务正在停止。请用同一 Idempotency-Key 重试。',
    en: 'This server is going down. Try again with the same Idempotency-Key.',
  },
} as const satisfies Record<string, Bilingual & { readonly status: number }>;
export type ProblemCode = keyof typeof PROBLEMS;

/** Refusals of the law that are no conflict with how the case stands. */
const STATUS: Partial<Readonly<Record<RefusalCode, 403 | 404>>> = { 'case-unknown': 404, 'not-yours': 403 };

/** HTTP status of a refusal of the law. */
export const statusOf = (code: RefusalCode): 403 | 404 | 409 => STATUS[code] ?? 409;
export const REFUSED = Object.keys(REASONS) as readonly RefusalCode[];

/** One thing that is wrong with a request; never repeats its value. */
export interface FieldError extends Bilingual {
  /** JSON pointer into the body, `?name` of the query, or the name of a header. */
  readonly at: string;
  readonly code: string;
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: Bilingual;
  readonly article?: string;
  readonly errors?: readonly FieldError[];
  readonly requestId: string;
}

interface More {
  readonly errors?: readonly FieldError[];
  /** Seconds for Retry-After. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly detail: Bilingual;
  readonly article: string | null;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  private constructor(status: number, code: string, detail: Bilingual, article: string | null, more: More) {
    super(code, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.detail = { zh: detail.zh, en: detail.en };
    this.article = article;
    this.errors = more.errors ?? [];
    this.headers = {
      ...more.headers,
      ...(more.retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(more.retryAfter))) }),
    };
  }

  static of(code: ProblemCode, more: More = {}): Problem {
    return new Problem(PROBLEMS[code].status, code, PROBLEMS[code], null, more);
  }

  static refused({ code, because, article }: Refusal): Problem {
    const { next } = REASONS[code];
    const detail = { zh: `${because.zh}${next.zh}`, en: `${because.en} ${next.en}` };
    return new Problem(statusOf(code), code, detail, article, {});
  }

  body(requestId: string): ProblemBody {
    return {
      type: `urn:jiefen:problem:${this.code}`,
      title: TITLES[this.status] ?? '不予办理 · Refused',
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.article === null ? {} : { article: this.article }),
      ...(this.errors.length === 0 ? {} : { errors: this.errors }),
      requestId,
    };
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: '无法读取 · Unreadable',
  401: '未登录 · Not signed in',
  403: '无权办理 · Not allowed',
  404: '没有找到 · Not found',
  405: '方法不支持 · Method not allowed',
  408: '超时 · Too slow',
  409: '不予办理 · Refused',
  413: '内容过大 · Too large',
  415: '格式不支持 · Media type not supported',
  422: '填写有误 · Malformed',
  429: '尝试过多 · Too many tries',
  431: '请求头过大 · Headers too large',
  500: '系统错误 · Internal error',
  503: '暂不可用 · Unavailable',
};
