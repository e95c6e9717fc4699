import pg from 'pg';
import { CARRIED, carryHints } from './hint-carrier.js';
import type { HintChannel } from './hint-channel.js';

/** How much longer than its statement may take an answer may stay away, in ms. */
const ANSWER_MS = 1_000;

/** What a session of a server may do in the database: the migrations say it, docs/adr/0014 why. */
export type DatabaseRole = 'app_rw' | 'app_sweep';

/** A pool's name for the metrics, the role of its sessions (the login's own unless given), and their limits in milliseconds. */
export type PoolLimits = Readonly<{
  name: string;
  role?: DatabaseRole;
  max: number;
  statementMs: number;
  idleInTransactionMs: number;
  lockMs: number;
}>;

/** What requests and jobs run on. A frozen transaction hides due rows from the sweep, hence the short idle limit. */
export const WORK_LIMITS: PoolLimits = {
  name: 'work',
  role: 'app_rw',
  max: 10,
  statementMs: 15_000,
  idleInTransactionMs: 5_000,
  lockMs: 3_000,
};
/** Single reads: apart from transactions, so that a read inside one never waits for a connection that another such one holds. */
export const READ_LIMITS: PoolLimits = { ...WORK_LIMITS, name: 'read', max: 6 };
/** What the sweep runs on: its own connections, so that no load can starve it. */
export const SWEEP_LIMITS: PoolLimits = {
  name: 'sweep',
  role: 'app_sweep',
  max: 2,
  statementMs: 2_000,
  idleInTransactionMs: 2_000,
  lockMs: 1_000,
};

/** Client settings for one connection under `limits`: its role, keep-alive, UTC, a commit that waits for the disk, and `settings` of the session. */
export function connectionSettings(
  databaseUrl: string,
  limits: PoolLimits,
  settings: Readonly<Record<string, string>> = {},
): pg.ClientConfig {
  const session = {
    ...(limits.role && { role: limits.role }),
    statement_timeout: limits.statementMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    lock_timeout: limits.lockMs,
    synchronous_commit: 'on',
    timezone: 'UTC',
    ...settings,
  };
  return {
    connectionString: databaseUrl,
    options: Object.entries(session)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: limits.statementMs + ANSWER_MS, // a connection that was cut off silently never answers
  };
}

const pools = new Map<string, pg.Pool>();

/** The pools of this process by name: how many connections each has open, and how many callers wait for one. */
export const poolUse = (): { name: string; open: number; waiting: number }[] =>
  [...pools].map(([name, { totalCount: open, waitingCount: waiting }]) => ({ name, open, waiting }));

/**
 * `schema`: searched instead of the usual one. `pipeline`: sends a statement without waiting for the answer to the one before it.
 * `hints`: says what statements hint at; without it they say it themselves when they commit.
 */
export type PoolOptions = Readonly<{
  schema?: string;
  pipeline?: boolean;
  hints?: HintChannel | undefined;
}>;

/** Opens no connection yet. A connection that breaks while idle is simply replaced, so its error is of no interest. */
export function makePool(
  databaseUrl: string,
  limits: PoolLimits,
  { schema, pipeline = false, hints }: PoolOptions = {},
): pg.Pool {
  const settings = { ...(schema && { search_path: schema }), ...(hints && CARRIED) };
  const pool = new pg.Pool({ ...connectionSettings(databaseUrl, limits, settings), max: limits.max, pipeline });
  pool.on('error', () => {});
  pools.set(limits.name, pool);
  if (hints) carryHints(pool, hints);
  return pool;
}
