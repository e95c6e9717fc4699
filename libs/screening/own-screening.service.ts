import { Injectable } from '@nestjs/common';

import { AssessmentsService } from '#assessments';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { CaseDoor } from './case-door.js';
import { CaseViews } from './case-views.js';
import { ownNext } from './domain/next.js';
import { Standings } from './standings.js';

/** What a patient sees of their own screening: where they are, who looks after them, what comes next, and their letters. */
@Injectable()
export class OwnScreening {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly care: CareService,
    private readonly assessments: AssessmentsService,
    private readonly parts: OwnParts,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string) {
    await this.door.read(caller, patientId, 'read-own-screening', 'own');
    const db = this.database.read;
    const [progress] = await this.assessments.progress(db, [patientId]);
    const { done = 0, of = 0 } = progress ?? {};
    const { crisisNumbers, name, phone } = await this.care.settings(db);
    const numbers = [...crisisNumbers, ...(phone ? [{ label: name, number: phone }] : [])];
    return { ...(await this.parts.of(db, patientId, done >= of)), questions: { done, of }, numbers };
  }
}

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
