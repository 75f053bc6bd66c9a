// Gives a command in the name of the person who asks: finds the capacity, lays texts and personal data beside it, puts it
// through the record's one door and turns what came of it into an answer.

import { createHmac } from 'node:crypto';
import { canonicalJson } from '../db/canonical-json.ts';
import { ClockBehind } from '../db/case-file.ts';
import { Unavailable } from '../db/failure.ts';
import { papersOf, prepareTexts, referencesOf } from '../db/personal.ts';
import { type Asked, type Recorded, record } from '../db/record.ts';
import { derived } from '../db/sealing.ts';
import type { Command } from '../domain/command.ts';
import type { Directory } from '../domain/deciding/routing.ts';
import { capacityFor, type Standing } from './capacity.ts';
import type { Context } from './context.ts';
import { requirePeople } from './party-accounts.ts';
import { Problem } from './problem.ts';
import { directoryOf, type Reading } from './reading.ts';
import { repeatMatters } from './repeat-matters.ts';
import { type GivenCommand, type GivenDetails, type GivenTexts, TEXT_FIELDS } from './schemas/command.ts';

export type Given = GivenCommand & GivenTexts & GivenDetails;
export type Done = Extract<Recorded, { outcome: 'recorded' }>;

/** Where somebody gives the reason in words only. */
const IN_WORDS = 'in-words';

/**
 * Records one command.
 *
 * @param key its id in the case: the same again gets the first answer
 * @throws Problem for a refusal, a key used otherwise, a person who may only look
 */
export async function give(reading: Reading, given: Given, key: string): Promise<Done> {
  const { context, file } = reading;
  if (given.details) await requirePeople(context.db.orm, [given.details], '/details');
  const directory = await directoryOf(context);
  if (given.type === 'linkCase') await requireRepeat(reading, given, directory);
  const asked = askedFor(reading, given, key, directory);
  const recorded = await counted(context, given.type, () => record(context.db, { ...asked, seen: file.seen }));
  if (recorded.outcome === 'unknown-case') throw Problem.of('not-found');
  if (recorded.outcome === 'key-reused') throw Problem.of('key-reused');
  if (recorded.outcome === 'refused') throw Problem.refused(recorded.refusal);
  return recorded;
}

/** Who gives a command on which case. */
export interface Giver extends Pick<Reading, 'context' | 'session' | 'tree'> {
  readonly file: Standing;
}

/**
 * What the record is asked: the capacity found, texts and personal data laid beside.
 *
 * @throws Problem `not-allowed` for a person who may only look
 */
export function askedFor(
  { context, session, tree, file }: Giver,
  given: Given,
  key: string,
  directory: Directory,
): Asked {
  const { details, ...said } = given;
  const [rest, words] = apart(said);
  const texts = prepareTexts(context.keys, file.id, key, words);
  const command: Command = {
    ...rest,
    ...(words.reasonText !== undefined && rest.reason === undefined && { reason: IN_WORDS }),
    ...(texts.length > 0 && { texts: referencesOf(texts) }),
  };
  const parties = details && command.type === 'joinParty' ? [{ ...details, party: command.party }] : [];
  return {
    caseId: file.id,
    commandId: key,
    command,
    by: capacityFor(session.person, tree, file, command, directory),
    fingerprint: fingerprintOf(context, given),
    ...((texts.length > 0 || parties.length > 0) && { papers: papersOf(context.keys, file.id, { parties, texts }) }),
  };
}

/** What the record takes, and the words that are laid beside it. */
function apart(said: GivenCommand & GivenTexts): readonly [GivenCommand, GivenTexts] {
  const isText = ([field]: readonly [string, unknown]): boolean => TEXT_FIELDS.some((one) => one === field);
  const fields = Object.entries(said);
  const rest = Object.fromEntries(fields.filter((one) => !isText(one)));
  // Nothing is taken away but fields that no command has.
  return [rest as unknown as GivenCommand, Object.fromEntries(fields.filter(isText))];
}

/** A link names a matter that this case repeats, as it stands. */
async function requireRepeat(
  { context, scope, file }: Reading,
  { other, standing }: Extract<Command, { type: 'linkCase' }>,
  directory: Directory,
): Promise<void> {
  const found = await repeatMatters(context.db.orm, scope, file.life, directory);
  if (found.some((one) => one.id === other && one.standing === standing)) return;
  const say = {
    zh: '不是本案的重复事项,或者其状态已变',
    en: 'No matter that this case repeats, or it stands otherwise',
  };
  throw Problem.of('malformed', { errors: [{ at: '/other', code: 'unknown-id', ...say }] });
}

/** What was asked, texts and names included, as a keyed digest: it binds a key and tells nothing. */
export function fingerprintOf({ keys }: Pick<Context, 'keys'>, given: object): string {
  const [key] = keys;
  if (!key) throw new RangeError('no key of personal data');
  return createHmac('sha256', derived(key, 'request fingerprints')).update(canonicalJson(given)).digest('hex');
}

/** Counts what became of a command. */
export async function counted<T extends { readonly outcome: string; readonly repeated?: boolean }>(
  { metrics }: Pick<Context, 'metrics'>,
  type: string,
  act: () => Promise<T>,
): Promise<T> {
  try {
    const done = await act();
    if (done.outcome === 'recorded') metrics.command(type, done.repeated ? 'repeated' : 'recorded');
    else metrics.command(type, done.outcome === 'key-reused' ? 'key-reused' : 'refused');
    return done;
  } catch (error) {
    metrics.command(type, error instanceof Unavailable || error instanceof ClockBehind ? 'unavailable' : 'failed');
    throw error;
  }
}
