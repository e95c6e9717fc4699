import { Injectable } from '@nestjs/common';

import type { ProgrammeEnrolment, ProgrammeStanding, ProgrammeStep } from '#contracts';
import { OutsideReleasesService } from '#documents';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { nextStep, type Step } from './domain/next-step.js';
import { visitsOf } from './domain/visits.js';
import { EnrolmentRepository, type EnrolmentRow } from './enrolment.repository.js';
import { EnrolmentDoor } from './enrolment-door.js';
import { StandingReader } from './standing-reader.js';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Where a patient stands in their programme: for themselves, and for those who care for them. */
@Injectable()
export class EnrolmentViews {
  constructor(
    private readonly database: Database,
    private readonly enrolments: EnrolmentRepository,
    private readonly standings: StandingReader,
    private readonly releases: OutsideReleasesService,
    private readonly door: EnrolmentDoor,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<ProgrammeStanding> {
    const { mayChange } = await this.door.read(caller, patientId);
    const { read: db } = this.database;
    const [newest, ...others] = await this.enrolments.findAll(db, patientId);
    return {
      ...{ patientName: (await this.door.named(db, [patientId]))(patientId) ?? '', mayChange },
      isEligible: await this.enrolments.isEligible(db, patientId),
      enrolment: newest ? await this.view(db, newest) : null,
      past: others.map(({ content, state, enrolledAt, endedAt }) => ({
        ...{ name: content.name, state, enrolledAt: enrolledAt.toISOString(), endedAt: iso(endedAt) },
      })),
    };
  }

  private async view(db: Db, row: EnrolmentRow): Promise<ProgrammeEnrolment> {
    const { standing, marks } = await this.standings.of(db, row);
    const named = await this.door.named(db, [row.enrolledBy, ...marks.map(({ recordedBy }) => recordedBy)]);
    const next = nextStep(row.content, standing);
    return {
      ...{ enrolmentId: row.id, versionNumber: row.versionNumber, content: row.content, state: row.state, ending: row.ending },
      ...{ enrolledByName: named(row.enrolledBy), enrolledAt: row.enrolledAt.toISOString() },
      ...{ beganAt: iso(row.beganAt), endedAt: iso(row.endedAt), sessionsHad: standing.had },
      next: next && toStep(next),
      visits: visitsOf(row.content, standing),
      marks: marks.map(({ kind, which, recordedBy, recordedAt }) => ({
        ...{ kind, which, recordedByName: named(recordedBy), recordedAt: recordedAt.toISOString() },
      })),
      ownTherapist: row.ownReleaseId
        ? {
            name: await this.releases.nameOn(db, row.patientId, row.ownReleaseId),
            isOpen: standing.ownTherapist?.isOpen ?? false,
          }
        : null,
    };
  }
}

const toStep = ({ at, ...step }: Step): ProgrammeStep => ({ ...step, at: at === null ? null : new Date(at).toISOString() });
