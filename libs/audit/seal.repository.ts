import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '#platform';
import type { AuditRow, Seal } from './domain/chain.js';
import type { Head } from './signing.js';

/** Whoever seals holds this advisory lock: "seal". */
const LOCK = 0x7365616c;
/** First digits of ids, by which the whole record is looked through in parts. */
const PARTS = Array.from({ length: 256 }, (_, part) => part.toString(16).padStart(2, '0'));
const ALL = { from: '00000000-0000-0000-0000-000000000000', to: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
const spanOf = (digits: string) => ({ from: digits + ALL.from.slice(2), to: digits + ALL.to.slice(2) });

/**
 * The end of the chain. Every event of a transaction below `sealedBelow` is sealed; `isOfOtherLife`: that was said in another
 * cluster, whose transactions were counted otherwise (a backup was restored).
 */
export type ChainEnd = Readonly<{ position: number; hash: string; sealedBelow: string; isOfOtherLife: boolean }>;
/** Events that are not sealed, in the order in which they will be; below which transaction none is left, once they are. */
export type Unsealed = Readonly<{ rows: AuditRow[]; safeBelow: string }>;

@Injectable()
export class SealRepository {
  constructor(private readonly database: Database) {}

  /**
   * How long the oldest event has waited for its seal, in s of real time; 0 when none does. After a restore into another cluster
   * (`isOfOtherLife`) that cannot be told so cheaply.
   */
  async waiting(): Promise<{ sec: number; isOfOtherLife: boolean }> {
    const [row] = await this.database.sql<{ sec: number; isOfOtherLife: boolean }>`
      WITH head AS (SELECT sealed_below FROM audit_head ORDER BY position DESC LIMIT 1)
      SELECT coalesce((SELECT sealed_below FROM head) > pg_snapshot_xmin(pg_current_snapshot()), false) AS "isOfOtherLife",
             coalesce(extract(epoch FROM clock_timestamp() - min(e.written_at)), 0)::float8 AS sec
      FROM audit_event e
      WHERE e.txid >= coalesce((SELECT sealed_below FROM head), '0')
        AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)`;
    return row!;
  }

  /** Until the transaction ends nobody else seals. @returns false when somebody does */
  async take(tx: Tx): Promise<boolean> {
    const [row] = await tx.sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`;
    return row!.mine;
  }

  /** After `take`, in a statement of its own: so it sees all that the sealer before has committed. */
  async findEnd(tx: Tx): Promise<ChainEnd | null> {
    const [row] = await tx.sql<ChainEnd>`
      SELECT s.position, encode(s.hash, 'hex') AS hash, coalesce(h.sealed_below, '0')::text AS "sealedBelow",
             coalesce(h.sealed_below > pg_snapshot_xmin(pg_current_snapshot()), false) AS "isOfOtherLife"
      FROM audit_seal s LEFT JOIN LATERAL (SELECT sealed_below FROM audit_head ORDER BY position DESC LIMIT 1) h ON true
      ORDER BY s.position DESC LIMIT 1`;
    return row ?? null;
  }

  /**
   * Nothing is passed over: what is looked at begins below every transaction that was still running when the last head was signed,
   * and whatever of it commits later is simply not sealed yet.
   */
  async findUnsealed(tx: Tx, end: ChainEnd | null, limit: number): Promise<Unsealed> {
    if (!end?.isOfOtherLife) return this.findIn(tx, ALL, end?.sealedBelow ?? '0', limit);
    const rows: AuditRow[] = [];
    let safeBelow = '0'; // of the first part: the others are read later and so know more
    for (const [at, digits] of PARTS.entries()) {
      const part = await this.findIn(tx, spanOf(digits), '0', limit);
      if (at === 0) safeBelow = part.safeBelow;
      rows.push(...part.rows);
      if (rows.length >= limit) return { rows: rows.slice(0, limit), safeBelow: end.sealedBelow };
    }
    return { rows, safeBelow };
  }

  private async findIn(tx: Tx, ids: { from: string; to: string }, sealedBelow: string, limit: number): Promise<Unsealed> {
    const rows = await tx.sql<AuditRow & { xmin: string }>`
      SELECT e.id, (extract(epoch FROM e.at) * 1000)::float8 AS at, (extract(epoch FROM e.written_at) * 1000)::float8 AS "writtenAt",
             e.txid::text AS txid, e.actor_id AS "actorId", e.actor_role AS "actorRole", e.sign_in_id AS "signInId", e.address,
             e.action, e.purpose, e.subject_person_id AS "subjectId", e.object_type AS "objectType", e.object_id AS "objectId", e.reason,
             pg_snapshot_xmin(pg_current_snapshot())::text AS xmin
      FROM audit_event e
      WHERE e.txid >= ${sealedBelow}::xid8 AND e.id BETWEEN ${ids.from}::uuid AND ${ids.to}::uuid
        AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
      ORDER BY e.txid, e.written_at, e.id LIMIT ${limit}`;
    if (!rows.length) return { rows, safeBelow: sealedBelow };
    return { rows, safeBelow: rows.length < limit ? rows[0]!.xmin : earlier(rows[0]!.xmin, rows.at(-1)!.txid) };
  }

  /** The chain goes on in another cluster, and says so: also a row to seal, so that there is a head that knows this cluster. */
  noteRestored(tx: Tx): void {
    tx.later`
      INSERT INTO audit_event (id, actor_role, action, purpose, object_type, reason)
      VALUES (gen_random_uuid(), 'system', 'continue-chain', 'system', 'audit', 'restored')`;
  }

  insert(tx: Tx, seals: readonly Seal[], head: Head, sealedBelow: string): void {
    tx.later`
      INSERT INTO audit_seal (position, event_id, hash)
      SELECT position, event_id, decode(hash, 'hex')
      FROM unnest(${seals.map(({ position }) => position)}::bigint[], ${seals.map(({ eventId }) => eventId)}::uuid[],
                  ${seals.map(({ hash }) => hash)}::text[]) AS sealed (position, event_id, hash)`;
    tx.later`
      INSERT INTO audit_head (position, hash, signed_at, key_id, signature, sealed_below)
      VALUES (${head.position}, decode(${head.hash}, 'hex'), ${new Date(head.signedAt)}, ${head.keyId},
              decode(${head.signature}, 'base64'), ${sealedBelow}::xid8)`;
  }

  async realNow(tx: Tx): Promise<number> {
    const [row] = await tx.sql<{ now: number }>`SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
    return row!.now;
  }
}

const earlier = (one: string, other: string) => (BigInt(one) < BigInt(other) ? one : other);
