// `npm run build`: makes beforehand what would otherwise be made at a start, the programs' compiled form and the bundle of
// the workflows. An image needs both, since its processes cannot write it; on a developer's machine nobody has to ask.
import { DefaultLogger } from '@temporalio/worker';
import { workflowBundle } from '../activities/workflow-bundle.ts';
import { buildPrograms } from '../program.ts';

console.log(await buildPrograms());
const { bundle } = await workflowBundle(new DefaultLogger('WARN'));
console.log('codePath' in bundle ? bundle.codePath : 'nothing could be written: the bundle is made at each start');
process.exitCode = 'codePath' in bundle ? 0 : 1;
