// The workflows of a worker: everything exported here is a workflow type, by its name.

export { campaign, keepBalances } from './campaign.ts';
export { dispute } from './dispute.ts';
export { importLedger } from './import-ledger.ts';
