// Sends supervisors what was gathered for them, at the pace that was set (domain/attention/messages.ts).
import type { Db } from '../db/connection.ts';
import { releaseMessages } from '../db/release.ts';
import type { Pace } from '../domain/attention/messages.ts';
import type { Duty, Watch } from './patrol.ts';

const EVERY_MS = 2_000;

/** The duty of a messenger. */
export function messenger(db: Db, watch: Watch, pace: Pace): Duty {
  return {
    name: 'messenger',
    everyMs: EVERY_MS,
    round: async () => {
      const { messages, notices, held, oldestMs } = await releaseMessages(db, pace);
      watch.gauge('jiefen_held_notices', held);
      watch.gauge('jiefen_held_notices_seconds', oldestMs / 1_000);
      watch.count('jiefen_messages_total', messages);
      if (messages > 0) watch.say('info', 'supervisors told', { messages, notices, held });
      return undefined;
    },
  };
}
