// The tree of organisations on a real database: places, subtrees, the directory and the chart, and how fast a change is seen.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connection.ts';
import {
  addOrganisation,
  changeOrganisation,
  chart,
  directory,
  forgetCopies,
  placeOf,
  subtree,
  tree,
} from '../../db/organisations.ts';
import { appoint, deactivate, endOffice } from '../../db/people.ts';
import { type Seed, type SeedKey, seed } from '../../db/seed.ts';
import { targetOf } from '../../domain/attention/supervision.ts';
import { civilDate } from '../../domain/calendar/civil-date.ts';
import type { Place } from '../../domain/case.ts';
import { mediationRoute, officeOf } from '../../domain/deciding/routing.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let fresh: FreshDatabase;
let planted: Seed;

beforeAll(async () => {
  fresh = await freshDatabase();
  planted = await seed(fresh.db);
});
afterAll(() => fresh.drop());

const id = (key: SeedKey) => planted.orgs[key];
const holder = (key: SeedKey, role: string) =>
  planted.people.find((person) => person.org === id(key) && person.role === role)?.id;

async function placed(key: SeedKey): Promise<Place> {
  const place = placeOf(await tree(fresh.db), id(key));
  if (!place) throw new Error(`${key} has no place`);
  return place;
}

describe('a place', () => {
  it('holds park, community, town and district of an enterprise in a park', async () => {
    expect(await placed('electronics')).toEqual({
      enterprise: id('electronics'),
      community: id('jingui'),
      park: id('park'),
      town: id('street'),
      district: id('district'),
    });
  });

  it('has no park and no community where there is none', async () => {
    const nowhere = { community: null, park: null };
    expect(await placed('cleaner')).toMatchObject({ ...nowhere, enterprise: id('cleaner'), town: id('town') });
    expect(await placed('town')).toEqual({ ...nowhere, enterprise: null, town: id('town'), district: id('district') });
    expect(placeOf(await tree(fresh.db), '00000000-0000-7000-8000-000000000000')).toBeNull();
  });
});

describe('the directory', () => {
  it('leads the law through the levels and passes by what does not mediate', async () => {
    const bodies = await directory(fresh.db);
    const route = (place: Place) => mediationRoute(place, bodies).map(({ body }) => body);
    expect(route(await placed('electronics'))).toEqual(
      (['electronics', 'jingui', 'park', 'street', 'district'] as const).map(id),
    );
    expect(route(await placed('platform'))).toEqual([null, null, null, id('street'), id('district')]);
    const place = await placed('builder');
    expect(officeOf('arbitration', place, bodies)).toBe(id('commission'));
    expect(officeOf('court', place, bodies)).toBe(id('court'));
    expect(officeOf('petition', place, bodies)).toBe(id('petition'));
  });

  it('is one object until something changes, and another with another version after that', async () => {
    const before = await directory(fresh.db);
    expect(await directory(fresh.db)).toBe(before);
    forgetCopies(fresh.db);
    expect((await directory(fresh.db)).version).toBe(before.version);
    await changeOrganisation(fresh.db.orm, id('shiqiao'), { active: false });
    forgetCopies(fresh.db);
    const after = await directory(fresh.db);
    expect(after.version).not.toBe(before.version);
    expect(after.bodies.get(id('shiqiao'))?.active).toBe(false);
    await changeOrganisation(fresh.db.orm, id('shiqiao'), { active: true });
  });

  it('hears within two seconds and a bit what another process changed', async () => {
    const other = connect(fresh.url, { max: 1, queryTimeoutMs: 5_000, name: 'other' });
    await directory(fresh.db);
    const added = await addOrganisation(other.orm, { kind: 'town', name: '新设镇（演示）', parent: id('district') });
    await other.close();
    const from = performance.now();
    await expect.poll(async () => (await directory(fresh.db)).bodies.has(added), { timeout: 4_000 }).toBe(true);
    expect(performance.now() - from).toBeLessThan(2_500);
  });
});

describe('a subtree', () => {
  it('is the organisation and all below it', async () => {
    const of = await tree(fresh.db);
    const street = (['street', 'heping', 'jingui', 'longjing', 'park'] as const).map(id);
    const enterprises = (['electronics', 'logistics', 'machinery', 'restaurant', 'platform'] as const).map(id);
    expect(subtree(of, id('street'))).toEqual(new Set([...street, ...enterprises]));
    expect(subtree(of, id('district')).size).toBe(of.organisations.size);
    expect(subtree(of, 'unknown').size).toBe(0);
  });
});

describe('the chart', () => {
  it('finds the holder of an office from the unit upwards', async () => {
    const offices = await chart(fresh.db);
    expect(targetOf(offices, id('park'), 'station-head').person).toBe(holder('park', 'station-head'));
    expect(targetOf(offices, id('electronics'), 'deputy-director').person).toBe(holder('district', 'deputy-director'));
    expect(targetOf(offices, id('commission'), 'commission-director').org).toBe(id('commission'));
  });

  it('leaves out who is inactive, not yet in office, or no longer', async () => {
    const holds = async (person: string, role: string) => {
      forgetCopies(fresh.db);
      return (await chart(fresh.db)).holders.some((h) => h.person === person && h.role === role);
    };
    const mediator = holder('town', 'mediator') ?? '';
    const head = holder('town', 'station-head') ?? '';
    const office = { role: 'arbitrator', org: id('commission') } as const;
    const future = await appoint(fresh.db.orm, head, office, civilDate('2190-01-01'));
    expect(await holds(head, 'arbitrator')).toBe(false);
    const now = await appoint(fresh.db.orm, head, office, civilDate('2020-01-01'));
    expect(await holds(head, 'arbitrator')).toBe(true);
    await endOffice(fresh.db.orm, now, civilDate('2020-02-01'));
    expect(await holds(head, 'arbitrator')).toBe(false);
    await fresh.db.orm.execute(sql`delete from memberships where id = ${future}`);
    expect(await holds(mediator, 'mediator')).toBe(true);
    await deactivate(fresh.db, mediator);
    expect(await holds(mediator, 'mediator')).toBe(false);
  });
});

describe('the seed', () => {
  it('changes nothing but the password when it is planted again', async () => {
    const again = await seed(fresh.db);
    expect(again.orgs).toEqual(planted.orgs);
    expect(again.people).toEqual(planted.people);
    expect(again.password).not.toBe(planted.password);
  });
});
