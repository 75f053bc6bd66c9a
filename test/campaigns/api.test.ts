// Campaigns through the API: who may begin one, over which cases, and what is shown of it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignActivities } from '../../activities/campaign-days.ts';
import { addDays, beijingDate } from '../../domain/calendar/civil-date.ts';
import { type Client, filing, type Stage, stage } from '../api/stage.ts';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.close());

it('begins over petition cases in sight, once for a key, and shows the cases behind each figure', async () => {
  const officer = await on.as('petition.petition-officer');
  const drill = await officer.post('/api/v1/drill/timelines', { on: '2026-03-02' });
  const timeline = drill.body.id;
  const filed = async (n: number, entry: object) =>
    (await officer.post('/api/v1/cases', filing(on.seed, { timeline, entry, facts: FACTS }, n))).body.id;
  const first = await filed(1, { type: 'registerPetition', matter: 'wages', for: 'W1' });
  const other = await filed(2, { type: 'note' });
  const { street } = on.seed.orgs;
  const ask = { name: '清零行动（测试）', targetOn: '2026-06-30', cases: [{ id: first, unit: street }] };
  expect((await officer.post('/api/v1/campaigns', { ...ask, cases: [{ id: other }] })).status).toBe(422);
  expect((await officer.post('/api/v1/campaigns', { ...ask, targetOn: '2026-03-01' })).status).toBe(422);
  const begun = await officer.post('/api/v1/campaigns', ask, 'campaign-key-1');
  expect(begun).toMatchObject({ status: 201, body: { begunOn: '2026-03-02', cases: [{ id: first, unit: street }] } });
  const { id } = begun.body;
  expect((await officer.post('/api/v1/campaigns', ask, 'campaign-key-1')).body.id).toBe(id);
  expect((await officer.get(`/api/v1/campaigns/${id}/days/2026-03-02`)).status).toBe(404);
  await officer.post(`/api/v1/drill/timelines/${timeline}`, { on: '2026-03-09', time: '01:00' });
  await campaignActivities({ db: on.fresh.db }).lookAtCampaign(id);
  const now = await officer.get(`/api/v1/campaigns/${id}`);
  expect(now.body.days).toHaveLength(7);
  expect(now.body.weeks).toEqual([{ monday: '2026-03-02', unit: street, open: 1, target: 1, cleared: 0 }]);
  expect(now.body.told.map((one: { what: string }) => one.what)).toEqual(['week-reminder', 'week-late']);
  expect(now.body.forecast).toMatchObject({ given: false, because: { zh: expect.any(String) } });
  // In the inbox of those whom it concerns, one entry for each matter of a day, and there once.
  await campaignActivities({ db: on.fresh.db }).lookAtCampaign(id);
  const news = async (as: Client) => (await as.get('/api/v1/campaigns/news?since=2026-03-01')).body.news;
  const unit = { unit: street, open: 1 };
  const told = now.body.told.map((one: { person: string }) => one.person);
  const inbox = [];
  for (const office of [
    'petition.petition-officer',
    'street.station-head',
    'district.division-head',
    'petition.authority-head',
  ]) {
    const as = await on.as(office);
    const me = (await as.get('/api/v1/session')).body.person.id;
    const mine = await news(as);
    expect(mine).toHaveLength(told.filter((person: string) => person === me).length);
    inbox.push(...mine);
  }
  expect(inbox).toHaveLength(2);
  for (const one of inbox) expect(one).toMatchObject({ campaign: id, name: ask.name, units: [unit] });
  expect(inbox.map((one) => one.what).sort()).toEqual(['week-late', 'week-reminder']);
  const day = await officer.get(`/api/v1/campaigns/${id}/days/2026-03-08`);
  expect(day.body.closing).toEqual({ count: 1, cases: [first] });
});

it('is for those who lead and look, each in the own sight', async () => {
  const mediator = await on.as('heping.mediator');
  expect((await mediator.get('/api/v1/campaigns')).status).toBe(403);
  const deputy = await on.as('district.deputy-director');
  expect((await deputy.get('/api/v1/campaigns')).body.campaigns).toHaveLength(1);
  expect((await on.nobody.get('/api/v1/campaigns')).status).toBe(401);
});

const FACTS = {
  industry: 'catering',
  workers: 1,
  commonClaim: false,
  migrantWages: false,
  wageIou: false,
  knownOn: addDays(beijingDate(Date.parse('2026-03-02T04:00:00Z')), -30),
  employmentEndedOn: null,
};
