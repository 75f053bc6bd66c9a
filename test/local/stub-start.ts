// `npm start` with stand-ins for our own services: run as a process of its own by the tests of the stack.
import { runInForeground } from '../../local/foreground.ts';

process.exit(
  await runInForeground({
    services: [
      { name: 'worker', zh: '工作进程', script: 'test/local/stub-worker.ts' },
      { name: 'api', zh: '接口服务', script: 'test/local/stub-api.ts' },
    ],
  }),
);
