// Opens a case: places it, decides in whose name, records it with its personal data, and gives the first step if one was
// asked for. Nobody is turned away for limitation or for resembling another case; both are only shown.

import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { type Intake as NewIntake, type Opened, openCase } from '../db/open-case.ts';
import { placeOf, type Tree, tree } from '../db/organisations.ts';
import type { Person, Session } from '../db/people.ts';
import { papersOf, partiesWithNumber, prepareTexts, referencesOf } from '../db/personal.ts';
import { caseColumns } from '../db/read-model.ts';
import { derived } from '../db/sealing.ts';
import { addMonths } from '../domain/calendar/civil-date.ts';
import { type Case, type OrgId, type PartyId, type Place, sideOf } from '../domain/case.ts';
import type { CommandOf } from '../domain/command.ts';
import { LIMITATION } from '../domain/deciding/limitation.ts';
import { RECORDING } from '../domain/deciding/office.ts';
import type { PersonalActor, Standing } from './capacity.ts';
import { type Resembling, resembling } from './case-queries.ts';
import { clockOf, routeOf } from './case-view.ts';
import { askedFor, counted, type Done, fingerprintOf, type Given, type Giver, give } from './commands.ts';
import type { Context } from './context.ts';
import { requirePeople } from './party-accounts.ts';
import { type FieldError, Problem } from './problem.ts';
import { directoryOf, openFile, partiesBeside, type Reading, showDecided } from './reading.ts';
import type { opened } from './schemas/answers.ts';
import { factsOf, type Intake } from './schemas/intake.ts';
import { scopeOf } from './scope.ts';

type OpenedView = z.output<typeof opened>;
type OpenedCase = Extract<Opened, { outcome: 'recorded' }>;

const wrong = (at: string, code: string, zh: string, en: string): Problem =>
  Problem.of('malformed', { errors: [{ at, code, zh, en } satisfies FieldError] });

/** @param key the intake's Idempotency-Key @throws Problem */
export async function fileCase(context: Context, session: Session, given: Intake, key: string): Promise<OpenedView> {
  const organisations = await tree(context.db);
  await requirePeople(context.db.orm, given.parties, '/parties');
  const place = placeFor(given, organisations);
  const { by, registeredBy } = filer(session.person, given, organisations, place);
  const done = await openWith(context, session, given, { key, organisations, place, by, registeredBy });
  const [{ view, entry }, resembling] = await Promise.all([
    shownWithEntry(context, session, done, given, key),
    resemblingCases(context, session.person, organisations, done.case, given),
  ]);
  return {
    id: done.case.id,
    caseNo: done.caseNo,
    trackingCode: done.trackingCode,
    case: view,
    limitation: limitationOf(done.case),
    route: routeOf(done.case, organisations),
    resembling,
    entry,
  };
}

interface Filing {
  readonly key: string;
  readonly organisations: Tree;
  readonly place: Place;
  readonly by: PersonalActor;
  readonly registeredBy: OrgId;
}

async function openWith(context: Context, session: Session, given: Intake, filing: Filing): Promise<OpenedCase> {
  const { key, place, by, registeredBy, organisations } = filing;
  if (given.timeline !== undefined && !context.drill) {
    throw wrong('/timeline', 'no-drill', '正式环境不得演练', 'There are no drills in production');
  }
  // The case has no id yet: its texts are bound to the filing.
  const texts = prepareTexts(context.keys, `intake:${session.person.id}`, key, {
    ...(given.statement !== undefined && { statement: given.statement }),
  });
  const caseId = uuidv7();
  const parties = given.parties.map(({ id, self, ...details }) => ({
    ...details,
    party: id,
    ...(self && { person: session.person.id }),
  }));
  const command: CommandOf<'open'> = {
    type: 'open',
    parties: given.parties.map((party) => party.id),
    claims: given.claims,
    facts: factsOf(given.facts, place),
    stepwise: given.stepwise,
    registeredBy,
    ...(given.on !== undefined && { on: given.on }),
    ...(given.for !== undefined && { for: given.for }),
    ...(texts.length > 0 && { texts: referencesOf(texts) }),
  };
  const mine = parties.flatMap(({ party, person }) => (person === session.person.id ? [party] : []));
  const step = await firstStep({ context, session, tree: organisations }, given.entry, key, mine);
  const done = await counted(context, 'open', () =>
    openCase(context.db, {
      commandId: key,
      command,
      by,
      fingerprint: fingerprintOf(context, given),
      trackingKey: trackingKey(context),
      ...(given.timeline !== undefined && { timelineId: given.timeline }),
      caseId,
      ...step,
      papers: papersOf(context.keys, caseId, { parties, texts }),
    }),
  ).catch((error: unknown) => {
    if (error instanceof RangeError && error.message.startsWith('no timeline'))
      throw wrong('/timeline', 'unknown-id', '没有这个时间线', 'There is no such timeline');
    throw error;
  });
  if (done.outcome === 'refused') throw Problem.refused(done.refusal);
  if (done.outcome === 'key-reused') throw Problem.of('key-reused');
  return done;
}

/** The oldest key: a new one in front does not change the codes. */
function trackingKey({ keys }: Context): Uint8Array {
  const key = keys.at(-1);
  if (!key) throw new RangeError('no key of personal data');
  return derived(key, 'tracking codes');
}

// ── where and by whom ───────────────────────────────────────────────────────────────────────────────────────────

const PLACES = ['enterprise', 'community', 'park', 'town', 'district'] as const;

function placeFor(given: Intake, organisations: Tree): Place {
  const stated = given.facts.place;
  if (stated) return checkedPlace(stated, organisations);
  const employer = given.parties.find((party) => sideOf(party.id) === 'employer' && party.org !== undefined);
  const place = employer?.org === undefined ? null : placeOf(organisations, employer.org.toLowerCase());
  if (place) return place;
  throw wrong(
    '/facts/place',
    'place-missing',
    '请填写用人单位所在地(place),或者为用人单位选择已登记的企业(org)',
    'Say where the enterprise stands (place), or name a registered one (org)',
  );
}

function checkedPlace(stated: NonNullable<Intake['facts']['place']>, { organisations }: Tree): Place {
  for (const kind of PLACES) {
    const id = stated[kind];
    if (id !== null && organisations.get(id)?.kind !== kind) {
      throw wrong(`/facts/place/${kind}`, 'unknown-id', '没有这个组织', 'There is no such organisation');
    }
  }
  return stated;
}

/** Officers register for others in one of their offices; everybody else files the own case. */
function filer(person: Person, given: Intake, organisations: Tree, place: Place): Pick<Filing, 'by' | 'registeredBy'> {
  const self = given.parties.find((party) => party.self);
  if (self) return selfFiled(person, self.id, given, place);
  const offices = person.offices.filter(
    ({ role, org }) => RECORDING.includes(role) && (given.registeredBy ?? org) === org,
  );
  const [office, ...others] = offices;
  if (!office && person.offices.length === 0) {
    throw wrong('/parties', 'self-missing', '请注明您是哪一方当事人(self)', 'Say which party you are (self)');
  }
  if (!office) throw Problem.of('not-allowed');
  if (given.registeredBy === undefined && others.some(({ org }) => org !== office.org)) {
    throw wrong('/registeredBy', 'say-which-office', '请注明由哪个机构登记', 'Say which office registers it');
  }
  if (!organisations.organisations.get(office.org)?.active) throw Problem.of('not-allowed');
  return { by: { kind: 'staff', person: person.id, ...office }, registeredBy: office.org };
}

function selfFiled(person: Person, party: PartyId, given: Intake, place: Place): Pick<Filing, 'by' | 'registeredBy'> {
  if (given.for !== undefined && given.for !== party) throw Problem.of('not-allowed');
  if (given.parties.some((other) => other.id !== party && (other.self || other.person !== undefined))) {
    throw wrong('/parties', 'only-self', '不能替他人绑定账号', 'Nobody binds the account of somebody else');
  }
  const registeredBy = given.registeredBy ?? place.town ?? place.district;
  if (!Object.values(place).includes(registeredBy)) {
    throw wrong(
      '/registeredBy',
      'unknown-id',
      '请选择用人单位所在地的机构',
      'Choose an office where the enterprise stands',
    );
  }
  return { by: { kind: 'party', person: person.id, party }, registeredBy };
}

// ── after it ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The case just opened, as far as capacities depend on it. */
function newFile(life: Case, now: number, mine: readonly PartyId[]): Standing {
  const { bodies = [], orgs = [] } = caseColumns(life);
  return { id: life.id, life, mine, bodies, orgs, now };
}

/** The first step as it is recorded with the opening. Else it is given afterwards, and what is wrong is said there. */
async function firstStep(
  giver: Omit<Giver, 'file'>,
  entry: Given | undefined,
  key: string,
  mine: readonly PartyId[],
): Promise<Pick<NewIntake, 'step'>> {
  // The last two are looked at against other rows first.
  if (!entry || entry.type === 'linkCase' || entry.type === 'joinParty') return {};
  const directory = await directoryOf(giver.context);
  return {
    step: (life, now) => {
      try {
        return askedFor({ ...giver, file: newFile(life, now, mine) }, entry, entryKey(key), directory);
      } catch (error) {
        if (error instanceof Problem) return null;
        throw error;
      }
    },
  };
}

const entryKey = (key: string): string => `entry:${key}`;

/** The case after the first step, if one was asked for: a command of its own, whose refusal does not undo the registration. */
async function shownWithEntry(
  context: Context,
  session: Session,
  opened: OpenedCase,
  { entry }: Intake,
  key: string,
): Promise<Pick<OpenedView, 'entry'> & { readonly view: OpenedView['case'] }> {
  const reading = await openFile(context, session, opened.case.id, entryKey(key));
  if (!entry) return { view: await showDecided(reading, opened), entry: null };
  if (opened.step) {
    context.metrics.command(entry.type, 'recorded');
    return { view: await showDecided(reading, opened.step), entry: { recorded: true, problem: null } };
  }
  const [{ done, problem }, parties] = await Promise.all([
    giveEntry(reading, entry, entryKey(key)),
    partiesBeside(reading, entry),
  ]);
  const view = await showDecided(reading, done ?? opened, parties);
  return { view, entry: { recorded: problem === null, problem } };
}

interface Entered {
  readonly done: Done | null;
  readonly problem: NonNullable<OpenedView['entry']>['problem'];
}

async function giveEntry(reading: Reading, entry: Given, key: string): Promise<Entered> {
  try {
    return { done: await give(reading, entry, key), problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { errors = [], article, ...body } = error.body('');
    return { done: null, problem: { ...body, errors: [...errors], ...(article !== undefined && { article }) } };
  }
}

const limitationOf = (c: Case): OpenedView['limitation'] =>
  c.clocks.filter((clock) => LIMITATION.some((rule) => rule === clock.rule)).map((clock) => clockOf(c, clock));

/** How far back a case may lie to be pointed out. */
const RESEMBLING_MONTHS = 12;

async function resemblingCases(
  context: Context,
  person: Person,
  organisations: Tree,
  c: Case,
  given: Intake,
): Promise<Resembling[]> {
  const numbers = given.parties.filter((p) => sideOf(p.id) === 'worker').flatMap((p) => p.idNumber ?? []);
  const found = await Promise.all(
    numbers.slice(0, 20).map((number) => partiesWithNumber(context.db.orm, context.keys, number)),
  );
  const candidates = [...new Set(found.flat().map(({ caseId }) => caseId))].slice(0, 1_000);
  const since = addMonths(c.openedOn, -RESEMBLING_MONTHS);
  return resembling(context.db.orm, scopeOf(person, organisations), { caseId: c.id, candidates, since });
}
