// Very many cases at once, for measuring lists: a region with its districts, towns, communities and enterprises, somebody
// in the offices that look at lists, and rows copied in SQL from a few cases that the record made. Only what lists read is
// there: no events, clocks or wakes. All of it is synthetic.
import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { type Db, inTransaction, rows, type Transaction } from '../db/connection.ts';
import { forgetCopies } from '../db/organisations.ts';
import { passwordHash } from '../db/passwords.ts';
import type { Office } from '../db/people.ts';
import { memberships, people } from '../db/schema/people.ts';
import { tokensOf } from '../db/search-tokens.ts';
import { seed } from '../db/seed.ts';
import { civilDate } from '../domain/calendar/civil-date.ts';
import type { StaffRole } from '../domain/roles.ts';
import { pathOf } from './path.ts';
import { inProcess } from './ways.ts';

export interface ManyOptions {
  /** Each has ten towns with ten communities, a commission and a petition office. */
  readonly districts: number;
  readonly open: number;
  readonly closed: number;
  /** Of each open case; four of them are open. */
  readonly tasksPerCase: number;
  /** Of the viewers. */
  readonly password: string;
}

/** Somebody who looks at lists. */
export interface Viewer {
  readonly name: ViewerName;
  readonly username: string;
  readonly id: string;
  readonly offices: readonly Office[];
}

export interface Many {
  readonly viewers: readonly Viewer[];
  /** The first district: its id, a community of it and an enterprise there. */
  readonly district: string;
  readonly community: string;
  readonly enterpriseName: string;
  readonly mediator: string;
}

/** An office of each reach (api/scope.ts), the widest last, and a party. */
const OFFICES = {
  party: null,
  'mediator of a community': { role: 'mediator', org: `community-1` },
  'registrar of a district': { role: 'registrar', org: 'district-1' },
  'station head of a town': { role: 'station-head', org: 'town-1' },
  'division head of a district': { role: 'division-head', org: 'district-1' },
  'supervisor of a region': { role: 'supervisor', org: 'region-1' },
} as const satisfies Readonly<Record<string, { readonly role: StaffRole; readonly org: string } | null>>;
export type ViewerName = keyof typeof OFFICES;

const TOWNS = 10;
const COMMUNITIES = 100;

/** Fills a migrated, empty database, and lets the planner know. */
export async function fillMany(db: Db, options: ManyOptions): Promise<Many> {
  const { count } = await templates(db);
  const viewers = await inTransaction(db, async (tx) => {
    // Neither triggers nor foreign keys: what is written here is right by itself.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`set local work_mem = '256MB'`);
    await tx.execute(NAMED);
    await plantTree(tx, options.districts);
    const seen = await employViewers(tx, options);
    await copyCases(tx, options, count);
    await nameParties(tx, seen);
    await giveTasks(tx, options);
    await tx.execute(sql`update versions set version = version + 1`);
    return seen;
  });
  for (const table of ['cases', 'tasks', 'case_parties']) await db.orm.execute(sql.raw(`vacuum analyze ${table}`));
  forgetCopies(db);
  return {
    viewers,
    district: await idOf(db, 'district-1'),
    community: await idOf(db, 'community-1'),
    enterpriseName: nameOf(1),
    mediator: await idOf(db, 'mediator-1'),
  };
}

/** An id that follows from a name. */
const NAMED = sql`create function many_id(name text) returns uuid language sql immutable as
  'select overlay(overlay(md5(name) placing ''8'' from 13) placing ''8'' from 17)::uuid'`;
const named = (what: unknown) => sql`many_id(${what})`;
const idOf = async (db: Db, what: string): Promise<string> =>
  (await rows<{ id: string }>(db.orm, sql`select ${named(sql`${what}::text`)} as id`))[0]?.id ?? '';

/** Cases of the demonstration district in four situations, from which all others are copied. */
async function templates(db: Db): Promise<{ readonly count: number }> {
  const district = await seed(db);
  const [path, way] = [pathOf('full', district), inProcess(db)];
  for (const steps of [[], path.steps.slice(0, 2), path.steps.slice(0, 5), path.toTribunal]) {
    let held = await way.start(path);
    for (const step of steps) held = await way.give(held, step);
  }
  await db.orm.execute(
    sql`create table many_templates as select row_number() over (order by id) - 1 as no, * from cases`,
  );
  const emptied = ['wakes', 'notices', 'tasks', 'clocks'].map((table) => `delete from ${table}`);
  for (const statement of emptied) await db.orm.execute(sql.raw(statement));
  return { count: 4 };
}

async function plantTree(tx: Transaction, districts: number): Promise<void> {
  const plant = (kind: string, key: string, count: number, parent: string, label: string) =>
    tx.execute(sql`insert into organisations (id, parent, kind, name, identity)
      select many_id(${`${key}-`}::text || n), ${sql.raw(parent)}, ${kind}, ${label}::text || n,
        ${kind === 'community' ? 'peoples-mediation-committee' : null}
      from generate_series(1, ${count}::int) n`);
  const under = (key: string, each: number) => `many_id('${key}-' || (1 + (n - 1) / ${each}))`;
  await plant('region', 'region', 1, 'null', '测试地区');
  await plant('district', 'district', districts, under('region', districts), '测试区');
  await plant('commission', 'commission', districts, under('district', 1), '测试仲裁委');
  await plant('petition-office', 'petition', districts, under('district', 1), '测试信访局');
  await plant('town', 'town', districts * TOWNS, under('district', TOWNS), '测试街道');
  await plant('community', 'community', districts * COMMUNITIES, under('town', COMMUNITIES / TOWNS), '测试社区');
  await plant('enterprise', 'enterprise', districts * COMMUNITIES, under('community', 1), '测试企业');
  const names = Array.from({ length: districts * COMMUNITIES }, (_, i) => tokensOf(nameOf(i + 1)));
  await tx.execute(sql`create temp table many_names on commit drop as
    select n::int, array(select jsonb_array_elements_text(tokens)) as tokens
    from jsonb_array_elements(${JSON.stringify(names)}::jsonb) with ordinality as t(tokens, n)`);
  await tx.execute(sql`analyze many_names`);
}

const nameOf = (enterprise: number): string => `测试企业${enterprise}`;

/** A mediator for each community, and the viewers, who alone can sign in. */
async function employViewers(tx: Transaction, { districts, password }: ManyOptions): Promise<Viewer[]> {
  await tx.execute(sql`insert into people (id, username, name)
    select many_id('mediator-' || n), 'many.mediator.' || n, '测试调解员' || n
    from generate_series(2, ${districts * COMMUNITIES}::int) n`);
  const hash = await passwordHash(password);
  const viewers: Viewer[] = [];
  for (const [i, [name, office]] of Object.entries(OFFICES).entries()) {
    const [known] = await rows<{ id: string; org: string }>(
      tx,
      sql`select ${named(sql`${office?.role === 'mediator' ? 'mediator-1' : `viewer-${i}`}::text`)} as id,
        ${named(sql`${office?.org ?? ''}::text`)} as org`,
    );
    if (!known) throw new Error('no id');
    const { id, org } = known;
    const username = `many.viewer.${i}`;
    await tx.insert(people).values({ id, username, name: '测试人员（虚构）', passwordHash: hash });
    viewers.push({ name: name as ViewerName, username, id, offices: office ? [{ role: office.role, org }] : [] });
    if (!office) continue;
    const validFrom = civilDate('2020-01-01');
    await tx.insert(memberships).values({ id: uuidv7(), person: id, role: office.role, org, validFrom });
  }
  return viewers;
}

/** Over two years, every community in turn; ids rise with time as those of real cases do. */
async function copyCases(tx: Transaction, { districts, open, closed }: ManyOptions, count: number): Promise<void> {
  const columns = [
    'seq',
    'head_hash',
    'procedure',
    'state',
    'level',
    'provisional',
    'industry',
    'workers',
    'amount_fen',
  ];
  const same = [...columns, 'claim_types', 'flags', 'timeline_id'].join(', ');
  await tx.execute(sql`
    insert into cases (id, case_no, tracking_hash, recorded_at, life, status, body, handler, light, opened_on, closed_on,
      due_on, district, town, community, enterprise, levels, bodies, orgs, tokens, next_at, next_clock, driven_seq, ${sql.raw(same)})
    select m.id, '解测2026-' || lpad(m.n::text, 7, '0'), sha256(m.n::text::bytea),
      m.opened + (m.h % 20) * interval '1 day', replace(t.life::text, t.id::text, m.id::text)::json,
      case when m.open then 'open' else 'closed' end,
      m.body, many_id('mediator-' || m.k),
      case when not m.open or m.h % 20 = 0 then 'grey' when m.h < 25 then 'red' when m.h < 80 then 'yellow' else 'green' end,
      m.opened::date, case when m.open then null else m.opened::date + 40 end,
      case when m.open and m.h % 20 <> 0 then current_date - 3 + m.h / 8 end,
      m.district, m.town, m.community, m.enterprise, t.levels || case when m.petition then '{petition}'::text[] else '{}' end,
      m.bodies, m.bodies || array[m.enterprise, m.community, m.town, m.district],
      w.tokens || array['解', '测', '解测', '2026', lpad(m.n::text, 7, '0')],
      case when m.open then now() + (m.h + 1) * interval '1 hour' end, case when m.open then 1 end, t.seq,
      ${sql.raw(same.replace(/\w+/g, 't.$&'))}
    from (
      select n, k, h, n > ${closed}::int as open, opened, petition, district, town, community, enterprise,
        (lpad(to_hex((extract(epoch from opened) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' ||
          substr(md5(n::text), 4, 15))::uuid as id,
        case when petition then petition_office when h % 10 < 6 then community when h % 10 < 8 then town else commission end as body,
        array_remove(array[case when abs(hashint4(n + 11)::bigint) % 5 = 0 then district else community end,
          case when h % 10 between 6 and 7 then town end, case when h % 10 > 7 then commission end,
          case when petition then petition_office end], null) as bodies
      from (
        select n, 1 + n % (${districts * COMMUNITIES}::int) as k, (abs(hashint4(n)::bigint) % 1000)::int as h,
          now() - interval '720 days' * (${open + closed}::int - n + 1)::float8 / ${open + closed}::int as opened,
          abs(hashint4(n + 7)::bigint) % 10 = 0 as petition
        from generate_series(1, ${open + closed}::int) n
      ) s cross join lateral (select
        many_id('community-' || k) as community, many_id('enterprise-' || k) as enterprise,
        many_id('town-' || (1 + (k - 1) / ${COMMUNITIES / TOWNS})) as town,
        many_id('district-' || (1 + (k - 1) / ${COMMUNITIES})) as district,
        many_id('commission-' || (1 + (k - 1) / ${COMMUNITIES})) as commission,
        many_id('petition-' || (1 + (k - 1) / ${COMMUNITIES})) as petition_office) p
    ) m join many_templates t on t.no = m.h % ${count}::int join many_names w on w.n = m.k
    order by m.n`);
}

/** A worker and the enterprise of each case; the first viewer is the worker of one. */
async function nameParties(tx: Transaction, viewers: readonly Viewer[]): Promise<void> {
  const [party] = viewers;
  await tx.execute(sql`insert into case_parties (case_id, party, name, org, person)
    select c.id, p.party, case p.party when 'W1' then '测试工人（虚构）' else o.name end,
      case p.party when 'E1' then c.enterprise end,
      case when p.party = 'W1' and c.id = (select id from cases where status = 'open' order by id desc limit 1) then ${party?.id}::uuid end
    from cases c join organisations o on o.id = c.enterprise cross join (values ('W1'), ('E1')) p(party)`);
}

/** Duties of the mediator, the worker and the body; the fourth was told to the supervisors of the town and above. */
async function giveTasks(tx: Transaction, { tasksPerCase }: ManyOptions): Promise<void> {
  await tx.execute(sql`insert into tasks
      (case_id, key, what, proceeding, state, org, role, party, person, due_on, rung, supervisor, opened_at, closed_at)
    select c.id, 'duty-' || k, 'act', 1, c.state, case when k % 4 <> 1 then c.body end,
      case when k % 4 <> 1 then 'mediator' end, case when k % 4 = 1 then 'W1' end,
      case when k % 4 in (0, 3) then c.handler end, c.due_on + k, case when k = 3 then 1 else 0 end,
      case when k = 3 and c.light = 'red' then
        (select m.person from memberships m where m.org in (c.town, c.district) and m.role in ('station-head', 'division-head')
          order by m.role desc limit 1) end,
      c.recorded_at, case when k >= 4 then c.recorded_at + interval '1 day' end
    from cases c cross join generate_series(0, ${tasksPerCase - 1}::int) k where c.status = 'open'`);
}
