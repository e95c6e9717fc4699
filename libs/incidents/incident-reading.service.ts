import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { IncidentSummary } from '#contracts';
import type { Caller } from '#identity';
import { cursorFrom, Database, pageOf } from '#platform';
import type { Entry } from '#session-engine';
import { SessionReading } from '#sessions';
import { seesWords } from './domain/reach.js';
import { IncidentDoor } from './incident-door.js';
import { type IncidentFacts, IncidentViews } from './incident-views.js';

export type ShownIncident = Readonly<{ facts: IncidentFacts; log: readonly Entry[] }>;

/** Incidents as people read of them. */
@Injectable()
export class IncidentReading {
  constructor(
    private readonly door: IncidentDoor,
    private readonly views: IncidentViews,
    private readonly sessions: SessionReading,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  async list(
    caller: Caller,
    { before, limit }: Readonly<{ before?: string | undefined; limit: number }>,
  ): Promise<{ incidents: IncidentSummary[]; next: string | null }> {
    const { read } = this.database;
    const found = await this.door.page(caller, { before: cursorFrom(before), limit });
    const { rows, next } = pageOf(found, limit, ({ openedAt: at, id }) => ({ at, id }));
    const act = { action: 'list-incidents', objectType: 'incident' };
    await this.audit.recordList(
      caller,
      act,
      rows.map(({ patientId }) => patientId),
    );
    return { incidents: await this.views.summaries(read, rows), next };
  }

  /** @throws `incidents.not-found` */
  async read(caller: Caller, incidentId: string): Promise<ShownIncident> {
    const opened = await this.door.open(caller, incidentId);
    const { patientId, sessionId } = opened.incident;
    const act = { action: 'read-incident', objectType: 'incident', objectId: incidentId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    const facts = await this.views.whole(this.database.read, opened);
    const log = sessionId && seesWords(opened.part) ? await this.sessions.entriesAfter(sessionId, 0) : [];
    return { facts, log };
  }
}
