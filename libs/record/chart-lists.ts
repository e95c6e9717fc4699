import { Injectable } from '@nestjs/common';

import { MedicineChecks } from '#assessments';
import type { ChartEntry, ChartMedicine } from '#contracts';
import { IdentityService, type PersonCard } from '#identity';
import type { Db } from '#platform';
import { ChartEntryRepository, type ChartEntryRow } from './chart-entry.repository.js';
import { notOnList } from './domain/reconciling.js';

type Entry = Readonly<{ row: ChartEntryRow; text: string | null; detail: string | null }>;

/** Problems, allergies and medicines of a chart, as the contracts have them. */
@Injectable()
export class ChartLists {
  constructor(
    private readonly entries: ChartEntryRepository,
    private readonly checks: MedicineChecks,
    private readonly identity: IdentityService,
  ) {}

  /** @param written medicines by the patient's answers */
  async of(db: Db, patientId: string, written: readonly string[]) {
    const entries = await this.read(db, patientId);
    const review = await this.entries.findReview(db, patientId);
    const ids = [...entries.map(({ row }) => row.recordedBy), ...(review ? [review.reviewedBy] : [])];
    const people = await this.identity.people(db, [...new Set(ids)]);
    return {
      entries: entries.map((entry) => toEntry(entry, people)),
      medicines: await this.medicines(db, entries, written),
      medicinesReviewed: review && {
        at: review.reviewedAt.toISOString(),
        byName: people.get(review.reviewedBy)!.displayName,
      },
    };
  }

  /** What the clinic has down as medicines, without what is thought of them. */
  async plainMedicines(db: Db, patientId: string) {
    const entries = await this.read(db, patientId);
    const medicines = entries.filter(isTaken).map(({ text, detail }) => ({ written: text!, detail }));
    return { medicines, reviewedAt: (await this.entries.findReview(db, patientId))?.reviewedAt.toISOString() ?? null };
  }

  private async medicines(db: Db, entries: readonly Entry[], written: readonly string[]): Promise<ChartMedicine[]> {
    const taken = entries.filter(isTaken);
    const listed = taken.map(({ row, text, detail }) => ({ entryId: row.id, text: text!, detail }));
    const known = entries.flatMap(({ row, text }) => (row.kind === 'medicine' && text !== null ? [text] : []));
    const answered = notOnList(written, known).map((text) => ({ entryId: null, text, detail: null }));
    const all = [...listed, ...answered];
    const checked = await this.checks.of(
      db,
      all.map(({ text }) => text),
    );
    return all.map(({ entryId, detail }, at) => ({ entryId, detail, ...checked[at]! }));
  }

  private async read(db: Db, patientId: string): Promise<Entry[]> {
    const rows = await this.entries.findAll(db, patientId);
    return Promise.all(
      rows.map(async (row) => {
        const words = await this.entries.wordsOf(db, row);
        return { row, text: words?.text ?? null, detail: words?.detail ?? null };
      }),
    );
  }
}

const isTaken = ({ row, text }: Entry) => row.kind === 'medicine' && row.endedAs === null && text !== null;

const toEntry = ({ row, text, detail }: Entry, people: ReadonlyMap<string, PersonCard>): ChartEntry => ({
  ...{ entryId: row.id, kind: row.kind, text, detail, criticality: row.criticality, endedAs: row.endedAs },
  code: row.codeSystem && row.code ? { system: row.codeSystem, code: row.code } : null,
  recordedByName: people.get(row.recordedBy)!.displayName,
  recordedAt: row.recordedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
