// Drives one published case over HTTP in a legal time of its own, step by step as planned.
import { setTimeout as wait } from 'node:timers/promises';
import { type Api, answered, apiClient, type Schema } from '../../api/client/client.ts';
import type { Seed, SeedKey } from '../../db/seed.ts';
import { type CivilDate, daysBetween } from '../../domain/calendar/civil-date.ts';
import type { Level } from '../../domain/case.ts';
import { factsOf, newClaims } from './filing.ts';
import type { Driven, DrivenEvent } from './outcome.ts';
import { PETITION_OFFICE, type PetitionDesk, type Plan, type Step } from './plan.ts';
import type { PublishedCase } from './published.ts';

const DAY_MS = 86_400_000;
/** Steps are given in the middle of the morning: after warnings and rungs, long before midnight. */
const OFFICE_HOUR = '10:00';
const AT_ONCE_DAYS = 5;

export type CaseView = Schema<'Case'>;
/** What an event changed is typed in the domain alone. */
export type EventView = Omit<Schema<'Event'>, 'effects'> & DrivenEvent;

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
  readonly #people = new Map<string, Api>();

  constructor(url: string, district: Seed) {
    this.#url = url;
    this.#district = district;
  }

  get orgs(): Seed['orgs'] {
    return this.#district.orgs;
  }

  /** The API as this person. */
  as(username: string): Api {
    const known = this.#people.get(username);
    if (known) return known;
    let token: Promise<string> | null = null;
    const api = apiClient(this.#url, () => {
      token ??= this.#signIn(username);
      return token;
    });
    this.#people.set(username, api);
    return api;
  }

  async #signIn(username: string): Promise<string> {
    const body = { username, password: this.#district.password };
    const call = apiClient(this.#url).POST('/api/v1/session', { body });
    return (await answered(`sign-in of ${username}`, call)).token;
  }

  /** Who sits in the petition office: what stands in a plan → the id. */
  async petitionDesk(): Promise<ReadonlyMap<string, string>> {
    const desks: readonly PetitionDesk[] = ['petition-officer', 'authority-head'];
    const people = await Promise.all(
      desks.map(async (desk) => {
        const { person } = await answered(desk, this.as(`demo.petition.${desk}`).GET('/api/v1/session'));
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

const REGISTRAR = 'demo.district.registrar';

/** Files the case and drives it along its plan; a legal day takes `dayMs`. */
export async function drive(desk: Desk, published: PublishedCase, plan: Plan, dayMs: number): Promise<Run> {
  const run = { published, plan, caseNo: '—', view: null, events: [] };
  try {
    const begin = { on: plan.openedOn, time: OFFICE_HOUR };
    const begun = desk.as(REGISTRAR).POST('/api/v1/drill/timelines', { body: begin });
    const { id: timeline } = await answered('drill', begun);
    const { id, caseNo, ...opened } = await file(desk, published, plan, timeline);
    let view = opened.case;
    let today = plan.openedOn;
    for (const [i, step] of plan.steps.entries()) {
      if (step.on > today) await until(desk, timeline, today, step.on, dayMs);
      today = step.on;
      if (step.by === 'body') view = await caseOf(desk, id);
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
  const running = daysBetween(from, to) - AT_ONCE_DAYS;
  if (running > AT_ONCE_DAYS) {
    await move(desk, timeline, { dayMs });
    await wait(running * dayMs);
  }
  await move(desk, timeline, { on: to, time: OFFICE_HOUR, dayMs: DAY_MS });
}

function move(desk: Desk, timeline: number, body: Schema<'MoveTimeline'>): Promise<Schema<'Timeline'>> {
  const params = { path: { id: timeline } };
  return answered('drill', desk.as(REGISTRAR).POST('/api/v1/drill/timelines/{id}', { params, body }));
}

function caseOf(desk: Desk, id: string): Promise<CaseView> {
  return answered('case', desk.as(REGISTRAR).GET('/api/v1/cases/{id}', { params: { path: { id } } }));
}

function file(desk: Desk, published: PublishedCase, plan: Plan, timeline: number): Promise<Schema<'Opened'>> {
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
  const body: Schema<'Intake'> = {
    timeline,
    on: plan.openedOn,
    parties: [
      { id: 'W1', name: '劳动者（公开案例，匿名）' },
      { id: 'E1', name: published.employer.name },
    ],
    claims: [...newClaims(published)],
    facts: factsOf(published, plan, place),
    stepwise: plan.stepwise,
    registeredBy: orgs.district,
    for: 'W1',
  };
  const params = { header: { 'Idempotency-Key': `${plan.id}-${timeline}` } };
  return answered(plan.id, desk.as(REGISTRAR).POST('/api/v1/cases', { params, body }));
}

async function give(desk: Desk, id: string, view: CaseView, step: Step, key: string): Promise<CaseView> {
  const { type, ...rest } = step.command;
  const asked = 'level' in rest ? { body: bodyAt(desk, rest.level) } : rest;
  const forParty = step.by === 'worker' ? { for: 'W1' } : step.by === 'employer' ? { for: 'E1' } : {};
  const { texts = {}, ...payload } = asked as typeof asked & { readonly texts?: Readonly<Record<string, string>> };
  const known = await desk.petitionDesk();
  const filled: unknown = JSON.parse(JSON.stringify(payload), (_, value) => known.get(value) ?? value);
  const body = { type, ...(filled as object), ...texts, ...forParty, on: step.on } as Schema<'Command'>;
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  const given = desk.as(who(desk, view, step)).POST('/api/v1/cases/{id}/commands', { params, body });
  return (await answered(`${id} ${type}`, given)).case;
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

async function eventsOf(desk: Desk, id: string): Promise<readonly EventView[]> {
  const events: EventView[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const params = { path: { id }, query: { after } };
    const call = desk.as(REGISTRAR).GET('/api/v1/cases/{id}/events', { params });
    const page: Schema<'EventPage'> = await answered('events', call);
    events.push(...(page.events as unknown as EventView[]));
    after = page.next;
  }
  return events;
}
