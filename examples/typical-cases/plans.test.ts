// Every published path is lawful: driven through the pure domain, each case ends as published.
import { describe, expect, it } from 'vitest';
import { CHINA } from '../../domain/calendar/calendar.ts';
import { startOfDayMs } from '../../domain/calendar/civil-date.ts';
import type { Actor, Case, CaseEvent, OrgId, Place } from '../../domain/case.ts';
import { proceedingOf } from '../../domain/case.ts';
import type { Command } from '../../domain/command.ts';
import { decide } from '../../domain/decide.ts';
import { officeRole } from '../../domain/deciding/office.ts';
import type { Body, Directory } from '../../domain/deciding/routing.ts';
import { factsOf, newClaims } from './filing.ts';
import { differences } from './outcome.ts';
import type { Plan, Step } from './plan.ts';
import { PLANS } from './plans.ts';
import { PUBLISHED } from './published.ts';

const body = (
  id: OrgId,
  parent: OrgId | null,
  level: Body['level'],
  identity: Body['identity'] = null,
): [OrgId, Body] => [id, { id, parent, level, identity, active: true }];
const directory: Directory = {
  version: '1',
  bodies: new Map([
    body('district', null, 'district', 'township-body'),
    body('town', 'district', 'town', 'township-body'),
    body('community', 'town', 'community', 'peoples-mediation-committee'),
    body('park', 'district', 'park', 'peoples-mediation-committee'),
    body('enterprise', 'park', 'enterprise', 'enterprise-committee'),
    body('arbitration', 'district', 'arbitration'),
    body('petition', 'district', 'petition'),
  ]),
};

const OFFICE_HOUR_MS = 10 * 3_600_000;
const worldOn = (day: Step['on']) => ({ at: startOfDayMs(day) + OFFICE_HOUR_MS, calendar: CHINA, directory });

const placeOf = (plan: Plan): Place => ({
  enterprise: plan.levels.includes('enterprise') ? 'enterprise' : null,
  community: plan.levels.includes('community') ? 'community' : null,
  park: plan.levels.includes('park') ? 'park' : null,
  town: plan.levels.includes('town') ? 'town' : null,
  district: 'district',
});

function commandOf(step: Step): Command {
  const { command, by } = step;
  const forParty = by === 'worker' ? { for: 'W1' as const } : by === 'employer' ? { for: 'E1' as const } : {};
  if (command.type !== 'applyForMediation') return { ...command, ...forParty };
  return { type: 'applyForMediation', body: command.level, ...forParty };
}

const clerk: Actor = { kind: 'staff', person: 'clerk', role: 'registrar', org: 'town' };

function actorOf(c: Case, step: Step): Actor {
  if (step.by === 'petition-officer' || step.by === 'authority-head')
    return { kind: 'staff', person: step.by, role: step.by, org: 'petition' };
  if (step.by !== 'body' && step.by !== 'director') return clerk;
  const p = c.proceedings.findLast((x) => x.closedOn === null && x.procedure !== 'performance' && x.body !== null);
  if (!p?.body) throw new Error(`no office holds a proceeding for ${step.command.type}`);
  const role = step.by === 'director' ? 'commission-director' : officeRole(p.level);
  return { kind: 'staff', person: 'officer', role, org: p.body };
}

function drive(plan: Plan): { c: Case; events: readonly CaseEvent[] } {
  const published = PUBLISHED.find((one) => one.id === plan.id);
  if (!published) throw new Error(plan.id);
  const opening: Command = {
    type: 'open',
    parties: ['W1', 'E1'],
    claims: newClaims(published),
    stepwise: plan.stepwise,
    registeredBy: 'town',
    facts: factsOf(published, plan, placeOf(plan)),
  };
  let decision = decide(
    null,
    { caseId: plan.id, commandId: 'open', command: opening, by: clerk },
    worldOn(plan.openedOn),
  );
  const events = [...decision.events];
  for (const [i, step] of plan.steps.entries()) {
    const before = decision.after;
    if (!before) throw new Error(JSON.stringify(decision.refusal));
    const ask = { caseId: plan.id, commandId: `c${i}`, command: commandOf(step), by: actorOf(before, step) };
    decision = decide(before, ask, worldOn(step.on));
    events.push(...decision.events);
    const where = before.proceedings.map((p) => `${p.no} ${p.procedure} ${p.state}`).join(', ');
    expect(decision.refusal, `${plan.id} ${step.on} ${step.command.type} (${where})`).toBeNull();
  }
  if (!decision.after) throw new Error(plan.id);
  return { c: decision.after, events };
}

describe('published cases', () => {
  it('all thirty have a plan', () => {
    expect(PLANS.map((plan) => plan.id)).toEqual(PUBLISHED.map((one) => one.id));
  });

  it.each(PLANS.map((plan) => [plan.id, plan] as const))('%s ends as published', (id, plan) => {
    const { c, events } = drive(plan);
    const published = PUBLISHED.find((one) => one.id === id);
    if (!published) throw new Error(id);
    expect(differences(published, c, events, plan.alsoEnds)).toEqual([]);
    expect(c.proceedings.every((p) => proceedingOf(c, p.no).closedOn !== null)).toBe(true);
  });

  it('a case that ends otherwise is told apart', () => {
    const [plan] = PLANS;
    const published = PUBLISHED[0];
    if (!plan || !published) throw new Error('no plan');
    const { c, events } = drive(plan);
    const other = {
      ...published,
      path: ['petition' as const],
      outcome: { ...published.outcome, amountYuan: 1, kind: 'award' as const },
    };
    expect(differences(other, c, events, null)).toHaveLength(3);
  });
});
