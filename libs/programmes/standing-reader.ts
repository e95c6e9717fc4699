import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { PreparationStanding } from '#preparation';
import type { Standing } from './domain/next-step.js';
import type { Part } from './domain/programme.js';
import { type EnrolmentFacts, EnrolmentRepository, type EnrolmentRow, type MarkRow } from './enrolment.repository.js';

const PARTS: Readonly<Record<string, Part>> = {
  ...{ prescriber: 'prescriber', physician: 'prescriber', therapist: 'therapist', chaperone: 'companion' },
};

/** What is known of a patient in a programme, from everywhere that knows something of it. */
@Injectable()
export class StandingReader {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly preparation: PreparationStanding,
  ) {}

  async of(db: Db, enrolment: EnrolmentRow): Promise<{ standing: Standing; marks: MarkRow[] }> {
    const { patientId, state, ownReleaseId, content } = enrolment;
    const facts = await this.enrolments.facts(db, enrolment.id);
    const marks = await this.enrolments.marks(db, enrolment.id);
    const standing: Standing = {
      ...{ state, marks, isEligible: facts.isEligible, isConsentCurrent: await this.isConsentCurrent(db, patientId) },
      ownTherapist: ownReleaseId === null ? null : { isOpen: facts.isReleaseOpen, letters: facts.letters },
      team: await this.team(db, patientId),
      course: courseOf(facts, content.templates),
      isPrepared: await this.isPrepared(db, patientId, facts.protocolId),
      ...{ had: facts.had, isVisitHeld: facts.isVisitHeld },
      nextDose: { state: facts.nextDose, at: facts.nextAt?.getTime() ?? null },
    };
    return { standing, marks };
  }

  private async isConsentCurrent(db: Db, patientId: string): Promise<boolean> {
    const { signedVersion, currentVersion, missing } = await this.care.consent(db, patientId);
    return signedVersion === currentVersion && missing.length === 0;
  }

  private async team(db: Db, patientId: string): Promise<ReadonlySet<Part>> {
    const people = await this.identity.people(db, await this.care.team(db, patientId));
    return new Set([...people.values()].flatMap(({ role }) => PARTS[role] ?? []));
  }

  private async isPrepared(db: Db, patientId: string, protocolId: string | null): Promise<boolean> {
    return protocolId !== null && (await this.preparation.open(db, patientId, protocolId)).length === 0;
  }
}

const courseOf = ({ protocolId, template, isPaused }: EnrolmentFacts, templates: readonly string[]): Standing['course'] =>
  protocolId === null ? null : { isOfProgramme: template !== null && templates.includes(template), isPaused: isPaused ?? false };
