// Drives one published case over HTTP in a legal time of its own, step by step as planned.
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Seed, SeedKey } from '../../db/seed.ts';
import { LEVELS, type Level } from '../../domain/case.ts';
import { type CivilDate, daysBetween } from '../../domain/civil-date.ts';
import { PROCEDURES, type ProcedureId } from '../../domain/procedures/procedures.ts';
import { factsOf, newClaims } from './filing.ts';
import type { Driven, DrivenEvent } from './outcome.ts';
import { PETITION_OFFICE, type PetitionDesk, type Plan, type Step } from './plan.ts';
import type { PublishedCase } from './published.ts';

const DAY_MS = 86_400_000;
/** Steps are given in the middle of the morning: after warnings and rungs, long before midnight. */
const OFFICE_HOUR = '10:00';
const AT_ONCE_DAYS = 5;

const ids = PROCEDURES.map(({ id }) => id);
const isProcedure = (text: string): text is ProcedureId => ids.some((id) => id === text);
const caseView = z.object({
  status: z.enum(['open', 'closed']),
  today: z.string(),
  claims: z.array(
    z.object({
      outcome: z
        .object({
          result: z.enum(['agreed', 'upheld', 'partly-upheld', 'dismissed', 'withdrawn', 'paid-out']),
          amountFen: z.number().nullable(),
          proceeding: z.number().nullable(),
          on: z.string().transform((day) => day as CivilDate),
        })
        .nullable(),
    }),
  ),
  proceedings: z.array(
    z.object({
      no: z.number(),
      procedure: z.string().refine(isProcedure),
      state: z.string(),
      level: z.enum(LEVELS),
      lumpFen: z.number().nullable(),
      closedOn: z.string().nullable(),
      body: z.object({ id: z.string() }).nullable(),
      notes: z.object({ basis: z.number().exactOptional() }),
    }),
  ),
  clocks: z.array(
    z.object({
      no: z.number(),
      name: z.object({ zh: z.string() }),
      article: z.string(),
      legal: z.string(),
      state: z.string(),
      light: z.string().nullable(),
      rule: z.string(),
    }),
  ),
});
export type CaseView = z.output<typeof caseView>;

const eventView = z.object({
  type: z.string(),
  on: z.string(),
  by: z.object({ kind: z.string() }),
  article: z.string(),
  effects: z
    .array(z.record(z.string(), z.unknown()))
    .transform((effects) => effects as unknown as DrivenEvent['effects']),
});
export type EventView = z.output<typeof eventView>;

export interface Run {
  readonly published: PublishedCase;
  readonly plan: Plan;
  readonly caseNo: string;
  readonly view: (CaseView & Driven) | null;
  readonly events: readonly EventView[];
  /** Why it could not be driven to its end. */
  readonly failure: string | null;
}

/** The way to the API as the staff of the synthetic district. */
export class Desk {
  readonly #url: string;
  readonly #district: Seed;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(url: string, district: Seed) {
    this.#url = url;
    this.#district = district;
  }

  get orgs(): Seed['orgs'] {
    return this.#district.orgs;
  }

  async call<T>(
    who: string,
    method: 'GET' | 'POST',
    path: string,
    answer: z.ZodType<T>,
    body?: object,
    key?: string,
  ): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.#token(who)}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path} ${response.status}: ${JSON.stringify(said)}`);
    return answer.parse(said);
  }

  #token(username: string): Promise<string> {
    const known = this.#tokens.get(username);
    if (known) return known;
    const token = this.#signIn(username);
    this.#tokens.set(username, token);
    return token;
  }

  async #signIn(username: string): Promise<string> {
    const response = await fetch(`${this.#url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: this.#district.password }),
    });
    if (!response.ok) throw new Error(`sign-in of ${username}: ${response.status}`);
    return z.object({ token: z.string() }).parse(await response.json()).token;
  }

  /** Who sits in the petition office: what stands in a plan → the id. */
  async petitionDesk(): Promise<ReadonlyMap<string, string>> {
    const desks: readonly PetitionDesk[] = ['petition-officer', 'authority-head'];
    const people = await Promise.all(
      desks.map(async (desk) => {
        const { person } = await this.call(`demo.petition.${desk}`, 'GET', '/session', sessionView);
        return [desk, person.id] as const;
      }),
    );
    return new Map([...people, [PETITION_OFFICE, this.orgs.petition]]);
  }

  /** The officer of the organisation that holds a proceeding. */
  officer(org: string, level: Level): string {
    const key = (Object.keys(this.orgs) as SeedKey[]).find((one) => this.orgs[one] === org);
    const role = level === 'arbitration' ? 'arbitrator' : level === 'petition' ? 'petition-officer' : 'mediator';
    return `demo.${key ?? ''}.${role}`;
  }
}

const sessionView = z.object({ person: z.object({ id: z.string() }) });
const REGISTRAR = 'demo.district.registrar';

/** Files the case and drives it along its plan; a legal day takes `dayMs`. */
export async function drive(desk: Desk, published: PublishedCase, plan: Plan, dayMs: number): Promise<Run> {
  const run = { published, plan, caseNo: '—', view: null, events: [] };
  try {
    const begin = { on: plan.openedOn, time: OFFICE_HOUR };
    const { id: timeline } = await desk.call(REGISTRAR, 'POST', '/drill/timelines', timelineView, begin);
    const { id, caseNo, ...opened } = await file(desk, published, plan, timeline);
    let view = opened.case;
    let today = plan.openedOn;
    for (const [i, step] of plan.steps.entries()) {
      if (step.on > today) await until(desk, timeline, today, step.on, dayMs);
      today = step.on;
      if (step.by === 'body') view = await desk.call(REGISTRAR, 'GET', `/cases/${id}`, caseView);
      view = await give(desk, id, view, step, `${plan.id}-${id}-${i}`);
    }
    return { ...run, caseNo, view, events: await eventsOf(desk, id), failure: null };
  } catch (error) {
    return { ...run, failure: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Lets legal time run to the day of the next step. Over a long stretch it runs at the drill's pace, so that the engine's
 * own timers come due; the last days are covered at once and time then stands nearly still, so that a step is given on
 * its day however slow the machine is.
 */
async function until(desk: Desk, timeline: number, from: CivilDate, to: CivilDate, dayMs: number): Promise<void> {
  const path = `/drill/timelines/${timeline}`;
  const running = daysBetween(from, to) - AT_ONCE_DAYS;
  if (running > AT_ONCE_DAYS) {
    await desk.call(REGISTRAR, 'POST', path, timelineView, { dayMs });
    await wait(running * dayMs);
  }
  await desk.call(REGISTRAR, 'POST', path, timelineView, { on: to, time: OFFICE_HOUR, dayMs: DAY_MS });
}

const timelineView = z.object({ id: z.number(), legalNow: z.string() });
const openedView = z.object({ id: z.string(), caseNo: z.string(), case: caseView });

function file(
  desk: Desk,
  published: PublishedCase,
  plan: Plan,
  timeline: number,
): Promise<z.output<typeof openedView>> {
  const { orgs } = desk;
  const at = <K extends SeedKey>(level: Plan['levels'][number], key: K) =>
    plan.levels.includes(level) ? orgs[key] : null;
  const place = {
    enterprise: at('enterprise', 'electronics'),
    community: at('community', 'jingui'),
    park: at('park', 'park'),
    town: at('town', 'street'),
    district: orgs.district,
  };
  const body = {
    timeline,
    on: plan.openedOn,
    parties: [
      { id: 'W1', name: '劳动者（公开案例，匿名）' },
      { id: 'E1', name: published.employer.name },
    ],
    claims: newClaims(published),
    facts: factsOf(published, plan, place),
    stepwise: plan.stepwise,
    registeredBy: orgs.district,
    for: 'W1',
  };
  return desk.call(REGISTRAR, 'POST', '/cases', openedView, body, `${plan.id}-${timeline}`);
}

const recordedView = z.object({ case: caseView });

async function give(desk: Desk, id: string, view: CaseView, step: Step, key: string): Promise<CaseView> {
  const { type, ...rest } = step.command;
  const asked = 'level' in rest ? { body: bodyAt(desk, rest.level) } : rest;
  const forParty = step.by === 'worker' ? { for: 'W1' } : step.by === 'employer' ? { for: 'E1' } : {};
  const { texts = {}, ...payload } = asked as typeof asked & { readonly texts?: Readonly<Record<string, string>> };
  const known = await desk.petitionDesk();
  const filled: unknown = JSON.parse(JSON.stringify(payload), (_, value) => known.get(value) ?? value);
  const command = { type, ...(filled as object), ...texts, ...forParty, on: step.on };
  const answer = await desk.call(who(desk, view, step), 'POST', `/cases/${id}/commands`, recordedView, command, key);
  return answer.case;
}

const BODIES: Readonly<Record<Plan['levels'][number], SeedKey>> = {
  enterprise: 'electronics',
  community: 'jingui',
  park: 'park',
  town: 'street',
  district: 'district',
};
const bodyAt = (desk: Desk, level: Plan['levels'][number]): string => desk.orgs[BODIES[level]];

/** Parties speak through the registrar, who writes it down; an office acts through its own officer. */
function who(desk: Desk, view: CaseView, step: Step): string {
  if (step.by === 'petition-officer' || step.by === 'authority-head') return `demo.petition.${step.by}`;
  if (step.by !== 'body') return REGISTRAR;
  const held = view.proceedings.findLast(
    (p) => p.closedOn === null && p.procedure !== 'performance' && p.body !== null,
  );
  if (!held?.body) throw new Error(`没有机构办理 ${step.command.type} · no office holds a proceeding`);
  return desk.officer(held.body.id, held.level);
}

const eventPage = z.object({ events: z.array(eventView), next: z.number().nullable() });

async function eventsOf(desk: Desk, id: string): Promise<readonly EventView[]> {
  const events: EventView[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: z.output<typeof eventPage> = await desk.call(
      REGISTRAR,
      'GET',
      `/cases/${id}/events?after=${after}`,
      eventPage,
    );
    events.push(...page.events);
    after = page.next;
  }
  return events;
}
