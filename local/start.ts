// `npm start`: the whole system on this machine, from the migration to the API, until Ctrl-C.
import { runInForeground } from './foreground.ts';
import { API, MIGRATION, WORKER } from './stack.ts';

process.exit(await runInForeground({ migration: MIGRATION, services: [WORKER, API] }));
