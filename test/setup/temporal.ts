// The Temporal that a test file runs on: the development server, or with `npm run cluster -- test` the production server
// on the tests' PostgreSQL, in one process or in six.
import { basename } from 'node:path';
import { inject } from 'vitest';
import { type Cluster, planCluster, runCluster } from '../../bench/cluster/cluster.ts';
import type { EngineName } from '../../bench/engines.ts';
import { readConfig } from '../../config.ts';
import { choosePort } from '../../local/port.ts';
import { NAMESPACE, startTemporal } from '../../local/temporal.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';
import { openLink } from '../chaos/link.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absent: the development server. */
    engine?: EngineName;
  }
}

export interface TestTemporal {
  /** `host:port`; with several frontends of what stands before them. */
  readonly address: string;
  /** Where it keeps what is not in its folder: the production server's two databases. */
  readonly databases?: readonly string[];
  stop(): Promise<void>;
}

/** Of this file: a server that was stopped starts again with its state, on its ports. */
const plans = new Map<string, Cluster>();

/** Starts it with the namespace `default` and the search attributes; timers are due within 10 ms. */
export async function testTemporal(dataDir: string, port?: number): Promise<TestTemporal> {
  const layout = inject('engine') ?? 'dev';
  if (layout === 'dev') {
    const { path: binary } = await temporalBinary(readConfig());
    return startTemporal({ dataDir, binary, timerShiftMs: 10, ...(port !== undefined && { port }) });
  }
  const say = (line: string): void => console.log(line);
  const store = basename(dataDir).toLowerCase().replaceAll('-', '_');
  const planned = { dataDir, adminUrl: inject('adminUrl'), layout, namespace: NAMESPACE, store, prompt: true, say };
  const former = plans.get(dataDir);
  const cluster = former ?? (await planCluster(planned));
  plans.set(dataDir, cluster);
  const running = await runCluster(cluster, former !== undefined);
  const [first = 0, ...others] = cluster.frontends.map((address) => Number(address.split(':')[1]));
  const door = await openLink([first, ...others], port ?? (await choosePort()));
  return {
    address: `127.0.0.1:${door.port}`,
    databases: Object.values(cluster.databases).map((name) => new URL(`/${name}`, inject('adminUrl')).href),
    stop: async () => {
      await door.close();
      await running.stop();
    },
  };
}
