import type { IncomingHttpHeaders } from 'node:http';
import { type Config, requestProblems } from '#platform';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The origins that our own pages have: the public address, and in demo mode every name of this machine. */
export function ownOrigins({ publicUrl, mode, port }: Config): ReadonlySet<string> {
  const local = mode === 'demo' ? LOOPBACK.map((name) => new URL(`http://${name}:${port}`).origin) : [];
  return new Set([new URL(publicUrl).origin, ...local]);
}

/** Whether a browser could have sent this from our own pages. No Origin: not a browser, and no other site can make it leave out. */
export function isOwnOrigin(origin: string | undefined, own: ReadonlySet<string>): boolean {
  return origin === undefined || own.has(origin);
}

/**
 * Keeps other sites from acting in the name of whoever is signed in here.
 *
 * @throws `request.foreign` when an unsafe request comes from another origin
 * @throws `request.invalid` when it is neither JSON nor bytes: forms of other sites can send neither
 */
export function requireOwnOrigin(method: string, headers: IncomingHttpHeaders, own: ReadonlySet<string>): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (!isOwnOrigin(headers.origin, own) || (site !== undefined && site !== 'same-origin')) throw requestProblems.foreign();
  if (!/^application\/(json|octet-stream)\b/i.test(headers['content-type'] ?? ''))
    throw requestProblems.invalid({ fields: ['content-type'] });
}
