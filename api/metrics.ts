// Counts for Prometheus: how long requests take, what becomes of commands. Labels come from closed lists, never from
// what somebody sent.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** @param route as registered, `none` for an unknown address */
  request(method: string, route: string, status: number, seconds: number): void;
  command(type: string, outcome: CommandOutcome): void;
  /** How far this machine's clock is before the database's, as last measured. */
  clock(skewSeconds: number): void;
}

export type CommandOutcome = 'recorded' | 'repeated' | 'refused' | 'key-reused' | 'unavailable' | 'failed';

export function metricsOf(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'jiefen_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [registry],
  });
  const commands = new Counter({
    name: 'jiefen_commands_total',
    help: 'Commands by what became of them',
    labelNames: ['command', 'outcome'],
    registers: [registry],
  });
  const skew = new Gauge({
    name: 'jiefen_clock_skew_seconds',
    help: "This machine's clock against the database's",
    registers: [registry],
  });
  return {
    registry,
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    command: (command, outcome) => commands.inc({ command, outcome }),
    clock: (skewSeconds) => skew.set(skewSeconds),
  };
}
