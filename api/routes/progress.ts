// A worker's own progress without an account: the number of the case and the code that was given at intake. Names
// nobody; a wrong number and a wrong code are one and the same answer.
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { rows } from '../../db/connection.ts';
import { type Tree, tree } from '../../db/organisations.ts';
import { leadingProceeding } from '../../db/read-model.ts';
import { trackingHash } from '../../db/tracking-code.ts';
import { clockLight } from '../../domain/attention/light.ts';
import { type Case, isRunning } from '../../domain/case.ts';
import { COMMAND_NAMES } from '../../domain/command-names.ts';
import { citationOf } from '../../domain/deciding/case-clocks.ts';
import { procedureOf, stateOf } from '../../domain/procedures/procedures.ts';
import type { Bilingual } from '../../domain/rulebook/clock-rule.ts';
import { clockRule } from '../../domain/rulebook/rulebook.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { progressView } from '../schemas/answers.ts';
import { progressQuery } from '../schemas/queries.ts';

export const progressRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/public/progress',
    tag: 'public',
    by: 'anyone',
    summary: { zh: '凭查询码查看自己案件的进度', en: 'The progress of my own case, by its code' },
    query: progressQuery,
    answers: { 200: { description: 'What a worker may know without signing in', schema: progressView } },
    problems: ['not-found', 'too-many-tries'],
    does: async ({ query, context, request }) => {
      await context.limits.progressByAddress.take(request.ip ?? '');
      const caseNo = query.caseNo.normalize('NFKC').trim();
      await context.limits.progressByCase.take(caseNo);
      // Compared as hashes of 80 random bits: the time of the comparison tells nothing of the code.
      const [found] = await rows<{ life: Case }>(
        context.db.orm,
        sql`select life from cases where case_no = ${caseNo} and tracking_hash = decode(${trackingHash(query.code)}, 'hex')`,
      );
      if (!found) throw Problem.of('not-found');
      return { status: 200, body: progressOf(found.life, caseNo, await tree(context.db)) };
    },
  }),
];

const bilingual = ({ zh, en }: Bilingual) => ({ zh, en });
const both = (a: Bilingual, b: Bilingual) => ({ zh: `${a.zh}:${b.zh}`, en: `${a.en}: ${b.en}` });

function progressOf(life: Case, caseNo: string, { organisations }: Tree): z.output<typeof progressView> {
  const leading = leadingProceeding(life);
  const nameOf = (id: string | null) => (id === null ? null : (organisations.get(id)?.name ?? null));
  return {
    caseNo,
    status: life.status,
    openedOn: life.openedOn,
    closedOn: life.closedOn,
    stage: stageOf(life),
    body: nameOf(leading?.body ?? life.registeredBy),
    steps: life.proceedings.map((p) => ({
      on: p.closedOn ?? p.openedOn,
      what: both(procedureOf(p.procedure).name, stateOf(p.procedure, p.state).name),
      level: p.level,
    })),
    periods: life.clocks
      .filter((clock) => isRunning(clock) && clockRule(clock.rule, life.region).kind !== 'target')
      .map((clock) => {
        const rule = clockRule(clock.rule, life.region);
        return {
          name: bilingual(rule.name),
          legal: clock.legal,
          article: citationOf(rule.source),
          light: clockLight(clock),
        };
      }),
    options: life.offers.map(({ command, level, body }) => ({
      what: bilingual(COMMAND_NAMES[command]),
      level,
      body: nameOf(body),
    })),
  };
}

function stageOf(life: Case): Bilingual {
  const leading = leadingProceeding(life);
  if (life.status === 'closed') return { zh: '已结案', en: 'Closed' };
  if (!leading) return { zh: '已登记,等待您选择下一步', en: 'Registered; the next step is your choice' };
  return both(procedureOf(leading.procedure).name, stateOf(leading.procedure, leading.state).name);
}
