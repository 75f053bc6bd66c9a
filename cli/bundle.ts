// `npm run bundle`: makes the bundle of the workflows beforehand, so that no worker has to when it starts.
import { DefaultLogger } from '@temporalio/worker';
import { workflowBundle } from '../activities/workflow-bundle.ts';

const { bundle } = await workflowBundle(new DefaultLogger('WARN'));
console.log('codePath' in bundle ? bundle.codePath : 'nothing could be written: the bundle is made at each start');
process.exitCode = 'codePath' in bundle ? 0 : 1;
