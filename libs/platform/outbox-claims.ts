import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Database } from './database.js';
import { message } from './message.js';
import { RedisLink } from './redis-link.js';

/** A row that this process holds until its lease ends. */
export type Claim = Readonly<{ id: string; name: string; attempt: number }>;

/** Says that a row was given up. Executed directly: whoever must know learns it without any queue. */
export const messageParked = message('platform.message-parked', z.strictObject({ eventId: z.uuid(), name: z.string() }), {
  direct: true,
});

const MOST_ATTEMPTS = 10;
/** How long a claim holds, in real time; after a crash the row goes again when it ends. A page must not wait as long as a letter. */
const LEASE_MS = { direct: 15_000, queued: 60_000 } as const;
/** How long handlers under way may still take when the queue store was lost with all that it held; a mail is being sent no longer. */
const GRACE_AFTER_LOSS_MS = 5_000;
/** So many queued rows may be claimed and not done: more would outlive their lease in the queue and go twice. */
const MOST_IN_QUEUES = 2_000;

/** The relay's side of the outbox: who works on a row, how often it was tried, and when it is given up. */
@Injectable()
export class OutboxClaims implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly link: RedisLink,
  ) {}

  onModuleInit(): void {
    this.link.onEmpty(() => this.endQueuedSoon());
  }

  /** Claims rows that a process executes itself; oldest first. */
  claimDirect(limit: number): Promise<Claim[]> {
    return this.claim(true, limit, LEASE_MS.direct);
  }

  /** Claims rows for the queues, fewer the more are still waiting there. */
  async claimQueued(limit: number): Promise<Claim[]> {
    const [waiting] = await this.database.sql<{ n: number }>`
      SELECT count(*) AS n FROM outbox_event
      WHERE claimed_until > clock_timestamp() AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
    const free = Math.min(limit, MOST_IN_QUEUES - waiting!.n);
    return free > 0 ? this.claim(false, free, LEASE_MS.queued) : [];
  }

  private claim(isDirect: boolean, limit: number, leaseMs: number): Promise<Claim[]> {
    return this.database.sql<Claim>`
      WITH due AS (
        SELECT id FROM outbox_event
        WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL
          AND direct = ${isDirect} AND due_at <= app_now() AND claim_attempt < ${MOST_ATTEMPTS}
          AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE outbox_event AS event
      SET claim_attempt = claim_attempt + 1, claimed_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
      FROM due WHERE event.id = due.id
      RETURNING event.id, event.name, event.claim_attempt AS attempt`;
  }

  /** Lets go of what was handed to a queue store that has lost everything: it goes again in seconds, and not when its lease ends. */
  private async endQueuedSoon(): Promise<void> {
    const soon = `${GRACE_AFTER_LOSS_MS} milliseconds`;
    await this.database.sql`
      UPDATE outbox_event SET claimed_until = least(claimed_until, clock_timestamp() + ${soon}::interval)
      WHERE claimed_until > clock_timestamp() AND NOT direct AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
  }

  /** Undoes claims whose rows reached no queue: that was no attempt of theirs. */
  async release(ids: readonly string[]): Promise<void> {
    await this.database.sql`
      UPDATE outbox_event SET claimed_until = NULL, claim_attempt = claim_attempt - 1
      WHERE id = ANY(${ids}::uuid[]) AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
  }

  /** After a failure that may pass: again after 1 s, 2 s, 4 s … up to 5 s (direct) or 60 s; given up after the tenth try. */
  async putBack({ id, attempt }: Claim, errorCode: string): Promise<void> {
    if (attempt >= MOST_ATTEMPTS) return this.park([id], errorCode);
    await this.database.sql`
      UPDATE outbox_event SET last_error_code = ${errorCode},
        claimed_until = clock_timestamp() + least(CASE WHEN direct THEN 5 ELSE 60 END, ${2 ** (attempt - 1)}::int) * interval '1 second'
      WHERE id = ${id} AND claim_attempt = ${attempt} AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
  }

  /** Gives rows up, and says so in the same statement (of the saying itself nothing more is said). */
  async park(ids: readonly string[], errorCode: string): Promise<void> {
    await this.database.sql`
      WITH parked AS (
        UPDATE outbox_event SET parked_at = app_now(), claimed_until = NULL, last_error_code = ${errorCode}
        WHERE id = ANY(${ids}::uuid[]) AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL
        RETURNING id, name)
      INSERT INTO outbox_event (name, payload, direct)
      SELECT ${messageParked.name}, jsonb_build_object('eventId', id, 'name', name), true FROM parked WHERE name <> ${messageParked.name}`;
  }

  /** Gives up rows whose last try never came back: it killed its process, or the process was killed. @returns how many */
  async parkExhausted(): Promise<number> {
    const rows = await this.database.sql<{ id: string }>`
      SELECT id FROM outbox_event
      WHERE claimed_until <= clock_timestamp() AND claim_attempt >= ${MOST_ATTEMPTS}
        AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL
      LIMIT 100`;
    if (rows.length)
      await this.park(
        rows.map(({ id }) => id),
        'attempts-exhausted',
      );
    return rows.length;
  }

  /** When the next row falls due after now; null when none waits. */
  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.database.sql<{ dueAt: Date | null }>`
      SELECT min(due_at) AS "dueAt" FROM outbox_event
      WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND due_at > app_now()`;
    return row!.dueAt;
  }

  /** For how long the oldest direct row is due that nobody has done, voided or given up, in s of the one clock; 0 if there is none. */
  async callsWaitSec(): Promise<number> {
    const [row] = await this.database.sql<{ sec: number }>`
      SELECT coalesce(extract(epoch FROM app_now() - min(due_at)), 0)::float8 AS sec FROM outbox_event
      WHERE direct AND due_at <= app_now() AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
    return row!.sec;
  }

  /** Whether everything due was worked on; what failed once and waits to be tried again does not count. */
  async isSettled(): Promise<boolean> {
    const rows = await this.database.sql`
      SELECT 1 FROM outbox_event
      WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL AND due_at <= app_now() AND last_error_code IS NULL
      LIMIT 1`;
    return rows.length === 0;
  }

  /** How many rows were done since an instant of the one clock. */
  async countDoneSince(since: Date): Promise<number> {
    const [row] = await this.database.sql<{ n: number }>`SELECT count(*) AS n FROM outbox_event WHERE done_at >= ${since}`;
    return row!.n;
  }
}
