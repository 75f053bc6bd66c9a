// Nothing of a person reaches the log: words are planted in every personal field and in every text of the API, in what is
// accepted, refused, malformed and broken, and then everything that was logged is searched. All persons are invented.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loggerOf } from '../../api/log.ts';
import { TEXT_FIELDS } from '../../api/schemas/command.ts';
import { creditCheckDigit } from '../../domain/identifiers.ts';
import { found } from '../workflows/canaries.ts';
import { filing, type Stage, stage } from './stage.ts';

const CANARIES = {
  worker: '金丝雀翠羽二二',
  employer: '金丝雀翻砂公司',
  idNumber: '11010519491231002X',
  phone: '13800138777',
  address: '金丝雀巷九十九号',
  creditCode: `91110000CANARY888${creditCheckDigit('91110000CANARY888')}`,
  statement: '金丝雀说钱没有付',
  text: '金丝雀写下的话',
  error: 'canary-in-an-error-4712',
};
const WORDS = Object.values(CANARIES);

let at: Stage;
const logged: string[] = [];

beforeAll(async () => {
  at = await stage({ log: loggerOf('trace', { write: (line) => void logged.push(line) }) });
});
afterAll(() => at?.close());

it('no personal data is in the log, whatever happens to a request', async () => {
  const registrar = await at.as('street.registrar');
  const { worker, employer, idNumber, phone, address, creditCode, statement, text, error } = CANARIES;
  const parties = [
    { id: 'W1', name: worker, idNumber, phone, address },
    { id: 'E1', name: employer, address, creditCode, org: at.seed.orgs.restaurant },
  ];
  const filed = await registrar.post('/api/v1/cases', filing(at.seed, { parties, statement }));
  expect(filed.status).toBe(201);
  const commands = `/api/v1/cases/${filed.body.id}/commands`;
  const texts = Object.fromEntries(TEXT_FIELDS.map((field) => [field, text]));
  expect((await registrar.post(commands, { type: 'note', ...texts })).status).toBe(200);
  expect((await registrar.post(commands, { type: 'award', ...texts, [text]: text })).status).toBe(422);
  expect((await registrar.post(commands, { type: 'close', ...texts })).status).toBe(409);
  expect((await registrar.post('/api/v1/cases', { ...filing(at.seed, { parties }), [worker]: 1 })).status).toBe(422);
  await registrar.get(`/api/v1/cases?q=${encodeURIComponent(worker)}`);
  await registrar.get(`/api/v1/cases/${encodeURIComponent(worker)}`);
  await registrar.get(`/api/v1/cases/${phone}`);
  await at.nobody.get(`/api/v1/public/progress?caseNo=${encodeURIComponent(worker)}&code=${encodeURIComponent(text)}`);
  await at.fresh.db.orm.execute(
    sql.raw(`create function fail() returns trigger language plpgsql as
      $$ begin raise exception '${error} ${worker}'; end $$`),
  );
  await at.fresh.db.orm.execute(
    sql.raw('create trigger fail before insert on case_texts for each row execute function fail()'),
  );
  expect((await registrar.post(commands, { type: 'note', ...texts })).status).toBe(500);
  // The search would see it: these requests were logged, and so was the error.
  expect(logged.join('')).toContain(filed.body.id);
  expect(logged.join('')).toContain('P0001');
  expect(found(Buffer.from(logged.join('')), WORDS)).toEqual([]);
});
