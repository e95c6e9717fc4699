import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { DoseLedger } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { CourseFactsRepository } from './course-facts.repository.js';
import { doseLedger, type LedgerRow } from './domain/ledger.js';
import { PauseViews } from './pause-views.js';

/** What a patient took, and what came with it, for those who care for them. It describes; it suggests nothing. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly facts: CourseFactsRepository,
    private readonly pauses: PauseViews,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<DoseLedger> {
    await this.care.requireAccess(caller, patientId, 'assessments');
    const course = await this.facts.readRecorded(caller, patientId);
    const { doses, held, outcomes, exposure } = doseLedger(course, course.now.getTime());
    const db = this.database.read;
    return {
      patientId,
      patientName: (await this.identity.person(db, patientId)).displayName,
      doses: doses.map(toDose),
      held: held.map(({ startsAt, holds, ...session }) => ({ ...session, startsAt: iso(startsAt), holds: [...holds] })),
      outcomes: outcomes.map(({ at, ...point }) => ({ ...point, at: iso(at) })),
      exposure,
      lastTakenAt: doses.length ? iso(doses.at(-1)!.takenAt) : null,
      pauses: await this.pauses.of(db, patientId),
    };
  }
}

const iso = (at: number): string => new Date(at).toISOString();

const toDose = ({ takenAt, readings, checks, alerts, holds, outcomes, ...dose }: LedgerRow) => ({
  ...dose,
  takenAt: iso(takenAt),
  readings: readings.map(({ at, spo2Pct, ...reading }) => ({ ...reading, at: iso(at), spo2Pct: spo2Pct ?? null })),
  checks: checks.map(({ at: _, ...check }) => check),
  alerts: alerts.map(({ at: _, ...alert }) => alert),
  holds: [...holds],
  outcomes: [...outcomes],
});
