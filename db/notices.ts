// What an event tells to whom, as rows: one for each notice and each rung of the ladder that was told.

import { isGathered } from '../domain/attention/messages.ts';
import type { Chart } from '../domain/attention/supervision.ts';
import { type Case, type CaseEvent, clockOf, type Effect } from '../domain/case.ts';
import type { notices } from './schema/notices.ts';
import { holderOf, rungTarget } from './tasks.ts';

export const NOTICE_KEYS = [
  'caseId',
  'seq',
  'ordinal',
  'template',
  'clock',
  'party',
  'org',
  'role',
  'person',
  'channel',
  'state',
  'attempts',
  'deliveredAt',
] as const satisfies readonly (keyof typeof notices.$inferInsert)[];
export type NoticeRow = Pick<typeof notices.$inferInsert, (typeof NOTICE_KEYS)[number]>;

/**
 * In the inbox, which is the table itself, a notice arrives with the transaction that writes it; what is gathered for a
 * supervisor is held there and goes out with the rest (db/release.ts).
 */
export function arrived(row: NoticeRow, at: Date): NoticeRow {
  if (isGathered(row.template)) return { ...row, state: 'held' };
  return row.channel === 'inbox' ? { ...row, state: 'delivered', attempts: 1, deliveredAt: at } : row;
}

/** The notices of these events of one case. `after` is the case after the last of them. */
export function noticeRows(events: readonly CaseEvent[], after: Case, chart: Chart): NoticeRow[] {
  return events.flatMap((event) =>
    event.effects.flatMap((effect, ordinal) => {
      const told = toldBy(effect, after, chart);
      return told
        ? [
            {
              caseId: event.case,
              seq: event.seq,
              ordinal,
              ...told,
              channel: 'inbox' as const,
              state: 'waiting' as const,
              attempts: 0,
              deliveredAt: null,
            },
          ]
        : [];
    }),
  );
}

type Told = Pick<NoticeRow, 'template' | 'clock' | 'party' | 'org' | 'role' | 'person'>;

function toldBy(effect: Effect, c: Case, chart: Chart): Told | null {
  if (effect.t === 'escalated') {
    const target = rungTarget(c, clockOf(c, effect.clock).proceeding, effect.rung, chart);
    const { org = c.registeredBy, person = null } = target ?? {};
    return { template: 'escalated', clock: effect.clock, party: null, org, role: effect.role, person };
  }
  if (effect.t !== 'notice') return null;
  const { template, clock = null, to } = effect;
  if ('party' in to) return { template, clock, party: to.party, org: null, role: null, person: null };
  const person = holderOf(to.office, to.role, c.handler, chart);
  return { template, clock, party: null, org: to.office, role: to.role, person };
}
