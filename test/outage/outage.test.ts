// Parts of the system away for a while, on real servers of its own: small versions of what `npm run nightly` and
// `npm run bench -- --measures away,outage` do at length.
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { dayAway } from './day-away.ts';
import { engineAway } from './engine-away.ts';
import { ladderAway } from './ladder-away.ts';
import { inWords } from './objection.ts';
import { type Ground, ground } from './world.ts';

let on: Ground;
const said: string[] = [];
const say = (line: string): void => void said.push(line);

/** Fewer than there are people to be told. */
const A_MINUTE = 4;

beforeAll(async () => {
  vi.stubEnv('JIEFEN_MESSAGES_A_MINUTE', String(A_MINUTE));
  on = await ground(1, [], inject('engine'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await on?.stop();
});

it('answers every command while Temporal is stopped, and has every workflow and timer right within a minute of its return', {
  timeout: 150_000,
}, async () => {
  const away = await engineAway(on.stack, {
    ...{ awayMs: 12_000, clients: 4, thinkMs: 150, left: 4, folder: on.folder, say },
  });
  expect(away.objections.map(inWords), said.join('\n')).toEqual([]);
  expect(away.commands).toBeGreaterThan(40);
});

it('catches up with a day without worker and Temporal: everything once, oldest first, stamped with its lateness', {
  timeout: 150_000,
}, async () => {
  const day = await dayAway(on.stack, {
    ...{ cases: 48, timelines: 12, awayMs: 6_000, leadMs: 15_000, say },
  });
  expect(day.objections.map(inWords), said.join('\n')).toEqual([]);
  expect(day).toMatchObject({ cases: 48, overdue: 48, twice: 0, missing: 0 });
  expect(day.late_max_h).toBeGreaterThan(20);
  expect(day.late_max_h).toBeLessThan(25);
});

it('makes no storm of it: after weeks without worker the law acts at once, and each supervisor gets one message at the set pace, whoever is killed meanwhile', {
  timeout: 150_000,
}, async () => {
  const away = await ladderAway(on.stack, { cases: 10, aMinute: A_MINUTE, say });
  expect(away.objections.map(inWords), said.join('\n')).toEqual([]);
  expect(away).toMatchObject({ cases: 50, overdue: 50, told: 150, messages: 7, recipients: 7 });
  expect(away.messages_before_the_kill).toBe(A_MINUTE);
});
