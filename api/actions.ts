// The commands that a person may give in a case, over all the capacities he has in it.
import type { z } from 'zod';
import { type Action, actionsOf } from '../domain/deciding/actions.ts';
import { REASONS, reasonsFor } from '../domain/deciding/reasons.ts';
import { capacities, type PersonalActor, worldOf } from './capacity.ts';
import { directoryOf, type Reading } from './reading.ts';
import type { actionView } from './schemas/answers.ts';

type ActionView = z.output<typeof actionView>;

/** Each command once a proceeding, in the capacity in which it is possible, else in the one that is told most. */
export async function actionsFor(reading: Reading): Promise<ActionView[]> {
  const { context, session, tree, file } = reading;
  const world = worldOf(file, await directoryOf(context));
  const best = new Map<string, { action: Action; by: PersonalActor }>();
  for (const by of capacities(session.person, tree, file)) {
    for (const action of actionsOf(file.life, by, world)) {
      const key = `${action.command} ${action.proceeding ?? ''}`;
      const before = best.get(key);
      if (!before || weight(action) > weight(before.action)) best.set(key, { action, by });
    }
  }
  return [...best.values()].map(({ action, by }) => shown(action, by));
}

function weight({ refusal }: Action): number {
  if (refusal === null) return 2;
  return refusal.code === 'not-yours' ? 0 : 1;
}

function shown({ command, name, proceeding, refusal, article, for: forWhom }: Action, by: PersonalActor): ActionView {
  return {
    command,
    name: { zh: name.zh, en: name.en },
    proceeding,
    for: forWhom,
    allowed: refusal === null,
    code: refusal?.code ?? null,
    because: refusal && { zh: refusal.because.zh, en: refusal.because.en },
    article: refusal?.article ?? article,
    reasons: reasonsFor(command).map((code) => ({ code, name: { ...REASONS[code] } })),
    capacity: {
      kind: by.kind,
      party: by.kind === 'party' ? by.party : null,
      role: by.kind === 'staff' ? by.role : null,
    },
  };
}
