import { Injectable } from '@nestjs/common';

import { Audit, AuditTrail } from '#audit';
import type { RecordView } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { cursorFrom, cursorOf, Database, type Reader } from '#platform';
import { collapse, type View } from './domain/collapse.js';

/** Rows of one page; what a person would call one is put together. */
const PAGE = 500;

/** "Who saw my record", for the person whose record it is. */
@Injectable()
export class RecordViewsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly trail: AuditTrail,
    private readonly identity: IdentityService,
  ) {}

  async list(caller: Caller, before: string | undefined): Promise<{ views: RecordView[]; next: string | null }> {
    const subjectId = caller.personId;
    return this.database.transact(async (tx) => {
      await this.audit.record(tx, caller, { action: 'see-record-views', objectType: 'audit', subjectPersonId: subjectId });
      const rows = await this.trail.find(tx, { subjectId, before: cursorFrom(before) }, PAGE);
      const glasses = (await this.trail.glasses(tx, subjectId)).map((glass) => ({ ...glass, at: glass.at.getTime() }));
      const acts = rows.map((row) => ({ ...row, at: row.at.getTime() }));
      const views = collapse(acts, subjectId, glasses, await aheadMs(tx, caller.zone, rows[0]?.at ?? new Date(0)));
      const people = await this.identity.people(tx, [...new Set(views.flatMap(({ actorId }) => actorId ?? []))]);
      return { views: views.map((view) => toJson(view, people)), next: rows.length < PAGE ? null : cursorOf(rows.at(-1)!) };
    });
  }
}

/** How far the clocks of a zone were ahead of UTC; near enough to say which acts are of one day. */
async function aheadMs(on: Reader, zone: string, at: Date): Promise<number> {
  const [row] = await on.sql<{ ms: number }>`
    SELECT (extract(epoch FROM ${at}::timestamptz AT TIME ZONE ${zone}::text - ${at}::timestamptz AT TIME ZONE 'UTC') * 1000)::float8 AS ms`;
  return row!.ms;
}

function toJson(
  { actorId, actorRole, firstAt, lastAt, purpose, ...view }: View,
  people: ReadonlyMap<string, PersonCard>,
): RecordView {
  const card = actorId === null ? undefined : people.get(actorId);
  return {
    ...view,
    purpose: purpose as RecordView['purpose'],
    displayName: card?.displayName ?? null,
    role: card?.role ?? actorRole,
    profession: card?.profession ?? null,
    firstAt: new Date(firstAt).toISOString(),
    lastAt: new Date(lastAt).toISOString(),
  };
}
