import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { type Filled, PatientAnswers } from './patient-answers.js';
import { ResponseRepository } from './response.repository.js';

/** Lets a patient to their own answers, and leaves a row of it. */
@Injectable()
export class PatientDoor {
  constructor(
    private readonly care: CareService,
    private readonly audit: Audit,
    private readonly answers: PatientAnswers,
    private readonly responses: ResponseRepository,
  ) {}

  async read(caller: Caller, patientId: string, action: string): Promise<void> {
    await this.care.requireAccess(caller, patientId, 'own');
    await this.audit.recordRead(caller, { action, objectType: 'questionnaire', subjectPersonId: patientId });
  }

  /** Locks the patient's answers until the transaction ends. */
  async write(tx: Tx, caller: Caller, patientId: string, { form, action }: { form: string; action: string }): Promise<Filled> {
    await this.care.requireAccess(caller, patientId, 'own', tx);
    await this.responses.hold(tx, patientId);
    const filled = await this.answers.toAnswer(tx, patientId, form);
    await this.audit.record(tx, caller, { action, objectType: 'questionnaire', subjectPersonId: patientId, reason: form });
    return filled;
  }
}
