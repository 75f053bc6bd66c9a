// Who is asking: the session behind a cookie or a bearer token, and whether a browser was sent here by another site.
import type { Request, Response } from 'express';
import { type Session, sessionOf } from '../db/people.ts';
import type { Context } from './context.ts';
import { Problem } from './problem.ts';

/** Absolute life of a session; the database ends it too. */
const LIFE_MS = 12 * 3_600_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The prefix makes browsers refuse the cookie from a sub-domain or without TLS. */
export const cookieName = (tls: boolean): string => (tls ? '__Host-jiefen' : 'jiefen');

export function cookieToken(request: Request, tls: boolean): string | null {
  const wanted = `${cookieName(tls)}=`;
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim());
  const found = parts.filter((part) => part.startsWith(wanted));
  // Two cookies of one name: somebody else set one of them.
  if (found.length !== 1) return null;
  const token = found[0]?.slice(wanted.length) ?? '';
  return TOKEN.test(token) ? token : null;
}

function bearerToken(request: Request): string | null {
  const [, token] = /^Bearer +([A-Za-z0-9_-]{43})$/i.exec(request.headers.authorization ?? '') ?? [];
  return token ?? null;
}

/** The token of this request; an Authorization header counts alone, whatever cookies come with it. */
export function tokenOf(request: Request, { tls }: Pick<Context, 'tls'>): string | null {
  return request.headers.authorization === undefined ? cookieToken(request, tls) : bearerToken(request);
}

/** @throws Problem `not-signed-in`, `cross-site` */
export async function requireSession(request: Request, context: Context): Promise<Session> {
  if (cookieToken(request, context.tls) !== null) refuseCrossSite(request, 'cookie');
  const token = tokenOf(request, context);
  const session = token === null ? null : await sessionOf(context.db.orm, token);
  if (!session) throw Problem.of('not-signed-in', { headers: { 'WWW-Authenticate': 'Bearer' } });
  return session;
}

/**
 * A browser says where a request comes from; a write that carries a cookie must come from our own pages. Without a
 * cookie (`credentials` none) a program may leave both headers out.
 *
 * @throws Problem `cross-site`
 */
export function refuseCrossSite(request: Request, credentials: 'cookie' | 'none'): void {
  if (SAFE.includes(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw Problem.of('cross-site');
  if (origin !== undefined && !isOwn(origin, request)) throw Problem.of('cross-site');
  if (credentials === 'cookie' && site === undefined && origin === undefined) throw Problem.of('cross-site');
}

/** The host as the browser sees us; the scheme may end at a proxy. With trusted ones X-Forwarded-Host is read. */
function isOwn(origin: string, request: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.host?.toLowerCase();
}

export function setCookie(response: Response, tls: boolean, token: string): void {
  response.cookie(cookieName(tls), token, { httpOnly: true, sameSite: 'lax', secure: tls, path: '/', maxAge: LIFE_MS });
}

export function clearCookie(response: Response, tls: boolean): void {
  response.clearCookie(cookieName(tls), { httpOnly: true, sameSite: 'lax', secure: tls, path: '/' });
}
