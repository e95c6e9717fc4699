import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { CallRole } from '#contracts';
import type { Reader, Tx } from '#platform';
import { HEARTBEAT_SEC, type Traces } from './domain/presence.js';

export type ParticipantRow = Readonly<{
  id: string;
  personId: string;
  role: CallRole;
  isOwner: boolean;
  invitedBy: string | null;
  isRemoved: boolean;
  connection: string | null;
}> &
  Traces;
export type Invited = Readonly<{ personId: string; role: CallRole; invitedBy: string | null }>;

/** Who may be in which call, and on which screen they are. Screens are seen in real time, as all signs of life. */
@Injectable()
export class ParticipantRepository {
  /** Everybody who may come, and whoever might once; those of the clinic first. */
  findOf(on: Reader, roomId: string): Promise<ParticipantRow[]> {
    return on.sql<ParticipantRow>`
      SELECT id, person_id AS "personId", role, is_owner AS "isOwner", invited_by AS "invitedBy", removed_at IS NOT NULL AS "isRemoved",
        connection, knocked_at IS NOT NULL AS "hasKnocked", admitted_at IS NOT NULL AS "isAdmitted", left_at IS NOT NULL AS "hasLeft",
        seen_at IS NOT NULL AS "wasSeen", away_id IS NOT NULL AS "isAway", told_at IS NOT NULL AS "isTold",
        (connection IS NOT NULL AND seen_at > now() - ${HEARTBEAT_SEC}::int * interval '1 second') AS "isSeen"
      FROM call_participant WHERE room_id = ${roomId} ORDER BY role DESC, id`;
  }

  /** The appointments of calls to which somebody was invited, as long as anything of them happened after `from`. */
  async findInvitedTo(on: Reader, personId: string, from: Date): Promise<string[]> {
    const rows = await on.sql<{ id: string }>`
      SELECT r.appointment_id AS id FROM call_participant p JOIN call_room r ON r.id = p.room_id
      WHERE p.person_id = ${personId} AND p.invited_by IS NOT NULL AND p.removed_at IS NULL
        AND greatest(r.created_at, r.opened_at, r.ended_at) > ${from}::timestamptz LIMIT 50`;
    return rows.map(({ id }) => id);
  }

  /** Lets somebody come, also who might not any more. @returns the id of their part */
  async put(tx: Tx, roomId: string, { personId, role, invitedBy }: Invited): Promise<string> {
    const [row] = await tx.sql<{ id: string }>`
      INSERT INTO call_participant (id, room_id, person_id, role, invited_by)
      VALUES (${randomUUID()}, ${roomId}, ${personId}, ${role}::call_role, ${invitedBy}::uuid)
      ON CONFLICT (room_id, person_id) DO UPDATE SET removed_at = NULL, role = EXCLUDED.role, invited_by = EXCLUDED.invited_by
      WHERE EXCLUDED.invited_by IS NULL OR call_participant.removed_at IS NOT NULL
      RETURNING id`;
    if (!row) return this.idOf(tx, roomId, personId); // who may come already stays as what they come
    return row.id;
  }

  private async idOf(tx: Tx, roomId: string, personId: string): Promise<string> {
    const [row] = await tx.sql<{ id: string }>`
      SELECT id FROM call_participant WHERE room_id = ${roomId} AND person_id = ${personId}`;
    return row!.id;
  }

  /** They may not come any more; whoever owns the call stays in it. @returns whether they might */
  async remove(tx: Tx, roomId: string, personId: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE call_participant SET removed_at = app_now(), connection = NULL
      WHERE room_id = ${roomId} AND person_id = ${personId} AND removed_at IS NULL AND NOT is_owner RETURNING 1`;
    return rows.length === 1;
  }

  async ownerOf(on: Reader, roomId: string): Promise<string | null> {
    const [row] = await on.sql<{ personId: string }>`
      SELECT person_id AS "personId" FROM call_participant WHERE room_id = ${roomId} AND is_owner`;
    return row?.personId ?? null;
  }

  /** @param from the owner as the caller knows it; null: whoever it is. @returns false when that is not the owner, or `to` may not come */
  async moveOwner(tx: Tx, roomId: string, from: string | null, to: string): Promise<boolean> {
    const given = await tx.sql`
      UPDATE call_participant SET is_owner = false
      WHERE room_id = ${roomId} AND is_owner AND (${from}::uuid IS NULL OR person_id = ${from}::uuid) RETURNING 1`;
    if (from !== null && !given.length) return false;
    const taken = await tx.sql`
      UPDATE call_participant SET is_owner = true
      WHERE room_id = ${roomId} AND person_id = ${to} AND removed_at IS NULL AND role NOT IN ('patient', 'chaperone') RETURNING 1`;
    return taken.length === 1;
  }

  knock(tx: Tx, id: string): void {
    tx.later`
      UPDATE call_participant SET knocked_at = coalesce(knocked_at, app_now()), left_at = NULL, away_id = NULL, away_at = NULL, told_at = NULL
      WHERE id = ${id}`;
  }

  admit(tx: Tx, id: string, by: string): void {
    tx.later`
      UPDATE call_participant SET knocked_at = coalesce(knocked_at, app_now()), admitted_at = coalesce(admitted_at, app_now()),
        admitted_by = coalesce(admitted_by, ${by}::uuid), left_at = NULL
      WHERE id = ${id}`;
  }

  /** Whoever was let in asks anew when they come back: meanwhile others may speak of them. */
  leave(tx: Tx, id: string): void {
    tx.later`
      UPDATE call_participant SET left_at = app_now(), connection = NULL, knocked_at = NULL, admitted_at = NULL, admitted_by = NULL,
        away_id = NULL, away_at = NULL, told_at = NULL
      WHERE id = ${id}`;
  }

  /** Everybody is out of it, and asks to be let in anew. */
  leaveAll(tx: Tx, roomId: string): void {
    tx.later`
      UPDATE call_participant SET left_at = app_now(), connection = NULL, knocked_at = NULL, admitted_at = NULL, admitted_by = NULL,
        away_id = NULL, away_at = NULL, told_at = NULL
      WHERE room_id = ${roomId} AND knocked_at IS NOT NULL`;
  }

  /** They wait elsewhere from now on, on no screen. */
  putAway(tx: Tx, id: string): void {
    tx.later`
      UPDATE call_participant SET away_id = ${randomUUID()}, away_at = app_now(), told_at = NULL, connection = NULL, claim = NULL WHERE id = ${id}`;
  }

  /** Writes down that everybody who waits elsewhere is told. @returns which of their wishes it was, each once */
  async tellAway(tx: Tx, roomId: string): Promise<string[]> {
    const rows = await tx.sql<{ awayId: string }>`
      UPDATE call_participant SET told_at = app_now()
      WHERE room_id = ${roomId} AND away_id IS NOT NULL AND told_at IS NULL AND removed_at IS NULL RETURNING away_id AS "awayId"`;
    return rows.map(({ awayId }) => awayId);
  }

  /** Who was told by this wish to come, and has not come yet; the appointment of the call. */
  async findTold(on: Reader, awayId: string): Promise<{ personId: string; appointmentId: string } | null> {
    const [row] = await on.sql<{ personId: string; appointmentId: string }>`
      SELECT p.person_id AS "personId", r.appointment_id AS "appointmentId" FROM call_participant p JOIN call_room r ON r.id = p.room_id
      WHERE p.away_id = ${awayId} AND p.told_at IS NOT NULL AND p.removed_at IS NULL AND r.state <> 'ended'`;
    return row ?? null;
  }

  /** Of these appointments those in whose call a patient waits to be let in, wherever. */
  async findAwaited(on: Reader, appointmentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await on.sql<{ id: string }>`
      SELECT r.appointment_id AS id FROM call_room r JOIN call_participant p ON p.room_id = r.id AND p.role = 'patient'
      WHERE r.appointment_id = ANY(${[...appointmentIds]}::uuid[]) AND r.state <> 'ended' AND p.knocked_at IS NOT NULL
        AND p.admitted_at IS NULL AND p.left_at IS NULL AND p.removed_at IS NULL
        AND (p.away_id IS NOT NULL OR (p.connection IS NOT NULL AND p.seen_at > now() - ${HEARTBEAT_SEC}::int * interval '1 second'))`;
    return new Set(rows.map(({ id }) => id));
  }

  /** This screen is theirs from now on. @returns by what it is let go again */
  connect(tx: Tx, id: string, connection: string): string {
    const claim = randomUUID();
    tx.later`UPDATE call_participant SET connection = ${connection}, claim = ${claim}, seen_at = now() WHERE id = ${id}`;
    return claim;
  }

  /** A screen has gone. @returns whether it was the one on which its person was */
  async disconnect(tx: Tx, id: string, claim: string): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE call_participant SET connection = NULL, claim = NULL WHERE id = ${id} AND claim = ${claim} RETURNING 1`;
    return rows.length === 1;
  }

  /** Signs of life of screens. @returns those that are still in their call */
  async renew(on: Reader, connections: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await on.sql<{ connection: string }>`
      UPDATE call_participant p SET seen_at = now() FROM call_room r
      WHERE p.connection = ANY(${[...connections]}::uuid[]) AND r.id = p.room_id AND r.state <> 'ended'
        AND p.removed_at IS NULL AND p.left_at IS NULL
      RETURNING p.connection`;
    return new Set(rows.map(({ connection }) => connection));
  }

  /** Calls in which a patient was let in whose screen was not seen for so long, and of whom nobody has said so yet; not those from which staff had left. */
  async findLost(on: Reader, limit: number): Promise<string[]> {
    const rows = await on.sql<{ id: string }>`
      SELECT r.id FROM call_room r JOIN call_participant p ON p.room_id = r.id AND p.role = 'patient'
      WHERE r.state = 'open' AND r.lost_at IS NULL AND p.admitted_at IS NOT NULL AND p.left_at IS NULL
        AND p.seen_at < now() - ${HEARTBEAT_SEC}::int * interval '1 second'
        AND EXISTS (SELECT 1 FROM call_participant s WHERE s.room_id = r.id AND s.role NOT IN ('patient', 'chaperone')
          AND s.admitted_at IS NOT NULL AND s.left_at IS NULL)
      LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }
}
