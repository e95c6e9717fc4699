/** What a failed statement means for the transaction that ran it. */
export type Failure =
  /** A rule of the database said no (overlap, duplicate): the caller's answer is 409. */
  | 'conflict'
  /** Serialization failure or deadlock: nothing happened, run the whole transaction again. */
  | 'retry'
  /** The connection or the server went away: whether it happened is known only from the rows. */
  | 'unknown'
  /** Anything else, also errors that are not PostgreSQL's. */
  | 'other';

type Link = {
  code?: unknown;
  cause?: unknown;
  constraint?: unknown;
  originalCode?: unknown;
  originalMessage?: unknown;
  message?: unknown;
  kind?: unknown;
  meta?: { driverAdapterError?: { cause?: Link } };
};

const SQLSTATE = /^[0-9A-Z]{5}$/;
const PRISMA_CODE = /^P[1-9]\d{3}$/;
const SOCKET_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TlsConnectionError']);
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'P1001',
  'P1017',
  'P2028',
  'P2037',
]);
const CONNECTION_ENDED =
  /connection (terminated|ended|closed)|server closed the connection|timeout exceeded when trying to connect|not queryable|query read timeout/i;

/** An error and what it wraps: Prisma hides PostgreSQL's error in `meta` or in `cause`, and pg throws it bare. */
function* links(error: unknown): Generator<Link> {
  let link = error as Link | null | undefined;
  for (let depth = 0; link && typeof link === 'object' && depth < 6; depth++) {
    const driver = link.meta?.driverAdapterError?.cause;
    if (driver) yield driver;
    yield link;
    link = link.cause as Link | undefined;
  }
}

/** The SQLSTATE of a failed statement, in whichever of Prisma's and pg's shapes it arrives; undefined if there is none. */
export function sqlState(error: unknown): string | undefined {
  for (const { code, originalCode } of links(error)) {
    if (typeof originalCode === 'string') return originalCode;
    if (code === 'P2034') return '40001';
    if (code === 'P2002') return '23505';
    if (typeof code === 'string' && SQLSTATE.test(code) && !PRISMA_CODE.test(code) && !SOCKET_CODES.has(code)) return code;
  }
  return undefined;
}

/** The name of the constraint that refused a statement; undefined if none did. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!sqlState(error)?.startsWith('23')) return undefined;
  for (const { constraint, originalMessage } of links(error)) {
    if (typeof constraint === 'string') return constraint;
    const index = (constraint as { index?: unknown } | undefined)?.index;
    if (typeof index === 'string') return index;
    const named = typeof originalMessage === 'string' ? /constraint "([^"]+)"/.exec(originalMessage)?.[1] : undefined;
    if (named) return named;
  }
  return undefined;
}

const isConnectionLoss = ({ kind, code, message }: Link): boolean =>
  (typeof kind === 'string' && SOCKET_KINDS.has(kind)) ||
  (typeof code === 'string' && SOCKET_CODES.has(code)) ||
  (typeof message === 'string' && CONNECTION_ENDED.test(message));

/** Whether the connection that threw this is of no further use. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined ? [...links(error)].some(isConnectionLoss) : /^(08|57P0|25P03|25P04)/.test(state);
}

/**
 * Classifies any error that came out of database work.
 *
 * `unknown` also covers a statement that waited too long for a connection, a lock or its own time limit: the server is there,
 * but did not answer in time. Whether "unknown" can have committed is for `Database.transact` to say, which knows if COMMIT was sent.
 */
export function classify(error: unknown): Failure {
  const state = sqlState(error);
  if (state === '23505' || state === '23P01') return 'conflict';
  if (state === '40001' || state === '40P01') return 'retry';
  const isTooSlow = state !== undefined && /^(53|55P03|57014)/.test(state);
  return isTooSlow || isConnectionLost(error) ? 'unknown' : 'other';
}
