// The Express application: what happens to every request before and after its route. Built from the table of routes, and
// knowing nothing of how it is listened to.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Context } from './context.ts';
import { serveDocuments } from './documents.ts';
import { rawBody } from './json-body.ts';
import { requestLog } from './log.ts';
import { documentOf } from './openapi.ts';
import { Problem } from './problem.ts';
import { answerProblem } from './problem-handler.ts';
import type { Route } from './route.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { caseRoutes } from './routes/cases.ts';
import { drillRoutes } from './routes/drill.ts';
import { importRoutes } from './routes/imports.ts';
import { messageRoutes } from './routes/messages.ts';
import { noticeRoutes } from './routes/notices.ts';
import { organisationRoutes } from './routes/organisations.ts';
import { petitionRoutes } from './routes/petition.ts';
import { planRoutes } from './routes/plans.ts';
import { progressRoutes } from './routes/progress.ts';
import { sessionRoutes } from './routes/session.ts';
import { systemRoutes } from './routes/system.ts';
import { taskRoutes } from './routes/tasks.ts';
import { triageRoutes } from './routes/triage.ts';
import { unmaskRoutes } from './routes/unmask.ts';
import { webhookRoutes } from './routes/webhooks.ts';

/** Every route of this installation; drills exist only where they are allowed. */
export function routesOf({ drill }: Pick<Context, 'drill'>): readonly Route[] {
  const everywhere = [
    sessionRoutes,
    caseRoutes,
    petitionRoutes,
    planRoutes,
    triageRoutes,
    unmaskRoutes,
    taskRoutes,
    noticeRoutes,
    messageRoutes,
    organisationRoutes,
    progressRoutes,
    importRoutes,
    campaignRoutes,
    webhookRoutes,
    systemRoutes,
  ];
  return [...everywhere, ...(drill ? [drillRoutes] : [])].flat();
}

export function createApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', context.proxies);
  app.use(named());
  app.use(requestLog(context.log, (request) => requestIds.get(request) ?? ''));
  app.use(measured(context));
  app.use(headers(context.tls));
  app.use(closing(context));
  app.use(compression({ threshold: COMPRESSED_FROM }));
  const routes = routesOf(context);
  for (const [path, list] of byPath(routes)) register(app, path, list, context);
  serveDocuments(app, documentOf(routes));
  app.use(() => {
    throw Problem.of('no-such-address');
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    answerProblem(error, request, response, context);
  });
  return app;
}

/** Bytes: lists and the docs; packing a single case would cost more than sending it. */
const COMPRESSED_FROM = 24 * 1024;

// ── before the route ────────────────────────────────────────────────────────────────────────────────────────────

const requestIds = new WeakMap<IncomingMessage, string>();

/** Ours, never the client's: a borrowed id could not be found in the log. */
function named(): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    requestIds.set(request, id);
    response.set('X-Request-Id', id);
    next();
  };
}

function measured({ metrics }: Context): RequestHandler {
  return (request, response, next) => {
    const began = process.hrtime.bigint();
    response.once('finish', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      const route: unknown = request.route?.path;
      metrics.request(request.method, typeof route === 'string' ? route : 'none', response.statusCode, seconds);
    });
    next();
  };
}

/** Scripts from ourselves only; styles may stand in the page, as the user interface writes them there. */
function headers(tls: boolean): RequestHandler {
  const ours = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: tls ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    // Answers may hold personal data; what may be kept says so itself.
    response.set('Cache-Control', 'no-store');
    ours(request, response, next);
  };
}

/** While the process ends, requests in hand are finished and new ones sent elsewhere; it still says how it is. */
function closing({ isOpen }: Context): RequestHandler {
  return (request, response, next) => {
    if (isOpen() || request.path.startsWith('/health/')) return next();
    response.set('Connection', 'close');
    throw Problem.of('closing', { retryAfter: 1 });
  };
}

// ── the table ───────────────────────────────────────────────────────────────────────────────────────────────────

function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  return paths;
}

function register(app: Express, path: string, routes: readonly Route[], context: Context): void {
  const at = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
  for (const route of routes) {
    const before = route.body ? [rawBody()] : route.file ? [rawBody(route.file.most)] : [];
    at[route.method](...before, (request: Request, response: Response) => route.handle(request, response, context));
  }
  const methods = routes.map(({ method }) => method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  at.all(() => {
    throw Problem.of('method-not-allowed', { headers: { Allow: allow } });
  });
}
