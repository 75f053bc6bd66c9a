// Personal data in the clear: for officers of the case, with a reason, and noted before it is shown.
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import { inTransaction } from '../../db/connection.ts';
import { partiesOf, unmasked } from '../../db/personal.ts';
import { accessLog } from '../../db/schema/access-log.ts';
import { Problem } from '../problem.ts';
import { openFile } from '../reading.ts';
import { type Route, route } from '../route.ts';
import { unmaskedView } from '../schemas/answers.ts';
import { caseParams } from '../schemas/queries.ts';
import { text } from '../schemas/values.ts';

const why = z.strictObject({ reason: text(500) }).meta({ id: 'UnmaskReason' });

export const unmaskRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/cases/{id}/unmask',
    tag: 'cases',
    by: 'person',
    summary: { zh: '查看未脱敏的个人信息(留痕)', en: 'See personal data in the clear; the look is recorded' },
    params: caseParams,
    body: why,
    answers: { 200: { description: 'Noted and shown', schema: unmaskedView } },
    problems: ['not-found', 'not-allowed'],
    does: async ({ params, body, session, context }) => {
      const { file, eyes } = await openFile(context, session, params.id);
      if (!session || eyes !== 'officer' || file.life.recused.includes(session.person.id))
        throw Problem.of('not-allowed');
      const parties = await inTransaction(context.db, async (tx) => {
        await tx
          .insert(accessLog)
          .values({ id: uuidv7(), person: session.person.id, caseId: file.id, reason: body.reason });
        const masked = (await partiesOf(tx, context.keys, [file.id])).get(file.id) ?? [];
        const shown: z.output<typeof unmaskedView>['parties'] = [];
        for (const { party, name, address } of masked) {
          const numbers = await unmasked(tx, context.keys, file.id, party);
          shown.push({ id: party, name, address, idNumber: numbers?.idNumber ?? null, phone: numbers?.phone ?? null });
        }
        return shown;
      });
      return { status: 200, body: { parties } };
    },
  }),
];
