// Stands in for a service that hangs: it will not end when asked.
import { announceReady } from '../../local/child.ts';

process.on('SIGTERM', () => process.stdout.write('不想停 · will not stop\n'));
setInterval(() => undefined, 60_000);
announceReady();
