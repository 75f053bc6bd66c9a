// A campaign from its beginning to its end: once each legal day the record is looked at, days and weeks are kept, who is
// behind is told. It knows the campaign's id alone; each week it begins anew, so that its history stays short.
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CampaignActivities } from '../activities/campaign-days.ts';

export interface CampaignInput {
  readonly campaignId: string;
}

/** Legal time was moved, or somebody wants to know now. */
export const lookNow = defineSignal('look');

const { lookAtCampaign, keepBalances: keep } = proxyActivities<CampaignActivities>({
  startToCloseTimeout: '5 minutes',
  // A worker that died is noticed by its silence.
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});

export async function campaign({ campaignId }: CampaignInput): Promise<void> {
  let heard = false;
  setHandler(lookNow, () => {
    heard = true;
  });
  let monday: string | null = null;
  for (;;) {
    heard = false;
    const look = await lookAtCampaign(campaignId);
    if (look.closed) return;
    const nextWeek = monday !== null && look.monday !== monday;
    monday = look.monday;
    if ((nextWeek || workflowInfo().continueAsNewSuggested) && !heard) {
      await continueAsNew<typeof campaign>({ campaignId });
    }
    await condition(() => heard, look.nextInMs, { summary: look.summary });
  }
}

/** The daily balance of every district, run by a schedule. */
export async function keepBalances(): Promise<number> {
  return keep();
}
