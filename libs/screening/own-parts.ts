import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { CaseViews } from './case-views.js';
import { ownNext } from './domain/next.js';
import { Standings } from './standings.js';

/** What a patient's case tells them. */
@Injectable()
export class OwnParts {
  constructor(
    private readonly cases: CaseRepository,
    private readonly views: CaseViews,
    private readonly standings: Standings,
  ) {}

  async of(db: Db, patientId: string, hasAnsweredAll: boolean) {
    const found = await this.cases.findOf(db, patientId);
    if (!found) return { ...NOTHING_YET, next: ownNext(null, hasAnsweredAll) };
    const standing = (await this.standings.of(db, [found])).get(found.id)!;
    return { next: ownNext(standing, hasAnsweredAll), ...(await this.ofCase(db, found, standing.callStartsAt)) };
  }

  private async ofCase(db: Db, { id, ownerId, state }: CaseRow, callStartsAt: number | null) {
    const { named, handOffs, decisions } = await this.views.of(db, id, [ownerId], await this.standings.now());
    return {
      screener: named(ownerId),
      colleague: handOffs.find((offer) => offer.state === 'offered')?.to ?? null,
      callStartsAt: callStartsAt === null ? null : new Date(callStartsAt).toISOString(),
      revisitOn: state === 'deferred' ? (decisions[0]?.revisitOn ?? null) : null,
      letters: decisions.flatMap(({ decidedAt, decidedByName: byName, letter }) =>
        letter ? [{ decidedAt, byName, paragraphs: letter }] : [],
      ),
    };
  }
}

const NOTHING_YET = { screener: null, colleague: null, callStartsAt: null, revisitOn: null, letters: [] };
