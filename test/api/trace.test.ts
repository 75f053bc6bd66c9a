// From a caller's trace to the event that its request led to, and from there to what the workflow is told.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows } from '../../db/connection.ts';
import { filing, type Stage, stage } from './stage.ts';

let at: Stage;
beforeAll(async () => {
  at = await stage();
});
afterAll(() => at.close());

const lineOf = (trace: string) =>
  at.logged.map((line): Record<string, unknown> => JSON.parse(line)).find((line) => line.trace === trace);

it('a line of the log leads from the trace to the event, and the wake of the workflow carries its number', async () => {
  const street = await at.as('street.registrar');
  const trace = randomUUID().replaceAll('-', '');
  const filed = await street.send('POST', '/api/v1/cases', {
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify(filing(at.seed)),
  });
  expect(filed.status).toBe(201);
  await expect.poll(() => lineOf(trace)).toMatchObject({ case: filed.body.case.id, seq: filed.body.case.seq });
  const told = await rows(
    at.fresh.db.orm,
    sql`select e.seq from events e join wakes w using (case_id, seq) where case_id = ${filed.body.case.id}`,
  );
  expect(told).toEqual([{ seq: lineOf(trace)?.seq }]);
  const id = filed.headers.get('x-request-id')?.replaceAll('-', '');
  expect(id).not.toBe(trace);
});

it('a request that names none is found by the id that it was answered with', async () => {
  const answer = await at.nobody.get('/openapi.json');
  const trace = answer.headers.get('x-request-id')?.replaceAll('-', '') ?? '';
  await expect.poll(() => lineOf(trace)).toMatchObject({ trace, req: { path: '/openapi.json' } });
});
