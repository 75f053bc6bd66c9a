// What the routes over webhooks take and answer.
import { z } from 'zod';
import { WEBHOOK_ACTS } from '../../db/schema/webhooks.ts';
import { COMMAND_NAMES } from '../../domain/command-names.ts';
import { count, cursor } from './queries.ts';
import { uuid } from './values.ts';

const instant = z.string().meta({ format: 'date-time' });
const number = z.int();
const seq = z.int().min(1).max(100_000_000);

const url = z.string().min(1).max(500).meta({ description: 'https, to a public address' });

/** What an event can be: a command, or an act of time. */
export const EVENT_TYPES: ReadonlySet<string> = new Set([...Object.keys(COMMAND_NAMES), 'lapse', 'warn', 'escalate']);

export const newWebhook = z
  .strictObject({
    org: uuid.meta({ description: 'It hears of the cases that its officers and those below it see' }),
    url,
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
  state: z.enum(['proposed', 'active', 'paused']).meta({ description: 'proposed: nothing goes before it is approved' }),
  nextUrl: z.string().nullable().meta({ description: 'The address that waits for approval' }),
  askedBy: uuid.nullable().meta({ description: 'Who asked for it; somebody else must approve' }),
  newsSince: instant.meta({ description: 'News from then on: its approval' }),
  formerSecretUntil: instant.nullable().meta({ description: 'Till then the secret before the present one signs too' }),
  heldUntil: instant.nullable().meta({ description: 'Its receiver asked for rest till then (Retry-After)' }),
  waiting: number.meta({ description: 'Cases of which something waits to be delivered' }),
  oldest: instant.nullable().meta({ description: 'Since when the oldest of it waits' }),
  deadLetters: number,
};
export const webhookView = z.strictObject(summary).meta({ id: 'Webhook' });
export const webhookList = z.strictObject({ webhooks: z.array(webhookView) });
const secret = z
  .string()
  .nullable()
  .meta({ description: 'Shown in this answer, and to the same request for an hour; null: no longer' });
export const webhookMade = z
  .strictObject({ id: uuid, secret })
  .meta({ id: 'WebhookMade', description: 'Signatures follow Standard Webhooks: webhook-id, -timestamp, -signature' });
export const webhookState = z.strictObject({ state: z.enum(['active', 'paused']) }).meta({ id: 'WebhookState' });
export const webhookAddress = z.strictObject({ url }).meta({ id: 'WebhookAddress' });
export const webhookApproval = z
  .strictObject({ approved: z.boolean(), url: url.meta({ description: 'The address that waits, as it was seen' }) })
  .meta({ id: 'WebhookApproval' });
export const webhookRotation = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(168)
      .default(24)
      .meta({ description: 'So long the former secret signs too; 0: it is over at once' }),
  })
  .meta({ id: 'WebhookRotation' });
export const webhookRotated = z.strictObject({ secret }).meta({ id: 'WebhookRotated' });
export const webhookAct = z
  .strictObject({
    id: uuid,
    webhook: uuid,
    act: z.enum(WEBHOOK_ACTS),
    asked: z.record(z.string(), z.unknown()).meta({ description: 'As it was asked for' }),
    person: uuid,
    at: instant,
  })
  .meta({ id: 'WebhookAct' });
export const actQuery = z.strictObject({ limit: count(200, 50) });
export const actList = z.strictObject({ acts: z.array(webhookAct) });

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
