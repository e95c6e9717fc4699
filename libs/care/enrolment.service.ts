import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Tx } from '#platform';
import { AssignmentRepository } from './assignment.repository.js';
import type { Team } from './care.service.js';
import { ConsentRepository } from './consent.repository.js';
import { EmergencyCardService, type EmergencyDetails } from './emergency-card.service.js';

/** Brings a patient into care: team, consent, emergency card. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly consents: ConsentRepository,
    private readonly cards: EmergencyCardService,
    private readonly audit: Audit,
  ) {}

  /** @param enrolment `consentVersion`: what was signed on paper before; left out, nothing is signed yet */
  async enrol(
    tx: Tx,
    patientId: string,
    enrolment: { team: Team; consentVersion?: string; card: EmergencyDetails },
  ): Promise<void> {
    const { prescriberId, therapistId, chaperoneId } = enrolment.team;
    await this.assignments.insert(tx, { patientId, personId: prescriberId, reason: 'team' });
    await this.assignments.insert(tx, { patientId, personId: therapistId, reason: 'team' });
    await this.assignments.insert(tx, { patientId, personId: chaperoneId, reason: 'chaperone' });
    if (enrolment.consentVersion !== undefined) await this.consents.insert(tx, patientId, enrolment.consentVersion);
    await this.cards.write(tx, patientId, enrolment.card);
    await this.audit.record(tx, null, {
      action: 'enrol',
      objectType: 'patient',
      objectId: patientId,
      subjectPersonId: patientId,
    });
  }
}
