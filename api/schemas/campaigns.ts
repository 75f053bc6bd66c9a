// What the API asks for and answers around campaigns.
import { z } from 'zod';
import { CAMPAIGN_NEWS } from '../../domain/clearance/campaign.ts';
import { bilingual, day, text, uuid } from './values.ts';

const civil = z.string().meta({ format: 'date' });
const count = z.int();

export const campaignParams = z.strictObject({ id: uuid });
export const campaignDayParams = z.strictObject({ id: uuid, on: day });

export const newCampaign = z
  .strictObject({
    name: text(100),
    targetOn: day.meta({ description: 'The day by which nothing of it is to stand open' }),
    cases: z
      .array(
        z.strictObject({
          id: uuid,
          unit: uuid
            .exactOptional()
            .meta({ description: 'Who is to clear it; left out: the unit of its plan, else the body of its petition' }),
        }),
      )
      .min(1)
      .max(2_000),
  })
  .meta({ id: 'NewCampaign' });

const summary = {
  id: uuid,
  name: z.string(),
  org: uuid,
  begunOn: civil,
  targetOn: civil,
  status: z.enum(['open', 'closed']),
  keptOn: civil.nullable().meta({ description: 'The last day whose balance is stored' }),
};
const figures = z.strictObject({
  on: civil,
  opening: count,
  cleared: count,
  relapsed: count,
  entered: count,
  takenOver: count.meta({ description: 'Of the opening: old cases that came into the books on this day' }),
  closing: count,
});

export const campaignList = z.strictObject({ campaigns: z.array(z.strictObject(summary)) }).meta({ id: 'Campaigns' });

export const campaignView = z
  .strictObject({
    ...summary,
    cases: z.array(z.strictObject({ id: uuid, unit: uuid })),
    days: z.array(figures).meta({ description: 'opening − cleared + relapsed + entered = closing, each day' }),
    weeks: z.array(
      z.strictObject({ monday: civil, unit: uuid, open: count, target: count, cleared: count.nullable() }),
    ),
    told: z.array(
      z.strictObject({
        on: civil,
        unit: uuid,
        what: z.string(),
        open: count.meta({ description: 'Cases of the unit, or of the handler, that stood open' }),
        role: z.string(),
        org: uuid,
        person: uuid.nullable(),
      }),
    ),
    forecast: z
      .looseObject({ given: z.boolean() })
      .nullable()
      .meta({ description: 'P50 and P90 of the day of zero with the back-test beside them, or why there is none' }),
    oneMoreHandler: z.looseObject({}).nullable().meta({ description: 'What one more handler would change' }),
  })
  .meta({ id: 'Campaign' });

const figure = z.strictObject({ count, cases: z.array(uuid) });
export const campaignDay = z
  .strictObject({
    on: civil,
    opening: figure,
    takenOver: figure,
    cleared: figure,
    relapsed: figure,
    entered: figure,
    closing: figure,
  })
  .meta({ id: 'CampaignDay', description: 'The exact cases behind each figure' });

export const newsQuery = z.strictObject({
  since: day.exactOptional().meta({ description: 'The first day shown; 90 days back when left out' }),
});
export const campaignNews = z
  .strictObject({
    news: z.array(
      z.strictObject({
        campaign: uuid,
        name: z.string(),
        on: civil,
        what: z.enum(CAMPAIGN_NEWS),
        title: bilingual,
        units: z.array(z.strictObject({ unit: uuid, name: z.string(), open: count })),
      }),
    ),
  })
  .meta({ id: 'CampaignNews', description: 'What campaigns tell me: one entry for each campaign, day and matter' });
