// What the clients did and were told: written before a command is sent and after its answer, so that what the system
// owes them can be said afterwards. An unanswered command is unknown, never failed.
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** How a command ended for the client. `pending`: it was given up without a final answer, so both outcomes are right. */
export type Outcome = 'pending' | 'ok' | 'refused';

export interface Call {
  readonly key: string;
  readonly person: string;
  /** `open` or the type of the command. */
  readonly what: string;
  /** Of an intake: known once it was answered. */
  caseId: string | null;
  /** This machine's clock, epoch ms, when it was first sent. */
  readonly sentAt: number;
  answeredAt: number | null;
  outcome: Outcome;
  /** HTTP status of the final answer. */
  status: number | null;
  /** SHA-256 of the body of the first good answer, hex. */
  answer: string | null;
  /** Number of the command's event, as answered. */
  seq: number | null;
  /** The events of the answer, as `saidOf` writes them. */
  events: string | null;
  /** Attempts whose outcome stayed unknown. */
  unknown: number;
  /** Repetitions of the answered command, and how many of them were sent to another process. */
  repeats: number;
  repeatsElsewhere: number;
}

/** Something a client saw that must never be, whatever the record says. */
export interface Sight {
  readonly what: 'server-error' | 'other-answer' | 'key-conflict' | 'foreign-answer' | 'unknown-status';
  readonly key: string;
  readonly caseId: string | null;
  readonly detail: string;
}

export interface Journal {
  readonly calls: readonly Call[];
  readonly sights: readonly Sight[];
  begin(asked: Pick<Call, 'key' | 'person' | 'what' | 'caseId'>, api: number): Call;
  unknown(call: Call, why: string): void;
  answered(call: Call, answer: Pick<Call, 'outcome' | 'status' | 'answer' | 'seq' | 'events' | 'caseId'>): void;
  repeated(call: Call, elsewhere: boolean): void;
  saw(sight: Sight): void;
}

export function openJournal(path: string, now: () => number = Date.now): Journal {
  const calls: Call[] = [];
  const sights: Sight[] = [];
  const write = (line: object): void => appendFileSync(path, `${JSON.stringify({ at: now(), ...line })}\n`);
  return {
    calls,
    sights,
    begin: (asked, api) => {
      const call: Call = {
        ...asked,
        sentAt: now(),
        answeredAt: null,
        outcome: 'pending',
        status: null,
        answer: null,
        seq: null,
        events: null,
        unknown: 0,
        repeats: 0,
        repeatsElsewhere: 0,
      };
      calls.push(call);
      write({ t: 'sent', ...asked, api });
      return call;
    },
    unknown: (call, why) => {
      call.unknown += 1;
      write({ t: 'unknown', key: call.key, why });
    },
    answered: (call, answer) => {
      Object.assign(call, answer, { answeredAt: now() });
      write({ t: 'answered', key: call.key, ...answer });
    },
    repeated: (call, elsewhere) => {
      call.repeats += 1;
      if (elsewhere) call.repeatsElsewhere += 1;
    },
    saw: (sight) => {
      sights.push(sight);
      write({ t: 'saw', ...sight });
    },
  };
}

/** Number, type and legal instant of each, on one line. */
export const saidOf = (
  events: readonly { readonly seq: number; readonly type: string; readonly at: number }[],
): string => events.map(({ seq, type, at }) => `${seq} ${type} ${at}`).join(', ');

export const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
