// What a list costs follows from what its reader sees, not from how many cases there are (features X7). Looks at the
// plans that PostgreSQL carries out and at the pages of memory they touch; how long it takes measures `npm run lists`.
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type CaseFilter, casesInScope, type TaskScope, tasksInScope } from '../../api/case-queries.ts';
import { SORTS, type Sort } from '../../api/schemas/queries.ts';
import { type Scope, scopeOf } from '../../api/scope.ts';
import { fillMany, type Many, type ViewerName } from '../../bench/many-cases.ts';
import type { Queries } from '../../db/connection.ts';
import { tree } from '../../db/organisations.ts';
import { civilDate } from '../../domain/calendar/civil-date.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

const OPEN = 6_000;
const LIMIT = 51;

let fresh: FreshDatabase;
let many: Many;
let pool: pg.Pool;
let scopes: ReadonlyMap<ViewerName, Scope>;
/** The last query of a list, as the driver was given it. */
let asked: { readonly text: string; readonly values: unknown[] };

beforeAll(async () => {
  fresh = await freshDatabase();
  many = await fillMany(fresh.db, {
    districts: 3,
    open: OPEN,
    closed: OPEN,
    tasksPerCase: 10,
    password: 'x'.repeat(12),
  });
  const known = await tree(fresh.db);
  scopes = new Map(many.viewers.map(({ name, ...person }) => [name, scopeOf({ ...person, name }, known)]));
  pool = new pg.Pool({ connectionString: fresh.url, max: 2 });
});
afterAll(async () => {
  await pool?.end();
  await fresh?.drop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly Plans?: readonly Plan[] | undefined;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}
const plan: z.ZodType<Plan> = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  get Plans() {
    return z.array(plan).optional();
  },
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
});
const explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: plan })]) })]);

interface Cost {
  readonly rows: number;
  /** Pages of 8 KiB looked at, the same page as often as it was. */
  readonly pages: number;
  /** Tables read from end to end. */
  readonly whole: readonly string[];
}

async function costOf(list: (on: Queries) => Promise<readonly unknown[]>): Promise<Cost> {
  const logQuery = (text: string, values: unknown[]): void => {
    asked = { text, values };
  };
  const on = drizzle<Record<string, never>>({ client: pool, logger: { logQuery } });
  const { length } = await list(on);
  const { rows } = await pool.query(`explain (analyze, buffers, format json) ${asked.text}`, asked.values);
  const [{ 'QUERY PLAN': found }] = explained.parse(rows);
  const [{ Plan: top }] = found;
  const nodes = (node: Plan): readonly Plan[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const whole = nodes(top).flatMap((node) =>
    node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? 'unknown') : [],
  );
  return { rows: length, pages: top['Shared Hit Blocks'] + top['Shared Read Blocks'], whole };
}

const scope = (of: ViewerName): Scope => scopes.get(of) ?? { person: '', bodies: [], orgs: [] };
const costOfCases = (of: ViewerName, filter: CaseFilter, sort: Sort) =>
  costOf((on) => casesInScope(on, scope(of), filter, { sort, after: null, limit: LIMIT }));
const costOfTasks = (of: ViewerName, which: TaskScope) =>
  costOf((on) => tasksInScope(on, scope(of), which, { after: null, limit: LIMIT }));

const filters = (): readonly CaseFilter[] => [
  {},
  { status: 'open' },
  { status: 'closed' },
  { level: 'community' },
  { state: 'none' },
  { light: 'red' },
  { org: many.community },
  { assignee: many.mediator },
  { dueBefore: civilDate('2020-01-01') },
  { q: '没有的名字' },
];

/** Whoever sees a hundredth or less of it. A party sees one case. */
const NARROW = ['party', 'mediator of a community'] as const;

describe.each(NARROW)('for the %s', (who) => {
  it.each(SORTS)('the cases by %s are found without looking through those of others', async (sort) => {
    for (const filter of filters()) {
      const { pages, whole } = await costOfCases(who, filter, sort);
      expect({ filter, whole }).toEqual({ filter, whole: [] });
      expect(pages, JSON.stringify(filter)).toBeLessThan(OPEN / 10);
    }
  });

  it.each(['mine', 'unit'] as const)('so are the tasks: %s', async (which) => {
    const { pages, whole } = await costOfTasks(who, which);
    expect(whole).toEqual([]);
    expect(pages).toBeLessThan(OPEN / 5);
  });
});

describe.each(['division head of a district', 'supervisor of a region'] as const)('for the %s', (who) => {
  it.each(SORTS)('a page of cases by %s ends the search when it is full', async (sort) => {
    const { rows, pages, whole } = await costOfCases(who, {}, sort);
    expect({ rows, whole }).toEqual({ rows: LIMIT, whole: [] });
    expect(pages).toBeLessThan(OPEN / 10);
  });

  it('their own tasks are found by themselves', async () => {
    const { pages, whole } = await costOfTasks(who, 'mine');
    expect(whole).toEqual([]);
    expect(pages).toBeLessThan(OPEN / 2);
  });
});

it('each sees what is theirs', async () => {
  const counted = await Promise.all(
    (['party', 'mediator of a community', 'supervisor of a region'] as const).map(
      async (who) => (await costOfCases(who, {}, '-opened')).rows,
    ),
  );
  expect(counted).toEqual([1, expect.closeTo(35, -2), LIMIT]);
  expect((await costOfTasks('party', 'mine')).rows).toBe(1);
  expect((await costOfTasks('mediator of a community', 'mine')).rows).toBeGreaterThan(20);
});
