// A small town for tests: one district with a commission, a street, a community and an enterprise in it, and
// somebody in each office. All names are invented.
import { uuidv7 } from 'uuidv7';
import type { Db } from '../../db/connection.ts';
import { addOrganisation, forgetCopies } from '../../db/organisations.ts';
import { memberships, people } from '../../db/schema/people.ts';
import { civilDate } from '../../domain/calendar/civil-date.ts';
import type { Actor, Facts, OrgId, Place } from '../../domain/case.ts';
import type { CommandOf } from '../../domain/command.ts';
import type { StaffRole } from '../../domain/roles.ts';

export type Staff = Extract<Actor, { kind: 'staff' }>;

export interface SmallTown {
  readonly place: Place & { readonly enterprise: OrgId; readonly community: OrgId; readonly town: OrgId };
  readonly commission: OrgId;
  readonly registrar: Staff;
  /** Of the community. */
  readonly mediator: Staff;
  readonly stationHead: Staff;
  readonly divisionHead: Staff;
  readonly arbitrator: Staff;
  readonly worker: Extract<Actor, { kind: 'party' }>;
}

export async function smallTown(db: Db): Promise<SmallTown> {
  const on = db.orm;
  const district = await addOrganisation(on, { kind: 'district', name: '测试区', identity: 'other' });
  const commission = await addOrganisation(on, { kind: 'commission', name: '测试区仲裁委', parent: district });
  const town = await addOrganisation(on, {
    kind: 'town',
    name: '试验街道',
    parent: district,
    identity: 'township-body',
  });
  const community = await addOrganisation(on, {
    kind: 'community',
    name: '样例社区',
    parent: town,
    identity: 'peoples-mediation-committee',
  });
  const enterprise = await addOrganisation(on, {
    kind: 'enterprise',
    name: '宏远测试公司',
    parent: community,
    identity: 'enterprise-committee',
    industry: 'manufacturing',
    headcount: 120,
  });
  const offices = {
    registrar: await staff(db, 'registrar', district),
    mediator: await staff(db, 'mediator', community),
    stationHead: await staff(db, 'station-head', community),
    divisionHead: await staff(db, 'division-head', district),
    arbitrator: await staff(db, 'arbitrator', commission),
  };
  forgetCopies(db);
  return {
    place: { enterprise, community, park: null, town, district },
    commission,
    ...offices,
    worker: { kind: 'party', person: await person(db), party: 'W1' },
  };
}

async function person(db: Db): Promise<string> {
  const id = uuidv7();
  await db.orm.insert(people).values({ id, username: `u-${id}`, name: '测试人员' });
  return id;
}

async function staff(db: Db, role: StaffRole, org: OrgId): Promise<Staff> {
  const id = await person(db);
  await db.orm.insert(memberships).values({ id: uuidv7(), person: id, role, org, validFrom: civilDate('2020-01-01') });
  return { kind: 'staff', person: id, role, org };
}

/** What is known of a dispute over one worker's wages of which nothing else is said. */
export const plainFacts = (place: Facts['place'], industry: Facts['industry'] = 'manufacturing'): Facts => ({
  industry,
  workers: 1,
  commonClaim: false,
  migrantWages: false,
  wageIou: false,
  knownOn: null,
  employmentEndedOn: null,
  place,
  priorArbitration: null,
});

/** The opening of a wage case of one worker. */
export function wageCase(town: SmallTown, facts: Partial<Facts> = {}): CommandOf<'open'> {
  return {
    type: 'open',
    parties: ['W1', 'E1'],
    claims: [{ type: 'remuneration', party: 'W1', amountFen: 1_234_500 }],
    facts: { ...plainFacts(town.place), ...facts },
    stepwise: true,
    registeredBy: town.registrar.org,
  };
}
