// A province's own periods reach the cases of its districts, by the organisations as they were on the day of opening.
// All of it is synthetic.
import { describe, expect, it } from 'vitest';
import { civilDate, startOfDayMs } from '../calendar/civil-date.ts';
import type { Actor, Case } from '../case.ts';
import { DISTRICT, draws, opening, REGISTRAR, worldAt } from '../checking/random-life.ts';
import type { Command } from '../command.ts';
import { verifyDerivation } from '../deadline/verify-derivation.ts';
import { decide, type World } from '../decide.ts';
import { forecast } from '../time-came.ts';
import { explain } from './case-clocks.ts';
import { type Body, type Directory, regionOf } from './routing.ts';

const ARBITRATOR: Actor = { kind: 'staff', person: 'arbitrator', role: 'arbitrator', org: 'commission' };
const WORKER: Actor = { kind: 'party', person: 'person-W1', party: 'W1' };

/** The synthetic district, under a city and a province that name what is given. */
function under(regions: Readonly<Record<string, string>>): Directory {
  const above = (id: string, parent: string | null): Body => ({
    id,
    parent,
    level: 'district',
    identity: null,
    active: true,
  });
  const all = [...DISTRICT.bodies.values(), above('city', 'province'), above('province', null)];
  const bodies = all.map((body) => ({
    ...body,
    ...(body.id === 'district' && { parent: 'city' }),
    region: regions[body.id] ?? 'CN',
  }));
  return { version: JSON.stringify(regions), bodies: new Map(bodies.map((one) => [one.id, one])) };
}

const worldOn = (day: string, directory: Directory, minute = 0): World => ({
  ...worldAt(startOfDayMs(civilDate(day)) + 36_000_000 + minute * 60_000),
  directory,
});

function go(c: Case | null, by: Actor, command: object, world: World): Case {
  const ask = { caseId: 'life', commandId: `c${c?.seq ?? 0}`, command: command as Command, by };
  const { after, refusal } = decide(c, ask, world);
  if (!after || refusal) throw new Error(refusal?.because.en);
  return after;
}

/** Opened, filed and accepted on the 2nd of March 2026. */
function accepted(directory: Directory, simple: boolean): Case {
  const opened = go(null, REGISTRAR, opening(draws(1)), worldOn('2026-03-02', directory));
  const filed = go(opened, WORKER, { type: 'applyForArbitration' }, worldOn('2026-03-02', directory, 1));
  const acceptance = { type: 'acceptCase', ...(simple && { simple }) };
  return go(filed, ARBITRATOR, acceptance, worldOn('2026-03-02', directory, 2));
}

const dates = (c: Case) =>
  Object.fromEntries(
    c.clocks.flatMap(({ rule, nominal, state }) =>
      rule === 'arbitration-award' || rule === 'arbitration-simple' ? [[rule, `${nominal} ${state}`]] : [],
    ),
  );

describe('the region of a case', () => {
  it.each([
    [{}, 'CN'],
    [{ province: 'CN-ZJ' }, 'CN-ZJ'],
    [{ city: 'CN-SC', province: 'CN-ZJ' }, 'CN-SC'],
    [{ district: 'CN-ZJ', province: 'CN-SC' }, 'CN-ZJ'],
  ])('of %o is %s: the nearest that names one', (regions, region) => {
    expect(regionOf('district', under(regions))).toBe(region);
    expect(accepted(under(regions), false).region).toBe(region);
  });

  it('gives simple handling thirty days in 浙江, and elsewhere the national forty-five', () => {
    expect(dates(accepted(under({ province: 'CN-ZJ' }), true))).toEqual({
      'arbitration-award': '2026-04-16 running',
      'arbitration-simple': '2026-04-01 running',
    });
    for (const regions of [{}, { province: 'CN-SC' }])
      expect(dates(accepted(under(regions), true))).toEqual({ 'arbitration-award': '2026-04-16 running' });
    expect(dates(accepted(under({ province: 'CN-ZJ' }), false))).toEqual({ 'arbitration-award': '2026-04-16 running' });
  });

  it('stays with the case when the organisations change, for dates, reasons and what is to come', () => {
    const c = accepted(under({ district: 'CN-ZJ' }), true);
    const later = worldOn('2026-03-10', under({}));
    const now = go(c, ARBITRATOR, { type: 'addClaim', claim: { type: 'leave', party: 'W1', amountFen: 1 } }, later);
    const clock = now.clocks.findLast((k) => k.rule === 'arbitration-simple');
    expect(clock).toMatchObject({ nominal: '2026-04-09', state: 'running' });
    if (!clock) throw new Error('no clock');
    const { derivation } = explain(now, clock, later.calendar);
    expect(verifyDerivation(derivation)).toEqual([]);
    expect(JSON.stringify(derivation)).toContain('第三十九条第二款');
    const lapse = forecast(now, later, 40).find(
      ({ type, by }) => type === 'lapse' && 'clock' in by && by.clock === clock.no,
    );
    expect(lapse?.article).toContain('浙江');
  });

  it('leaves forty-five days from the acceptance to what becomes ordinary', () => {
    const c = accepted(under({ district: 'CN-ZJ' }), true);
    const converting = { type: 'convertToOrdinary', reason: 'complex' };
    expect(dates(go(c, ARBITRATOR, converting, worldOn('2026-03-20', under({}))))).toEqual({
      'arbitration-award': '2026-04-16 running',
      'arbitration-simple': '2026-04-01 ended',
    });
  });

  it('refuses to handle simply what is no arbitration', () => {
    const opened = go(null, REGISTRAR, opening(draws(1)), worldOn('2026-03-02', DISTRICT));
    const OFFICER: Actor = { kind: 'staff', person: 'o', role: 'petition-officer', org: 'petitions' };
    const registered = { type: 'registerPetition', matter: 'wages', for: 'W1' };
    const c = go(opened, OFFICER, registered, worldOn('2026-03-02', DISTRICT, 1));
    const ask = { caseId: 'life', commandId: 'x', command: { type: 'acceptCase', simple: true } as const, by: OFFICER };
    expect(decide(c, ask, worldOn('2026-03-02', DISTRICT, 2)).refusal).not.toBeNull();
  });
});
