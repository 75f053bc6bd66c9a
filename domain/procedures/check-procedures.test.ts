import { describe, expect, it } from 'vitest';
import { checkProcedures, DOCUMENT } from './check-procedures.ts';

type Json = Record<string, Record<string, unknown>>;
interface Loose {
  version: string;
  followUp: string | null;
  procedures: { id: string; initial: string; overtakenBy: Json; opening: Json; states: Record<string, Json> }[];
}

/** The document in force, changed. */
function planted(change: (mediation: Loose['procedures'][number], all: Loose) => void): readonly string[] {
  const copy = JSON.parse(JSON.stringify(DOCUMENT)) as Loose;
  const mediation = copy.procedures.find((p) => p.id === 'mediation');
  if (!mediation) throw new Error('no mediation');
  change(mediation, copy);
  return checkProcedures(copy);
}
const move = { to: 'failed', by: ['body'], source: '设计 试' };

describe('the publish check', () => {
  it('passes the procedures in force', () => {
    expect(checkProcedures(DOCUMENT)).toEqual([]);
    expect(checkProcedures(JSON.parse(JSON.stringify(DOCUMENT)))).toEqual([]);
  });

  it.each<[string, string, (mediation: Loose['procedures'][number], all: Loose) => void]>([
    [
      'an unreachable node',
      'mediation.limbo: nothing leads there',
      (m) => {
        m.states.limbo = { name: {}, waitsFor: 'body', on: { fail: move } } as never;
      },
    ],
    [
      'a dead end',
      'mediation.accepted: no way leads from here to an end',
      (m) => {
        m.overtakenBy = {};
        m.states.accepted = { name: {}, waitsFor: 'body', on: { agreeLonger: { ...move, to: 'same' } } } as never;
      },
    ],
    [
      'a wait without a responsible',
      'mediation.accepted: waits without anybody responsible',
      (m) => {
        Object.assign(m.states.accepted ?? {}, { waitsFor: undefined });
      },
    ],
    [
      'a wait without a timer',
      'arbitration.correcting: waits without a timer',
      (_, all) => {
        all.followUp = null;
      },
    ],
    [
      'an exit without an owner',
      'mediation.accepted → fail: is an exit that nobody owns',
      (m) => {
        Object.assign(m.states.accepted?.on?.fail ?? {}, { by: [] });
      },
    ],
    [
      'an exit to nowhere',
      'mediation.accepted → fail: leads to nowhere, which does not exist',
      (m) => {
        Object.assign(m.states.accepted?.on?.fail ?? {}, { to: 'nowhere' });
      },
    ],
    [
      'an unknown period',
      'mediation.accepted: the period mediation-forever is not in the rulebook',
      (m) => {
        Object.assign(m.states.accepted ?? {}, { clocks: ['mediation-forever'] });
      },
    ],
    [
      'a lapse of a period that nothing starts',
      'mediation.accepted: nothing starts the period court-filing, so it cannot lapse',
      (m) => {
        Object.assign(m.states.accepted?.lapse ?? {}, { 'court-filing': { to: 'failed' } });
      },
    ],
    [
      'an unknown guard',
      'mediation.accepted → fail: there is no guard full-moon',
      (m) => {
        Object.assign(m.states.accepted?.on?.fail ?? {}, { guards: ['full-moon'] });
      },
    ],
    [
      'an unknown consequence',
      'mediation.accepted → fail: there is no consequence jubilation',
      (m) => {
        Object.assign(m.states.accepted?.on?.fail ?? {}, { brings: ['jubilation'] });
      },
    ],
    [
      'an unknown command',
      'mediation.accepted: there is no command dance',
      (m) => {
        Object.assign(m.states.accepted?.on ?? {}, { dance: move });
      },
    ],
    [
      'a move without an article',
      'mediation.accepted → fail: names no article',
      (m) => {
        Object.assign(m.states.accepted?.on?.fail ?? {}, { source: '' });
      },
    ],
    [
      'an end that can be moved',
      'mediation.failed: has ended but can still be moved',
      (m) => {
        Object.assign(m.states.failed ?? {}, { on: { fail: move } });
      },
    ],
    [
      'a beginning that does not exist',
      'mediation: the initial state start does not exist',
      (m) => {
        m.initial = 'start';
      },
    ],
    [
      'no edition',
      'the document says of no edition that it is its own',
      (_, all) => {
        all.version = '';
      },
    ],
    [
      'one id for two',
      'mediation: the id is used twice',
      (m, all) => {
        all.procedures.push(m);
      },
    ],
  ])('refuses %s, naming the node', (_, fault, change) => {
    expect(planted(change)).toContain(fault);
  });

  it.each([null, 7, 'x', [], {}, { procedures: [] }, { procedures: [null] }])('refuses %j', (json) => {
    expect(checkProcedures(json)).not.toEqual([]);
  });
});
