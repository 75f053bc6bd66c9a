// Whatever leaves its straight way says why, in a code with a name. Lives are random and synthetic.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate, startOfDayMs } from '../calendar/civil-date.ts';
import type { Actor, Case, CaseEvent } from '../case.ts';
import { draws, live, opening, REGISTRAR, worldAt } from '../checking/random-life.ts';
import type { Command } from '../command.ts';
import { decide } from '../decide.ts';
import { REASONS, reasonName, reasonsFor } from './reasons.ts';

const WORKER: Actor = { kind: 'party', person: 'person-W1', party: 'W1' };
const COMMISSION: Actor = { kind: 'staff', person: 'a', role: 'arbitrator', org: 'commission' };
const AT = startOfDayMs(civilDate('2026-03-02')) + 36_000_000;

/** The last event of these commands, each a minute after the one before. */
function last(...commands: readonly (readonly [object, Actor])[]): CaseEvent {
  let c: Case | null = null;
  let event: CaseEvent | undefined;
  for (const [i, [command, by]] of [[opening(draws(3)), REGISTRAR] as const, ...commands].entries()) {
    const ask = { caseId: 'life', commandId: `c${i}`, command: command as Command, by };
    const { refusal, events, after }: ReturnType<typeof decide> = decide(c, ask, worldAt(AT + i * 60_000));
    if (refusal || !after) throw new Error(refusal?.because.en);
    c = after;
    event = events.at(-1);
  }
  if (!event) throw new Error('nothing happened');
  return event;
}

const mediation = [{ type: 'applyForMediation', body: 'town' }, WORKER] as const;
const arbitration = [{ type: 'applyForArbitration' }, WORKER] as const;

describe('a reason code', () => {
  it.each([
    ['a mediation left for arbitration', 'claimant-chose-arbitration', [mediation, arbitration]],
    ['a mediation that the party leaves', 'party-left', [mediation, [{ type: 'leave' }, WORKER]]],
    ['a mediation withdrawn', 'applicant-withdrew', [mediation, [{ type: 'withdraw' }, WORKER]]],
    [
      'what the person says himself',
      'settled-privately',
      [mediation, [{ type: 'withdraw', reason: 'settled-privately' }, WORKER]],
    ],
    ['a claim given up', 'claim-given-up', [[{ type: 'withdrawClaim', claim: 1 }, WORKER]]],
    [
      'a decision that names its own',
      'made-up',
      [arbitration, [{ type: 'declineCase', reason: 'made-up' }, COMMISSION]],
    ],
  ] as const)('is recorded of %s: %s', (_, code, commands) => {
    expect(last(...commands).reason).toBe(code);
  });

  it('is not made up where nothing left its way', () => {
    expect(last(arbitration).reason).toBeNull();
    expect(last(mediation).reason).toBeNull();
  });

  it('has a name, and a person is offered those that fit; one of his own stands as it is', () => {
    expect(reasonName('claimant-chose-arbitration')).toEqual(REASONS['claimant-chose-arbitration']);
    expect([reasonName('made-up'), reasonName('toString'), reasonName(null)]).toEqual([null, null, null]);
    expect(reasonsFor('withdraw')).toEqual(['applicant-withdrew', 'settled-privately']);
    expect(reasonsFor('note')).toEqual([]);
  });

  it('stands on every move by a person that ends another proceeding, or ends one by choice', {
    timeout: 60_000,
  }, () => {
    const ended: string[] = [];
    const steps = fc.array(fc.nat({ max: 0xffff_ffff }), { minLength: 40, maxLength: 80, size: 'max' });
    fc.assert(
      fc.property(fc.nat({ max: 0xffff_ffff }), steps, (first, seeds) => {
        for (const { type, by, effects, reason } of live(first, seeds).events) {
          const opens = effects.some(({ t }) => t === 'proceeding-opened');
          const moves = effects.some((effect) => effect.t === 'moved' && effect.final);
          const choice = ['withdraw', 'leave', 'refuse', 'withdrawClaim', 'reopen', 'declineCase', 'routeOut'];
          const turns = (opens && moves && OPENS.test(type)) || choice.includes(type);
          if (by.kind === 'time' || !turns) continue;
          ended.push(type);
          expect(reason, type).not.toBeNull();
        }
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(new Set(ended).size).toBeGreaterThan(5);
  });
});

/** Commands that open a proceeding by a person's choice. */
const OPENS = /^(applyFor|fileSuit|registerPetition)/;
