// Sees to it that every open campaign has its workflow and that the daily balance has its schedule; with the engine away
// both wait, and what was missed is made up.
import { ScheduleAlreadyRunning } from '@temporalio/client';
import { CAMPAIGN_CHANNEL, campaignsToDrive } from '../db/campaigns.ts';
import type { Db } from '../db/connection.ts';
import type { CampaignInput } from '../workflows/campaign.ts';
import { called, type Engine, startUnlessThere } from './engine.ts';
import type { Duty } from './patrol.ts';

export const CAMPAIGN = 'campaign';
export const LOOK = 'look';
export const campaignWorkflowId = (campaignId: string): string => `${CAMPAIGN}-${campaignId}`;
export const KEEP_BALANCES = 'keepBalances';

const EVERY_MS = 10_000;
/** A campaign whose workflow was lost is taken up again after so long. */
const LEASE_MS = 30_000;

/** The duty that drives campaigns. */
export function campaigner(db: Db, engine: Engine): Duty {
  let scheduled = false;
  return {
    name: 'campaigner',
    everyMs: EVERY_MS,
    called: (now) => db.listen(CAMPAIGN_CHANNEL, now, now),
    round: async () => {
      for (const { id } of await campaignsToDrive(db.orm, LEASE_MS)) await driveCampaign(engine, { campaignId: id });
      if (!scheduled) await schedule(engine);
      scheduled = true;
      return undefined;
    },
  };
}

const driveCampaign = (engine: Engine, input: CampaignInput): Promise<void> =>
  startUnlessThere(engine, CAMPAIGN, campaignWorkflowId(input.campaignId), input);

/** Ten minutes past each midnight in Beijing; a day that was missed is stored with the next. */
async function schedule(engine: Engine): Promise<void> {
  try {
    await called(engine, () =>
      engine.client.schedule.create({
        scheduleId: `balance-${engine.taskQueue}`,
        spec: { calendars: [{ hour: 0, minute: 10 }], timezone: 'Asia/Shanghai' },
        policies: { overlap: 'SKIP', catchupWindow: '1 day' },
        action: { type: 'startWorkflow', workflowType: KEEP_BALANCES, taskQueue: engine.taskQueue, args: [] },
      }),
    );
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
