// The two ways in that a user has: the record's own door called in process, and HTTP with keep-alive. Both answer when
// the decision is committed, and both insist that it was recorded: a refusal ends the bench.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Db } from '../db/connection.ts';
import { openCase } from '../db/open-case.ts';
import { type Recorded, record } from '../db/record.ts';
import type { Seed, SeedPerson } from '../db/seed.ts';
import type { Path, Step } from './path.ts';

/** A case under way: its id and the number of its last event. */
export interface Held {
  readonly id: string;
  readonly seq: number;
}

export interface Way {
  readonly name: 'in-process' | 'http';
  /** Intake with the first mediation's request: two acts of their own, acknowledged together. */
  start(path: Path, timelineId?: number): Promise<Held>;
  give(held: Held, step: Step): Promise<Held>;
  close(): void;
}

export interface HttpWay extends Way {
  /** A page of the API as this person sees it. @throws Error when it is not given */
  look(by: SeedPerson, path: string): Promise<void>;
}

const TRACKING_KEY = new Uint8Array(32).fill(7);

export function inProcess(db: Db): Way {
  const give = async (held: Held, { command, by }: Step): Promise<Held> => {
    const answer = await record(db, { caseId: held.id, commandId: randomUUID(), command, by: staff(by) });
    return heldBy(answer, command.type);
  };
  return {
    name: 'in-process',
    start: async ({ opening, entry }, timelineId) => {
      const opened = await openCase(db, {
        commandId: randomUUID(),
        command: opening.command,
        by: staff(opening.by),
        trackingKey: TRACKING_KEY,
        ...(timelineId !== undefined && { timelineId }),
        step: () => ({ commandId: randomUUID(), command: entry.command, by: staff(entry.by) }),
      });
      const { id } = heldBy(opened, 'open');
      if (opened.outcome !== 'recorded' || !opened.step) throw new Error(`${entry.command.type} was not recorded`);
      return { id, seq: opened.step.case.seq };
    },
    give,
    close: () => undefined,
  };
}

const staff = ({ id, role, org }: SeedPerson) => ({ kind: 'staff', person: id, role, org }) as const;

function heldBy(answer: Awaited<ReturnType<typeof openCase>> | Recorded, what: string): Held {
  if (answer.outcome === 'recorded') return { id: answer.case.id, seq: answer.case.seq };
  throw new Error(`${what}: ${JSON.stringify('refusal' in answer ? answer.refusal : answer)}`);
}

/** Through these API processes in turn; everybody of the district is signed in first. */
export async function overHttp(urls: readonly string[], { people, password }: Seed): Promise<HttpWay> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  let turn = 0;
  const next = () => urls[turn++ % urls.length] ?? '';
  const call = (path: string, body: object, headers: Readonly<Record<string, string>>) =>
    asked(agent, 'POST', `${next()}${path}`, headers, body);
  const tokens = new Map<string, string>();
  for (const { id, username } of people.filter(({ role }) => ACTING.has(role))) {
    const { token } = await call('/api/v1/session', { username, password }, {});
    if (typeof token !== 'string') throw new Error(`${username} got no token`);
    tokens.set(id, token);
  }
  const as = ({ id }: SeedPerson) => ({
    authorization: `Bearer ${tokens.get(id) ?? ''}`,
    'idempotency-key': randomUUID(),
  });
  return {
    name: 'http',
    start: async ({ opening, entry }, timelineId) => {
      const { parties, type: _, ...intake } = opening.command;
      const named = parties.map((id) => ({ id, name: '测试当事人（虚构）' }));
      const timeline = timelineId !== undefined && { timeline: timelineId };
      return caseOf(
        await call('/api/v1/cases', { ...intake, parties: named, entry: entry.command, ...timeline }, as(opening.by)),
      );
    },
    give: async (held, { command, by }) => caseOf(await call(`/api/v1/cases/${held.id}/commands`, command, as(by))),
    look: async ({ id }, path) => {
      await asked(agent, 'GET', `${next()}${path}`, { authorization: `Bearer ${tokens.get(id) ?? ''}` });
    },
    close: () => agent.destroy(),
  };
}

/** Of the path; the limit on signing in leaves room for no more than thirty. */
const ACTING: ReadonlySet<string> = new Set(['registrar', 'mediator', 'arbitrator']);

type Answer = Readonly<Record<string, unknown>>;

function caseOf(answer: Answer): Held {
  const { case: found, entry } = answer as { case?: { id?: unknown; seq?: unknown }; entry?: { problem?: unknown } };
  if (entry?.problem) throw new Error(`entry: ${JSON.stringify(entry.problem)}`);
  if (typeof found?.id === 'string' && typeof found.seq === 'number') return { id: found.id, seq: found.seq };
  throw new Error(`no case in ${JSON.stringify(answer).slice(0, 300)}`);
}

function asked(
  agent: Agent,
  method: 'GET' | 'POST',
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const content = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...(body && content), ...headers } });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(parts).toString();
        if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(answer) as Answer);
        else reject(new Error(`${url}: ${response.statusCode} ${answer.slice(0, 400)}`));
      });
    });
    sent.end(text);
  });
}
