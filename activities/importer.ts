// Starts the workflow of each import that waits for one, and again should it be gone: with the engine away imports are
// taken all the same and wait in the table.
import type { Db } from '../db/connection.ts';
import { IMPORT_CHANNEL, importsToDrive } from '../db/imports.ts';
import type { ImportInput } from '../workflows/import-ledger.ts';
import { type Engine, startUnlessThere } from './engine.ts';
import type { Duty } from './patrol.ts';

export const IMPORT_LEDGER = 'importLedger';
export const importWorkflowId = (importId: string): string => `import-${importId}`;

const EVERY_MS = 5_000;
/** An import whose workflow was lost is taken up again after so long. */
const LEASE_MS = 15_000;

/** The duty that drives imports. */
export function importer(db: Db, engine: Engine): Duty {
  return {
    name: 'importer',
    everyMs: EVERY_MS,
    called: (now) => db.listen(IMPORT_CHANNEL, now, now),
    round: async () => {
      for (const { id } of await importsToDrive(db.orm, LEASE_MS)) await drive(engine, { importId: id });
      return undefined;
    },
  };
}

const drive = (engine: Engine, input: ImportInput): Promise<void> =>
  startUnlessThere(engine, IMPORT_LEDGER, importWorkflowId(input.importId), input);
