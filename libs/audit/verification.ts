import type pg from 'pg';

import { type Break, diagnose, type Sealed, Walk } from './domain/verify.js';
import { type Anchor, type Head, isSigned, type PublicKeys, publicKeyFrom, sha256 } from './signing.js';

/** What was read of the record, and what is wrong with it. `foreignAnchors`: not signed by any key of the clinic. */
export type Verdict = Readonly<{
  rows: number;
  heads: number;
  anchors: number;
  foreignAnchors: number;
  broken: Break | null;
  unsealed: readonly Readonly<{ id: string; waitingSec: number }>[];
}>;

type Queryable = Pick<pg.Client, 'query'>;
/** A place of the chain. */
type Place = Readonly<{ position: number; hash: string }>;

const PAGE = 5_000;
/** How far after a break is looked for what became of it, and how far before. */
const [AFTER, BEFORE] = [20_000, 201];
const UNSEALED_SHOWN = 100;

const SEALED = `
  SELECT s.position::float8 AS position, s.event_id AS "eventId", encode(s.hash, 'hex') AS hash,
    CASE WHEN e.id IS NOT NULL THEN json_build_object(
      'id', e.id, 'at', (extract(epoch FROM e.at) * 1000)::float8, 'writtenAt', (extract(epoch FROM e.written_at) * 1000)::float8,
      'txid', e.txid::text, 'actorId', e.actor_id, 'actorRole', e.actor_role, 'signInId', e.sign_in_id, 'address', e.address,
      'action', e.action, 'purpose', e.purpose, 'subjectId', e.subject_person_id, 'objectType', e.object_type,
      'objectId', e.object_id, 'reason', e.reason) END AS row
  FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
  WHERE s.position > $1 ORDER BY s.position LIMIT $2`;
const HEADS = `
  SELECT position::float8 AS position, encode(hash, 'hex') AS hash, (extract(epoch FROM signed_at) * 1000)::float8 AS "signedAt",
    key_id AS "keyId", replace(encode(signature, 'base64'), E'\\n', '') AS signature
  FROM audit_head WHERE position > $1 AND position <= $2 ORDER BY position`;
const UNSEALED = `
  SELECT e.id, extract(epoch FROM clock_timestamp() - e.written_at)::float8 AS "waitingSec" FROM audit_event e
  WHERE e.written_at < clock_timestamp() - $1::int * interval '1 second'
    AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
  ORDER BY e.txid, e.id LIMIT $2`;

/** Reads the whole record once, page by page. */
class Reading {
  private readonly walk = new Walk(sha256);
  private signed: Place = this.walk.end;
  heads = 0;

  constructor(
    private readonly client: Queryable,
    private readonly anchors: readonly Anchor[],
    private readonly keys: PublicKeys,
  ) {}

  get rows(): number {
    return this.walk.end.position;
  }

  async findBreak(): Promise<Break | null> {
    for (let page = await this.sealedAfter(0, PAGE); page.length; page = await this.sealedAfter(this.rows, PAGE)) {
      const said = await this.said(this.rows, page.at(-1)!.position);
      for (const row of page) {
        if (!this.walk.step(row)) return this.diagnosed();
        const isWrong = said.get(row.position)?.some((head) => head.hash !== row.hash);
        if (isWrong) return this.at('rewritten', this.signed.position + 1);
        if (said.has(row.position)) this.signed = this.walk.end;
      }
    }
    return this.breakAtTheEnd();
  }

  /** The chain itself holds: is it as long as it was, and signed to its end? */
  private async breakAtTheEnd(): Promise<Break | null> {
    const beyond = await this.said(this.rows, Number.MAX_SAFE_INTEGER);
    if (beyond.size) return { kind: 'cut', position: this.rows + 1, eventId: null };
    return this.signed.position === this.rows ? null : this.at('unsigned', this.signed.position + 1);
  }

  /** What is signed about places of the chain, in the database and in the anchors. */
  private async said(after: number, upTo: number): Promise<Map<number, Head[]>> {
    const { rows } = await this.client.query<Head>(HEADS, [after, upTo]);
    this.heads += rows.length;
    const kept = this.anchors.filter(({ position }) => position > after && position <= upTo);
    const said = new Map<number, Head[]>();
    for (const head of [...rows, ...kept]) {
      if (isSigned(head, this.keys)) said.set(head.position, [...(said.get(head.position) ?? []), head]);
    }
    return said;
  }

  private async diagnosed(): Promise<Break> {
    const { end } = this.walk;
    const start = Math.max(0, end.position - BEFORE);
    const before = await this.sealedAfter(start, end.position - start);
    return diagnose(sha256, end, before, await this.sealedAfter(end.position, AFTER));
  }

  private async at(kind: Break['kind'], position: number): Promise<Break> {
    const [row] = await this.sealedAfter(position - 1, 1);
    return { kind, position, eventId: row?.eventId ?? null };
  }

  private async sealedAfter(position: number, limit: number): Promise<Sealed[]> {
    return (await this.client.query<Sealed>(SEALED, [position, limit])).rows;
  }
}

/**
 * Reads the whole record and says what is wrong with it, if anything. Run it in one snapshot: a sealer may be at work.
 *
 * @param trusted.keys    public keys of the clinic; where there are none, those that the anchors carry are believed
 * @param trusted.anchors heads that were kept elsewhere
 * @param trusted.sealedWithinSec how long an event may wait for its seal
 */
export async function verifyAudit(
  client: Queryable,
  { keys, anchors, sealedWithinSec = 10 }: { keys: PublicKeys; anchors: readonly Anchor[]; sealedWithinSec?: number },
): Promise<Verdict> {
  const known: PublicKeys = keys.size ? keys : new Map(anchors.map(({ publicKey }) => publicKeyFrom(publicKey)));
  const own = anchors.filter((anchor) => isSigned(anchor, known));
  const reading = new Reading(client, own, known);
  const broken = await reading.findBreak();
  const { rows: unsealed } = await client.query<{ id: string; waitingSec: number }>(UNSEALED, [sealedWithinSec, UNSEALED_SHOWN]);
  const { rows, heads } = reading;
  return { rows, heads, anchors: own.length, foreignAnchors: anchors.length - own.length, broken, unsealed };
}
