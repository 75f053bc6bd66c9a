// One case's life as people would live it: an intake, then lawful and unlawful commands at random moments, now and then
// twice at once, until it is left to the clocks.
import { setTimeout as wait } from 'node:timers/promises';
import type { SeedKey, SeedPerson } from '../../db/seed.ts';
import { addDays, type CivilDate } from '../../domain/calendar/civil-date.ts';
import { RECORDING } from '../../domain/deciding/office.ts';
import type { Client, Request, Told } from './client.ts';
import type { Random } from './random.ts';
import { nextStep, type Seen, type Step, wildStep } from './steps.ts';

export interface Surroundings {
  readonly client: Client;
  readonly orgs: Readonly<Record<SeedKey, string>>;
  /** The legal day now. */
  readonly today: () => CivilDate;
  /** Mean pause between two steps, ms. */
  readonly thinkMs: number;
  readonly timelineId: number;
}

/** Where enterprises of the district lie; the walk picks one. */
const PLACES: readonly (readonly [
  enterprise: SeedKey,
  community: SeedKey | null,
  park: SeedKey | null,
  town: SeedKey,
])[] = [
  ['electronics', 'jingui', 'park', 'street'],
  ['logistics', null, 'park', 'street'],
  ['machinery', 'heping', null, 'street'],
  ['restaurant', 'jingui', null, 'street'],
  ['builder', 'shiqiao', null, 'town'],
  ['platform', 'longjing', null, 'street'],
  ['cleaner', null, null, 'town'],
];
const REGISTRIES: readonly SeedKey[] = ['district', 'street', 'park', 'town'];

export async function walk(around: Surroundings, random: Random): Promise<void> {
  const { client } = around;
  const opened = await client.send(intake(around, random));
  let life = opened.case;
  if (!life) return;
  await doubted(around, opened, random);
  const steps = random.int(2, 14);
  for (let step = 0; step < steps && life.status === 'open'; step += 1) {
    await wait(random.wait(around.thinkMs));
    const told = await take(around, life, random);
    for (const one of told) if (one.case && one.case.seq > life.seq) life = one.case;
    for (const one of told) await doubted(around, one, random);
  }
}

/** One step, sometimes two at once that may be each other's rivals. */
async function take(around: Surroundings, life: Seen, random: Random): Promise<readonly Told[]> {
  const count = random.chance(0.08) ? 2 : 1;
  const steps = Array.from({ length: count }, () =>
    random.chance(0.1) ? wildStep(life, around.today(), random) : nextStep(life, around.today(), random),
  );
  const requests = steps.flatMap((step) => requestOf(around, life, step));
  return Promise.all(requests.map((request) => around.client.send(request)));
}

function requestOf({ client }: Surroundings, life: Seen, { command, org, roles }: Step): Request[] {
  const person = client.holder(org, roles);
  return person ? [{ person, what: command.type, caseId: life.id, body: command }] : [];
}

/** Repeats some answered commands elsewhere, and misuses the keys of some others. */
async function doubted({ client }: Surroundings, told: Told, random: Random): Promise<void> {
  if (told.call.outcome !== 'ok') return;
  if (random.chance(0.15)) await client.again(told);
  if (random.chance(0.04)) await client.misuse(told, { body: { ...told.request.body, reason: 'another-body' } });
  const others = client.others(told.request.person);
  // An intake's key is a person's own: with another person it is another intake.
  if (told.request.caseId && others.length > 0 && random.chance(0.06))
    await client.misuse(told, { person: random.pick(others) });
}

function intake({ client, orgs, today, timelineId }: Surroundings, random: Random): Request {
  const registry = orgs[random.pick(REGISTRIES)];
  const person: SeedPerson | null = client.holder(registry, ['registrar', ...RECORDING]);
  if (!person) throw new Error('nobody registers cases there');
  const [enterprise, community, park, town] = random.pick(PLACES);
  const now = today();
  const at = (key: SeedKey | null) => (key === null ? null : orgs[key]);
  const body = {
    parties: [
      { id: 'W1', name: '测试劳动者（虚构）' },
      { id: 'E1', name: '测试单位（虚构）' },
    ],
    claims: [
      { type: 'remuneration', party: 'W1', amountFen: random.int(10_000, 5_000_000) },
      ...(random.chance(0.4) ? [{ type: 'compensation', party: 'W1', amountFen: random.int(10_000, 5_000_000) }] : []),
    ],
    facts: {
      industry: 'manufacturing',
      workers: 1,
      commonClaim: false,
      migrantWages: random.chance(0.2),
      wageIou: false,
      knownOn: addDays(now, -random.int(5, 340)),
      employmentEndedOn: random.chance(0.5) ? addDays(now, -random.int(1, 300)) : null,
      priorArbitration: null,
      place: {
        enterprise: at(enterprise),
        community: at(community),
        park: at(park),
        town: at(town),
        district: orgs.district,
      },
    },
    stepwise: random.chance(0.7),
    registeredBy: registry,
    timeline: timelineId,
  };
  return { person, what: 'open', caseId: null, body };
}
