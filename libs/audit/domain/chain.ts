/** An audit event as it is sealed. Instants in epoch ms; `at` by the clinic's clock, `writtenAt` in real time; `txid` in digits. */
export type AuditRow = Readonly<{
  id: string;
  at: number;
  writtenAt: number;
  txid: string;
  actorId: string | null;
  actorRole: string;
  signInId: string | null;
  address: string | null;
  action: string;
  purpose: string;
  subjectId: string | null;
  objectType: string;
  objectId: string | null;
  reason: string | null;
}>;

/** The place of an event in the chain; `hash` is 64 hex digits. */
export type Seal = Readonly<{ position: number; eventId: string; hash: string }>;

/** SHA-256 of the UTF-8 bytes of a text, as 64 hex digits. An argument, for nothing here depends on a library. */
export type Sha256 = (text: string) => string;

/** What the first event is linked to. */
export const BEGINNING = '0'.repeat(64);

/** An event in its place as one text: the same for the same values, and for no others. */
export const canonical = (position: number, row: AuditRow): string =>
  JSON.stringify([
    ...[1, position, row.id, row.at, row.writtenAt, row.txid],
    ...[row.actorId, row.actorRole, row.signInId, row.address],
    ...[row.action, row.purpose, row.subjectId, row.objectType, row.objectId, row.reason],
  ]);

/** The hash of an event in its place, after the hash of the one before it. */
export const link = (sha256: Sha256, before: string, position: number, row: AuditRow): string =>
  sha256(`${before}|${canonical(position, row)}`);

/**
 * Continues a chain.
 *
 * @param last the end of the chain so far; position 0 and `BEGINNING` of an empty one
 * @param rows the events that come next, in their order
 * @returns    one seal for each, positions rising by one
 */
export function seal(sha256: Sha256, last: Readonly<{ position: number; hash: string }>, rows: readonly AuditRow[]): Seal[] {
  let { position, hash } = last;
  return rows.map((row) => {
    position += 1;
    hash = link(sha256, hash, position, row);
    return { position, eventId: row.id, hash };
  });
}
