import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Tx } from '#platform';
import { AssignmentRepository } from './assignment.repository.js';
import type { Team } from './care.service.js';
import { EmergencyCardService, type EmergencyDetails } from './emergency-card.service.js';

/** Brings a patient into care: team, consent, emergency card. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly assignments: AssignmentRepository,
    private readonly cards: EmergencyCardService,
    private readonly audit: Audit,
  ) {}

  async enrol(
    tx: Tx,
    patientId: string,
    enrolment: { team: Team; consentVersion: string; card: EmergencyDetails },
  ): Promise<void> {
    const { prescriberId, therapistId, chaperoneId } = enrolment.team;
    await this.assignments.insert(tx, { patientId, personId: prescriberId, reason: 'team' });
    await this.assignments.insert(tx, { patientId, personId: therapistId, reason: 'team' });
    await this.assignments.insert(tx, { patientId, personId: chaperoneId, reason: 'chaperone' });
    await tx.consent.create({ data: { id: randomUUID(), patientId, version: enrolment.consentVersion }, select: { id: true } });
    await this.cards.write(tx, patientId, enrolment.card);
    await this.audit.record(tx, null, {
      action: 'enrol',
      objectType: 'patient',
      objectId: patientId,
      subjectPersonId: patientId,
    });
  }
}
