import { Injectable } from '@nestjs/common';

import type { WhoIsWho } from '#contracts';
import { LicenceService } from '#credentials';
import type { Db } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { CaseViews } from './case-views.js';
import { PLACE_LASTS_HOURS } from './domain/demands.js';
import { ownNext } from './domain/next.js';
import { Standings } from './standings.js';

/** What a patient's case tells them. */
@Injectable()
export class OwnParts {
  constructor(
    private readonly cases: CaseRepository,
    private readonly views: CaseViews,
    private readonly standings: Standings,
    private readonly licences: LicenceService,
  ) {}

  async of(db: Db, patientId: string, hasAnsweredAll: boolean) {
    const found = await this.cases.findOf(db, patientId);
    if (!found) return { ...NOTHING_YET, next: ownNext(null, hasAnsweredAll) };
    const standing = (await this.standings.of(db, [found])).get(found.id)!;
    return { next: ownNext(standing, hasAnsweredAll), ...(await this.ofCase(db, found, standing.callStartsAt)) };
  }

  private async ofCase(db: Db, { id, patientId, ownerId, state }: CaseRow, callStartsAt: number | null) {
    const { named, handOffs, decisions } = await this.views.of(db, id, [ownerId], await this.standings.now());
    const colleague = handOffs.find((offer) => offer.state === 'offered')?.to;
    return {
      screener: await this.licensed(db, patientId, named(ownerId)),
      colleague: colleague ? await this.licensed(db, patientId, colleague) : null,
      callStartsAt: callStartsAt === null ? null : new Date(callStartsAt).toISOString(),
      revisitOn: state === 'deferred' ? (decisions[0]?.revisitOn ?? null) : null,
      letters: decisions.flatMap(({ decidedAt, decidedByName: byName, letter }) =>
        letter ? [{ decidedAt, byName, paragraphs: letter }] : [],
      ),
    };
  }

  /** Name, role, and whether they may treat the patient where they are today, as far as anybody knows. */
  private async licensed(db: Db, patientId: string, who: WhoIsWho) {
    const about = { patientId, clinicianId: who.personId, withinHours: PLACE_LASTS_HOURS };
    const { isCovered, place } = await this.licences.coverage(db, about);
    return { ...who, licensedIn: isCovered ? place : null };
  }
}

const NOTHING_YET = { screener: null, colleague: null, callStartsAt: null, revisitOn: null, letters: [] };
