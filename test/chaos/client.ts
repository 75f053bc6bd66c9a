// A client as the law of retries wants it: each command has its key, is written down before it is sent, and is asked
// again with the same key, at any process, until its outcome is known.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { signIn } from '../../db/people.ts';
import type { SeedPerson } from '../../db/seed.ts';
import { LEVELS, type OrgId, type PartyId } from '../../domain/case.ts';
import { PROCEDURES, type ProcedureId } from '../../domain/procedures/procedures.ts';
import type { StaffRole } from '../../domain/roles.ts';
import { type Call, digest, type Journal, saidOf } from './journal.ts';
import type { Random } from './random.ts';
import type { Stack } from './stack.ts';
import type { Seen } from './steps.ts';

export interface Client {
  /** The first of these roles that somebody holds in that organisation; null: nobody does. */
  holder(org: OrgId, roles: readonly StaffRole[]): SeedPerson | null;
  others(person: SeedPerson): readonly SeedPerson[];
  /** Signs everybody in. */
  enter(): Promise<void>;
  send(request: Request): Promise<Told>;
  /** The same request again, to another process where there is one: its answer must be the first answer. */
  again(told: Told): Promise<void>;
  /** The same key with another body, or by another person: must be refused. */
  misuse(told: Told, as: { readonly person?: SeedPerson; readonly body?: object }): Promise<void>;
  /** How often each status was answered; 0: no answer. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What was answered well, for asking again. */
  readonly answered: readonly Told[];
}

export interface Request {
  readonly person: SeedPerson;
  readonly what: string;
  /** null: an intake. */
  readonly caseId: string | null;
  readonly body: object;
}

export interface Told {
  readonly request: Request;
  readonly call: Call;
  /** After a good answer: the case as it then stood. */
  readonly case: Seen | null;
  readonly api: number;
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

const ANSWER_WITHIN_MS = 6_000;
/** Gives up after this long, or so many inner errors: the checker then accepts both outcomes. */
const GIVE_UP_MS = 45_000;
const GIVE_UP_ERRORS = 4;

const partyId = z.custom<PartyId>((value) => typeof value === 'string' && /^[WE]\d+$/.test(value));
const org = z.object({ id: z.string() }).transform(({ id }) => id);
const place = z.object({
  enterprise: z.string().nullable(),
  community: z.string().nullable(),
  park: z.string().nullable(),
  town: z.string().nullable(),
  district: z.string(),
});

const seen = z
  .object({
    id: z.string(),
    seq: z.number(),
    status: z.enum(['open', 'closed']),
    registeredBy: org,
    facts: z.object({ place }),
    parties: z.array(z.object({ id: partyId })),
    claims: z.array(z.object({ id: z.number(), status: z.string() })),
    clocks: z.array(z.object({ no: z.number() })),
    proceedings: z.array(
      z.object({
        no: z.number(),
        procedure: z.custom<ProcedureId>((value) => PROCEDURES.some(({ id }) => id === value)),
        level: z.enum(LEVELS),
        body: org.nullable(),
        applicant: z.string().nullable(),
        state: z.string(),
        closedOn: z.string().nullable(),
      }),
    ),
  })
  .transform(
    ({ facts, parties, clocks, ...rest }): Seen => ({
      ...rest,
      place: facts.place,
      parties: parties.map(({ id }) => id),
      clocks: clocks.map(({ no }) => no),
    }),
  );

const event = z.object({
  seq: z.number(),
  type: z.string(),
  at: z.iso.datetime().transform((text) => Date.parse(text)),
});
/** Of an intake there are no events in the answer: it has one. */
const good = z.object({ case: seen, events: z.array(event).optional() });

export function createClient(
  urls: readonly string[],
  { district, db }: Pick<Stack, 'district' | 'db'>,
  journal: Journal,
  random: Random,
): Client {
  const tokens = new Map<string, string>();
  const statuses = new Map<number, number>();
  const answered: Told[] = [];
  const holder = (org: OrgId, roles: readonly StaffRole[]) =>
    roles.flatMap((role) => district.people.find((p) => p.org === org && p.role === role) ?? [])[0] ?? null;

  async function post(api: number, path: string, body: object, headers: Record<string, string>): Promise<Reply | null> {
    try {
      const response = await fetch(`${urls[api]}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      return { status: response.status, text };
    } catch {
      statuses.set(0, (statuses.get(0) ?? 0) + 1);
      return null;
    }
  }

  /** Past the door: it lets one address try only so often, and this machine is everybody. */
  async function enter(person: SeedPerson): Promise<void> {
    const done = await signIn(db, { username: person.username, password: district.password });
    if ('refused' in done) throw new Error(`${person.username} cannot sign in`);
    tokens.set(person.id, done.token);
  }

  const path = ({ caseId }: Request): string =>
    caseId === null ? '/api/v1/cases' : `/api/v1/cases/${caseId}/commands`;
  const headers = (person: SeedPerson, key: string) => ({
    authorization: `Bearer ${tokens.get(person.id) ?? ''}`,
    'idempotency-key': key,
  });
  const otherThan = (api: number): number => (api + 1) % urls.length;

  async function send(request: Request): Promise<Told> {
    const key = randomUUID();
    let api = random.int(0, urls.length - 1);
    const call = journal.begin({ key, person: request.person.id, what: request.what, caseId: request.caseId }, api);
    const until = Date.now() + GIVE_UP_MS;
    let errors = 0;
    for (let tries = 0; Date.now() < until && errors < GIVE_UP_ERRORS; tries += 1) {
      const reply = await post(api, path(request), request.body, headers(request.person, key));
      const verdict = reply ? verdictOf(reply.status) : 'unknown';
      if (reply && (verdict === 'ok' || verdict === 'refused')) return told(request, call, reply, verdict, api);
      if (verdict === 'sign-in') await enter(request.person);
      if (verdict === 'unknown') unknown(call, reply);
      if (reply?.status === 500) errors += 1;
      await wait(random.int(20, 150) * Math.min(8, tries + 1));
      api = random.int(0, urls.length - 1);
    }
    return { request, call, case: null, api };
  }

  function unknown(call: Call, reply: Reply | null): void {
    journal.unknown(call, String(reply?.status ?? 'no answer'));
    if (!reply || reply.status === 503 || reply.status === 504) return;
    const detail = `${call.what}: ${reply.status} ${reply.text.slice(0, 300)}`;
    journal.saw({ what: 'server-error', key: call.key, caseId: call.caseId, detail });
  }

  function told(request: Request, call: Call, { status, text }: Reply, verdict: 'ok' | 'refused', api: number): Told {
    if (verdict === 'refused') {
      journal.answered(call, {
        outcome: 'refused',
        status,
        answer: null,
        seq: null,
        events: null,
        caseId: call.caseId,
      });
      if (text.includes('key-reused'))
        journal.saw({ what: 'key-conflict', key: call.key, caseId: call.caseId, detail: text.slice(0, 300) });
      return { request, call, case: null, api };
    }
    const read = good.parse(JSON.parse(text));
    journal.answered(call, {
      outcome: 'ok',
      status,
      answer: digest(text),
      seq: read.events?.at(-1)?.seq ?? 1,
      events: read.events ? saidOf(read.events) : null,
      caseId: read.case.id,
    });
    const told = { request, call, api, case: read.case };
    answered.push({ ...told, case: null });
    return told;
  }

  async function again({ request, call, api }: Told): Promise<void> {
    const elsewhere = otherThan(api);
    const reply = await post(elsewhere, path(request), request.body, headers(request.person, call.key));
    if (!reply || reply.status === 503 || reply.status === 504 || reply.status === 429 || reply.status === 401) return;
    journal.repeated(call, elsewhere !== api);
    const same = reply.status < 300 && digest(reply.text) === call.answer;
    if (same) return;
    const detail = `${request.what} again: ${reply.status} ${reply.text.slice(0, 300)}`;
    journal.saw({ what: 'other-answer', key: call.key, caseId: call.caseId, detail });
  }

  async function misuse({ request, call, api }: Told, as: { person?: SeedPerson; body?: object }): Promise<void> {
    const person = as.person ?? request.person;
    const reply = await post(otherThan(api), path(request), as.body ?? request.body, headers(person, call.key));
    if (!reply || reply.status >= 300) return;
    const who = as.person ? 'another person' : 'another body';
    journal.saw({
      what: 'foreign-answer',
      key: call.key,
      caseId: call.caseId,
      detail: `${request.what} by ${who}: ${reply.status}`,
    });
  }

  return {
    holder,
    others: (person) => district.people.filter((p) => p.org === person.org && p.id !== person.id),
    enter: async () => {
      for (const person of district.people) await enter(person);
    },
    send,
    again,
    misuse,
    statuses,
    answered,
  };
}

/** 5xx and silence leave the outcome unknown; 429 and 401 say that nothing happened. */
function verdictOf(status: number): 'ok' | 'refused' | 'unknown' | 'later' | 'sign-in' {
  if (status === 401) return 'sign-in';
  if (status === 429) return 'later';
  if (status >= 500) return 'unknown';
  return status < 300 ? 'ok' : 'refused';
}
