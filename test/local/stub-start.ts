// `npm start` with stand-ins for our own services, named as arguments: run as a process of its own by the tests.
import { runInForeground } from '../../local/foreground.ts';

const services = process.argv
  .slice(2)
  .map((name) => ({ name, zh: `替身 ${name}`, script: `test/local/stub-${name}.ts` }));
process.exit(await runInForeground({ services }));
