import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { allSent } from './all-sent.js';
import type { Tx } from './database.js';
import type { Message } from './message.js';
import type { Reader } from './sql.js';

/**
 * `dueAt`: not before this instant of the one clock (default: now). `key`: replaces the pending row of the same key; with `isFirst`
 * there is none, because the key names what this transaction has just made. `unlessPast`: not at all when `dueAt` is past, or the
 * instant that is given.
 */
export type AppendOptions = Readonly<{ dueAt?: Date; key?: string; isFirst?: boolean; unlessPast?: boolean | Date }>;

/** Something that follows from what a transaction has just made: no row has its key yet. Options as `AppendOptions` has them. */
export type FirstEvent = Readonly<{ event: Message<z.ZodType>; payload: unknown }> & Omit<AppendOptions, 'isFirst'>;

/** Everything that must happen later is a row, written in the transaction that causes it. */
@Injectable()
export class Outbox {
  /**
   * @returns the id of the row
   * @throws  ZodError when the payload does not have the form of its message
   */
  async append<T extends z.ZodType>(
    tx: Tx,
    { name, schema, isDirect }: Message<T>,
    payload: z.input<T>,
    options: AppendOptions = {},
  ) {
    const { dueAt = null, key = null, isFirst = false, unlessPast = false } = options;
    if (key !== null && !isFirst) this.replace(tx, key);
    const id = randomUUID();
    const past = unlessPast === true ? dueAt : unlessPast || null;
    tx.later`
      INSERT INTO outbox_event (id, name, payload, due_at, key, direct)
      SELECT ${id}::uuid, ${name}, ${JSON.stringify(schema.parse(payload))}::jsonb, coalesce(${dueAt}::timestamptz, app_now()), ${key},
        ${isDirect}::boolean
      WHERE ${past}::timestamptz IS NULL OR ${past}::timestamptz > app_now()`;
    return id;
  }

  /**
   * Appends several that follow from something new, in one statement.
   *
   * @throws ZodError when a payload does not have the form of its message
   */
  appendFirst(tx: Tx, events: readonly FirstEvent[]): void {
    const rows = events.map(({ event: { name, schema, isDirect }, payload, dueAt = null, key = null, unlessPast = false }) => ({
      ...{ id: randomUUID(), name, payload: schema.parse(payload), due_at: dueAt, key, direct: isDirect },
      past: unlessPast === true ? dueAt : unlessPast || null,
    }));
    tx.later`
      INSERT INTO outbox_event (id, name, payload, due_at, key, direct)
      SELECT id, name, payload, coalesce(due_at, app_now()), key, direct
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS event (
        id uuid, name text, payload jsonb, due_at timestamptz, key text, direct boolean, past timestamptz)
      WHERE past IS NULL OR past > app_now()`;
  }

  /** Two writers of one key go one after the other, so that the later one replaces the earlier instead of failing on it. */
  private replace(tx: Tx, key: string): void {
    tx.later`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
    tx.later`
      UPDATE outbox_event SET voided_at = app_now()
      WHERE key = ${key} AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL`;
  }

  /**
   * Voids what is still pending under `key`, and under every key that continues it after a colon
   * (`reminder:42` also voids `reminder:42:day-before`).
   *
   * @returns how many rows were voided
   */
  async void(tx: Tx, key: string): Promise<number> {
    // The first waits for whoever is handling such a row; the second sees what they have appended under the key meanwhile.
    const [first, second] = await allSent([this.voidSeen(tx, key), this.voidSeen(tx, key)]);
    return first + second;
  }

  private async voidSeen(tx: Tx, key: string): Promise<number> {
    const rows = await tx.sql`
      UPDATE outbox_event SET voided_at = app_now()
      WHERE done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL
        AND (key = ${key} OR (key > ${key} || ':' AND key < ${key} || ';'))
      RETURNING 1`;
    return rows.length;
  }

  /** Rows of one name that wait for their time, soonest first. */
  waiting(on: Reader, name: string, limit: number): Promise<{ id: string; payload: unknown; dueAt: Date }[]> {
    return on.sql`
      SELECT id, payload, due_at AS "dueAt" FROM outbox_event
      WHERE name = ${name} AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL ORDER BY due_at, id LIMIT ${limit}`;
  }

  /** Keeps a row as it is until the transaction ends: whoever voids it waits. @returns false when it is done, voided or parked */
  async hold(tx: Tx, eventId: string): Promise<boolean> {
    const rows = await tx.sql`
      SELECT 1 FROM outbox_event
      WHERE id = ${eventId} AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL FOR UPDATE`;
    return rows.length === 1;
  }

  /** Marks a row as done together with its effect. @returns false when it was already done, voided or parked */
  async done(tx: Tx, eventId: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE outbox_event SET done_at = app_now(), claimed_until = NULL
      WHERE id = ${eventId} AND done_at IS NULL AND voided_at IS NULL AND parked_at IS NULL
      RETURNING 1`;
    return rows.length === 1;
  }
}
