import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { IncidentEntry, IncidentSummary, IncidentView } from '#contracts';
import { Directory, IdentityService, type PersonCard } from '#identity';
import { DAY } from '#kernel';
import { type Db } from '#platform';
import { mayReview, openActions, seesWords } from './domain/reach.js';
import type { IncidentRow } from './incident.repository.js';
import type { Opened } from './incident-door.js';
import { type EntryRow, IncidentEntryRepository } from './incident-entry.repository.js';

/** Incidents as they are shown: names behind ids, words for those who may read them. The log comes from elsewhere. */
export type IncidentFacts = Omit<IncidentView, 'log'>;

/** [D] Three days, as for a record that was opened in an emergency. */
const REVIEW_WITHIN_MS = 3 * DAY;

@Injectable()
export class IncidentViews {
  constructor(
    private readonly identity: IdentityService,
    private readonly directory: Directory,
    private readonly care: CareService,
    private readonly entries: IncidentEntryRepository,
  ) {}

  async summaries(db: Db, rows: readonly IncidentRow[]): Promise<IncidentSummary[]> {
    const entries = await this.entries.findOf(
      db,
      rows.map(({ id }) => id),
    );
    const ids = rows.flatMap(({ patientId, openedBy, reviewedBy }) => [patientId, openedBy ?? [], reviewedBy ?? []].flat());
    const cards = await this.identity.people(db, [...new Set(ids)]);
    return rows.map((row) =>
      summaryOf(
        row,
        entries.filter(({ incidentId }) => incidentId === row.id),
        cards,
      ),
    );
  }

  async whole(db: Db, { incident, part, isDirector }: Opened): Promise<IncidentFacts> {
    const [summary] = await this.summaries(db, [incident]);
    const rows = await this.entries.findOf(db, [incident.id]);
    const cards = await this.identity.people(db, [
      ...new Set(rows.flatMap(({ authorId, ownerId }) => [authorId, ownerId ?? []].flat())),
    ]);
    const said: IncidentEntry[] = [];
    for (const row of rows) {
      const words = seesWords(part) ? await this.entries.wordsOf(db, row) : null;
      said.push(entryOf(row, words, cards));
    }
    const mayWrite = part !== 'clinic';
    const people = mayWrite ? await this.owners(db, incident.patientId) : [];
    return { ...summary!, said, people, mayWrite, mayReview: mayReview(isDirector, incident) };
  }

  /** Who may answer for an action: the clinicians of the patient, and the medical director. */
  async owners(db: Db, patientId: string): Promise<{ personId: string; displayName: string }[]> {
    const team = [...(await this.identity.people(db, await this.care.team(db, patientId))).values()];
    const clinicians = team.filter(({ role }) => role !== 'chaperone' && role !== 'patient');
    const everybody = [...clinicians, ...(await this.directory.withDuty(db, 'medical-director'))];
    return [...new Map(everybody.map(({ id, displayName }) => [id, { personId: id, displayName }])).values()];
  }
}

function summaryOf(row: IncidentRow, entries: readonly EntryRow[], cards: ReadonlyMap<string, PersonCard>): IncidentSummary {
  const name = (id: string | null) => (id === null ? null : (cards.get(id)?.displayName ?? null));
  return {
    ...{ incidentId: row.id, kind: row.kind, patientId: row.patientId, sessionId: row.sessionId },
    patientName: name(row.patientId)!,
    openedAt: row.openedAt.toISOString(),
    openedByName: name(row.openedBy),
    reviewDueAt: new Date(row.openedAt.getTime() + REVIEW_WITHIN_MS).toISOString(),
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    reviewedByName: name(row.reviewedBy),
    openActions: openActions(entries).length,
  };
}

const entryOf = (row: EntryRow, words: string | null, cards: ReadonlyMap<string, PersonCard>): IncidentEntry => ({
  ...{ entryId: row.id, kind: row.kind, words, actionId: row.actionId },
  authorName: cards.get(row.authorId)!.displayName,
  writtenAt: row.writtenAt.toISOString(),
  ownerName: (row.ownerId && cards.get(row.ownerId)?.displayName) ?? null,
  dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
});
