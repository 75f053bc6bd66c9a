// One ledger on its way into the record: its dry run, or after somebody confirmed it the run, batch by batch. It knows
// the import's id and nothing else; where it stands the record says.
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { LedgerActivities } from '../activities/ledger/ledger-import.ts';

export interface ImportInput {
  readonly importId: string;
}

/** As long as it takes: a batch that was interrupted is done again, and its finished rows are passed over. */
const { importStep } = proxyActivities<LedgerActivities>({
  startToCloseTimeout: '5 minutes',
  // A worker that died is noticed by its silence.
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});

export async function importLedger({ importId }: ImportInput): Promise<void> {
  for (;;) {
    const { state } = await importStep(importId);
    if (state !== 'running') return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof importLedger>({ importId });
  }
}
