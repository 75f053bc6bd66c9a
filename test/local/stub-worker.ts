// Stands in for the worker where only the stack around it is tested.
import { announceReady, onParentGone } from '../../local/child.ts';

const alive = setInterval(() => undefined, 60_000);
const stop = () => clearInterval(alive);
process.once('SIGTERM', stop);
onParentGone(stop);
announceReady();
