// Whatever anybody does, in whatever order and at whatever time, these hold. 10 000 commands; `npm run lives -- N`
// runs N sequences more.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHINA } from './calendar/calendar.ts';
import { type Case, type CaseEvent, fold, isRunning, openProceedings } from './case.ts';
import { live, worldAt } from './checking/random-life.ts';
import { type Ask, type Decision, decide, type World } from './decide.ts';
import { actionsOf } from './deciding/actions.ts';
import { eventViolations, violations } from './invariants.ts';
import { PROCEDURES } from './procedures/procedures.ts';
import type { StaffRole } from './roles.ts';
import { forecast, nextInstant, timeCame } from './time-came.ts';

/** What touches the record and moves nothing. */
const TOUCHES = [
  [{ type: 'note' }, 'station-head'],
  [{ type: 'assign', handler: 'somebody' }, 'station-head'],
  [{ type: 'recuse', person: 'somebody-else' }, 'station-head'],
  [{ type: 'correctFacts', facts: { industry: 'other' }, reason: 'typing-error' }, 'registrar'],
] as const satisfies readonly (readonly [Ask['command'], StaffRole])[];

const seed = fc.nat({ max: 0xffff_ffff });
const steps = fc.array(seed, { minLength: 60, maxLength: 140, size: 'max' });
const DAY_MS = 86_400_000;

const everyLife = (check: (first: number, seeds: readonly number[]) => void, numRuns = 25): void =>
  fc.assert(fc.property(seed, steps, check), { numRuns });

const known = (c: Case): boolean =>
  c.proceedings.every((p) => PROCEDURES.some((x) => x.id === p.procedure && Object.hasOwn(x.states, p.state)));

/** The case as the command found it, after time's own acts. */
const found = (before: Case, world: World): Case => timeCame(before, world).after;

describe('every life', () => {
  it('keeps all invariants after each command and each lapse, in known states', { timeout: 60_000 }, () => {
    everyLife((first, seeds) => {
      const { events } = live(first, seeds, (_before, ask, _world, { after }) => {
        if (!after) throw new Error('a case vanished');
        expect(violations(after), ask.command.type).toEqual([]);
        expect(known(after)).toBe(true);
      });
      expect(eventViolations(events)).toEqual([]);
    }, 100);
  });

  it('is nothing but the fold of its events, also after they were written down as JSON', () => {
    everyLife((first, seeds) => {
      const { events, after } = live(first, seeds);
      expect(fold(events)).toEqual(after);
      expect(fold(JSON.parse(JSON.stringify(events)))).toEqual(after);
    });
  });

  it('is decided purely: same inputs, same events; what went in is unchanged; a refusal changes nothing', () => {
    everyLife((first, seeds) => {
      live(first, seeds, (before, ask, world, decision) => {
        const copy = structuredClone(before);
        expect(decide(copy, ask, world)).toEqual(decision);
        expect(before).toEqual(copy);
        if (decision.refusal) {
          expect(decision.after).toEqual(found(before, world));
          expect(decision.events.every((e) => e.by.kind === 'time')).toBe(true);
        }
      });
    });
  });

  it('is not moved by notes, assignments, recusals and edits: every date stays byte for byte (E4)', () => {
    everyLife((first, seeds) => {
      live(first, seeds, (before, _ask, world) => {
        const after = found(before, world);
        if (after.status !== 'open') return;
        for (const [command, role] of TOUCHES) {
          const by = { kind: 'staff', person: 'head-9', role, org: 'town' } as const;
          const touched = decide(after, { caseId: after.id, commandId: 'touch', command, by }, world);
          expect(touched.refusal).toBeNull();
          expect(JSON.stringify(touched.after?.clocks)).toBe(JSON.stringify(after.clocks));
        }
      });
    });
  });

  it('goes as the forecast says when nobody acts, however late the timers are (E6)', () => {
    everyLife((first, seeds) => {
      const { after, at } = live(first, seeds);
      const said = forecast(after, worldAt(at), 10);
      const happened: CaseEvent[] = [];
      for (let c = after, next = nextInstant(c, CHINA); next && happened.length < 10; next = nextInstant(c, CHINA)) {
        const passed = timeCame(c, worldAt(Math.max(next.at, at)));
        happened.push(...passed.events);
        c = passed.after;
      }
      expect(happened.slice(0, 10)).toEqual(said);
      expect(timeCame(after, worldAt(at + 4000 * DAY_MS)).events.slice(0, 10)).toEqual(said);
    });
  });

  it('lets a party leave a voluntary stage at once, its periods ended by choice (L4)', () => {
    let left = 0;
    everyLife((first, seeds) => {
      live(first, seeds, (before, _ask, world) => {
        const c = found(before, world);
        const voluntary = openProceedings(c).filter(
          (p) => p.procedure === 'mediation' || p.procedure === 'negotiation',
        );
        if (voluntary.length === 0 || openProceedings(c).some((p) => p.procedure === 'arbitration')) return;
        const by = { kind: 'party', person: 'p', party: 'W1' } as const;
        const filed = decide(c, { caseId: c.id, commandId: 'go', command: { type: 'applyForArbitration' }, by }, world);
        expect(filed.refusal).toBeNull();
        for (const { no } of voluntary) {
          left += 1;
          expect(filed.after?.proceedings[no - 1]?.state).toBe('left');
          const ran = c.clocks.filter((k) => k.proceeding === no && isRunning(k)).map((k) => k.no);
          expect(filed.after?.clocks.filter((k) => ran.includes(k.no)).every((k) => k.state === 'ended')).toBe(true);
        }
      });
    });
    expect(left).toBeGreaterThan(20);
  });

  it('offers no action that is then not his, or not possible in this state', () => {
    let given = 0;
    everyLife((first, seeds) => {
      live(first, seeds.slice(0, 50), (before, ask, world, decision: Decision) => {
        const c = found(before, world);
        const offered = actionsOf(before, ask.by, world).filter(
          (a) =>
            a.command === ask.command.type &&
            a.for === (ask.command.for ?? null) &&
            (ask.command.proceeding === undefined || a.proceeding === null || a.proceeding === ask.command.proceeding),
        );
        const allowed = offered.some((a) => a.refusal === null);
        const refused = decision.refusal?.code;
        if (allowed) {
          given += 1;
          if (!namesOwner(ask.command))
            expect([ask, refused]).not.toEqual([ask, expect.stringMatching(/not-yours|not-in-this-state/)]);
        } else if (offered.length > 0 && !ask.command.for)
          expect([ask, c.seq, refused]).not.toEqual([ask, c.seq, undefined]);
      });
    });
    expect(given).toBeGreaterThan(100);
  });
});

/** A payload can make these somebody else's: another side's claim, another's suit or recusal, a recused handler. */
const namesOwner = (command: Ask['command']): boolean =>
  ['withdrawClaim', 'recuse', 'assign'].includes(command.type) || (command.type === 'fileSuit' && 'workers' in command);
