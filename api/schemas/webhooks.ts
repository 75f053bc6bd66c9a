// What the routes over webhooks take and answer.
import { z } from 'zod';
import { COMMAND_NAMES } from '../../domain/command-names.ts';
import { count, cursor } from './queries.ts';
import { uuid } from './values.ts';

const instant = z.string().meta({ format: 'date-time' });
const number = z.int();
const seq = z.int().min(1).max(100_000_000);

/** What an event can be: a command, or an act of time. */
export const EVENT_TYPES: ReadonlySet<string> = new Set([...Object.keys(COMMAND_NAMES), 'lapse', 'warn', 'escalate']);

export const newWebhook = z
  .strictObject({
    org: uuid.meta({ description: 'It hears of the cases that its officers and those below it see' }),
    url: z.string().min(1).max(500).meta({ description: 'https, to a public address' }),
    types: z
      .array(
        z.string().refine((type) => EVENT_TYPES.has(type), { error: '没有这种事件 · There is no such type of event' }),
      )
      .max(200)
      .default([])
      .meta({ description: 'Types of events: those of commands, lapse, warn, escalate; empty: all' }),
  })
  .meta({ id: 'NewWebhook' });

const summary = {
  id: uuid,
  org: uuid,
  url: z.string(),
  types: z.array(z.string()),
  state: z.enum(['active', 'paused']),
  createdAt: instant,
  waiting: number.meta({ description: 'Cases of which something waits to be delivered' }),
  oldest: instant.nullable().meta({ description: 'Since when the oldest of it waits' }),
  deadLetters: number,
};
export const webhookView = z.strictObject(summary).meta({ id: 'Webhook' });
export const webhookList = z.strictObject({ webhooks: z.array(webhookView) });
export const webhookMade = z
  .strictObject({ id: uuid, secret: z.string().meta({ description: 'Shown in this answer alone' }) })
  .meta({ id: 'WebhookMade', description: 'Signatures follow Standard Webhooks: webhook-id, -timestamp, -signature' });
export const webhookState = z.strictObject({ state: z.enum(['active', 'paused']) }).meta({ id: 'WebhookState' });

export const deadQuery = z.strictObject({ cursor: cursor.exactOptional(), limit: count(200, 50) });
export const deadList = z.strictObject({
  deadLetters: z.array(
    z.strictObject({ caseId: uuid, seq: number, attempts: number, lastError: z.string(), diedAt: instant }),
  ),
  next: z.string().nullable(),
});
export const attemptQuery = z.strictObject({ case: uuid.exactOptional(), limit: count(200, 50) });
export const attemptList = z.strictObject({
  attempts: z.array(
    z.strictObject({
      caseId: uuid,
      seq: number,
      attempt: number,
      at: instant,
      took: number.meta({ description: 'Milliseconds' }),
      status: number.nullable().meta({ description: 'Of HTTP; null: there was no answer' }),
      error: z.string().nullable().meta({ description: 'A code; null: delivered' }),
    }),
  ),
});

export const replay = z
  .discriminatedUnion('what', [
    z.strictObject({ what: z.literal('one'), caseId: uuid, seq }).meta({ description: 'One dead letter' }),
    z.strictObject({ what: z.literal('all') }).meta({ description: 'All dead letters' }),
    z.strictObject({ what: z.literal('from'), caseId: uuid, seq }).meta({
      description: 'Everything of a case from that event on, in order, under the same ids',
    }),
  ])
  .meta({ id: 'WebhookReplay' });
