import { Injectable } from '@nestjs/common';

import type { LetterRow } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { type LetterRecord, LetterRepository } from './letter.repository.js';
import { OutsideReleaseRepository } from './outside-release.repository.js';
import { documentProblems } from './problems.js';

/** Letters with whom they went to, who signed them, and how they left. */
@Injectable()
export class LetterShelf {
  constructor(
    private readonly identity: IdentityService,
    private readonly letters: LetterRepository,
    private readonly releases: OutsideReleaseRepository,
  ) {}

  async all(db: Db, patientId: string): Promise<LetterRow[]> {
    return this.shown(db, patientId, await this.letters.find(db, patientId));
  }

  /** @throws `documents.not-found` */
  async one(db: Db, patientId: string, letterId: string): Promise<{ record: LetterRecord; row: LetterRow }> {
    const [record] = await this.letters.find(db, patientId, letterId);
    if (!record) throw documentProblems.notFound();
    const [row] = await this.shown(db, patientId, [record]);
    return { record, row: row! };
  }

  private async shown(db: Db, patientId: string, records: readonly LetterRecord[]): Promise<LetterRow[]> {
    const releases = new Map((await this.releases.findAll(db, patientId)).map((each) => [each.releaseId, each]));
    const ids = records.map(({ id }) => id);
    const dispatches = await this.letters.findDispatches(db, ids);
    const people = await this.identity.people(db, [
      ...new Set([...records.map(({ signedBy }) => signedBy), ...dispatches.map(({ recordedBy }) => recordedBy)]),
    ]);
    return records.map(({ id, template, releaseId, signedBy, signedAt }) => ({
      ...{ letterId: id, template, recipient: releases.get(releaseId)?.recipient ?? null },
      signedByName: people.get(signedBy)!.displayName,
      signedAt: signedAt.toISOString(),
      dispatches: dispatches
        .filter(({ letterId }) => letterId === id)
        .map(({ how, sentAt, recordedBy }) => ({
          ...{ how, sentAt: sentAt.toISOString(), byName: people.get(recordedBy)!.displayName },
        })),
      isReleased: (releases.get(releaseId)?.isOpen && releases.get(releaseId)!.covers.includes(template)) ?? false,
    }));
  }
}
