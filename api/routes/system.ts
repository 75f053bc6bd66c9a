// For those who run it: whether it lives, whether it can take requests, what it counts.

import { z } from 'zod';
import { healthOf } from '../health.ts';
import { type Route, route } from '../route.ts';
import { healthView } from '../schemas/answers.ts';

export const systemRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/health/live',
    tag: 'system',
    by: 'anyone',
    summary: { zh: '进程是否存活', en: 'Whether the process lives' },
    answers: { 200: { description: 'It lives', schema: healthView } },
    does: async () => ({ status: 200, body: { status: 'ok', checks: {} } }),
  }),
  route({
    method: 'get',
    path: '/health/ready',
    tag: 'system',
    by: 'anyone',
    summary: { zh: '是否可以接受请求', en: 'Whether it can take requests' },
    answers: {
      200: { description: 'It can', schema: healthView },
      503: { description: 'It cannot; the checks say why', schema: healthView },
    },
    does: async ({ context }) => {
      const health = await healthOf(context);
      return { status: health.status === 'ok' ? 200 : 503, body: health };
    },
  }),
  route({
    method: 'get',
    path: '/metrics',
    tag: 'system',
    by: 'anyone',
    summary: { zh: '运行指标', en: 'Counts for Prometheus' },
    answers: { 200: { description: 'Prometheus text', schema: z.string(), mediaType: 'text/plain' } },
    does: async ({ context, response }) => {
      const { registry } = context.metrics;
      response.type(registry.contentType).send(await registry.metrics());
      return 'answered';
    },
  }),
];
