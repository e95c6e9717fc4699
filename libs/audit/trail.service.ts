import { Injectable } from '@nestjs/common';

import type { PageCursor, Reader } from '#platform';

/** An event as it is read; `position` is null until it is sealed. */
export type TrailEvent = Readonly<{
  id: string;
  at: Date;
  actorId: string | null;
  actorRole: string;
  action: string;
  purpose: string;
  subjectId: string | null;
  objectType: string;
  objectId: string | null;
  reason: string | null;
  address: string | null;
  position: number | null;
}>;
export type TrailFilter = Readonly<{
  subjectId?: string | undefined;
  actorId?: string | undefined;
  action?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  before?: PageCursor | undefined;
}>;
/** What one person did with the record of one patient. */
export type Touched = Readonly<{ subjectId: string; acts: number; firstAt: Date; lastAt: Date }>;
export type TouchedBy = Touched & Readonly<{ actorId: string; actorRole: string }>;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Reads the record of who saw and did what; `libs/oversight` decides who may. */
@Injectable()
export class AuditTrail {
  /** The last first. One statement for each index. */
  find(on: Reader, { subjectId, actorId, ...rest }: TrailFilter, limit: number): Promise<TrailEvent[]> {
    const { action = null, from = '-infinity', to = 'infinity', before } = rest;
    const [beforeAt, beforeId] = [before?.at ?? 'infinity', before?.id ?? LAST_ID];
    if (subjectId !== undefined) {
      return on.sql<TrailEvent>`
        SELECT * FROM audit_trail
        WHERE subject_person_id = ${subjectId} AND actor_id IS NOT DISTINCT FROM coalesce(${actorId ?? null}::uuid, actor_id)
          AND action = coalesce(${action}::text, action) AND at >= ${from}::timestamptz AND at < ${to}::timestamptz
          AND (at, id) < (${beforeAt}::timestamptz, ${beforeId}::uuid)
        ORDER BY at DESC, id DESC LIMIT ${limit}`;
    }
    if (actorId !== undefined) {
      return on.sql<TrailEvent>`
        SELECT * FROM audit_trail
        WHERE actor_id = ${actorId} AND action = coalesce(${action}::text, action) AND at >= ${from}::timestamptz AND at < ${to}::timestamptz
          AND (at, id) < (${beforeAt}::timestamptz, ${beforeId}::uuid)
        ORDER BY at DESC, id DESC LIMIT ${limit}`;
    }
    return on.sql<TrailEvent>`
      SELECT * FROM audit_trail
      WHERE action = coalesce(${action}::text, action) AND at >= ${from}::timestamptz AND at < ${to}::timestamptz
        AND (at, id) < (${beforeAt}::timestamptz, ${beforeId}::uuid)
      ORDER BY at DESC, id DESC LIMIT ${limit}`;
  }

  /** All that an actor did, by patient; the patient who was touched last comes first. Index: actor and time. */
  touchedBy(on: Reader, actorId: string, span: Readonly<{ from: Date; to: Date }>, limit: number): Promise<Touched[]> {
    return on.sql<Touched>`
      SELECT subject_person_id AS "subjectId", count(*) AS acts, min(at) AS "firstAt", max(at) AS "lastAt"
      FROM audit_event
      WHERE actor_id = ${actorId} AND at >= ${span.from}::timestamptz AND at < ${span.to}::timestamptz AND subject_person_id IS NOT NULL
      GROUP BY subject_person_id ORDER BY max(at) DESC LIMIT ${limit}`;
  }

  /**
   * What people did deliberately, lists apart, by actor and patient; not what patients, companions and the program did. Who is asked to
   * look after somebody and says no has opened nothing.
   */
  deliberate(on: Reader, span: Readonly<{ from: Date; to: Date }>, limit: number): Promise<TouchedBy[]> {
    return on.sql<TouchedBy>`
      SELECT actor_id AS "actorId", actor_role AS "actorRole", subject_person_id AS "subjectId", count(*) AS acts,
             min(at) AS "firstAt", max(at) AS "lastAt"
      FROM audit_event
      WHERE at >= ${span.from}::timestamptz AND at < ${span.to}::timestamptz AND actor_id IS NOT NULL AND subject_person_id IS NOT NULL
        AND actor_role NOT IN ('patient', 'chaperone', 'self', 'system') AND purpose NOT IN ('oversight', 'break-glass')
        AND action NOT LIKE 'list-%' AND action NOT IN ('read-board', 'decline-pairing')
      GROUP BY 1, 2, 3 ORDER BY max(at) DESC LIMIT ${limit}`;
  }

  /** When the record of a patient was opened in an emergency, by whom, and when it was closed again; rising. */
  async glasses(on: Reader, subjectId: string): Promise<readonly Readonly<{ actorId: string; action: string; at: Date }>[]> {
    return on.sql`
      SELECT actor_id AS "actorId", action, at FROM audit_event
      WHERE subject_person_id = ${subjectId} AND action IN ('break-glass', 'end-break-glass') AND actor_id IS NOT NULL ORDER BY at`;
  }
}
