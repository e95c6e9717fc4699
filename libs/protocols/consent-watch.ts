import { Injectable } from '@nestjs/common';

import { ClinicLadder } from '#alerts';
import { CareService } from '#care';
import type { Tx } from '#platform';
import { ProtocolRepository } from './protocol.repository.js';

/** Says to those who treat a patient that no dose is released any more, because the patient does not want it. */
@Injectable()
export class ConsentWatch {
  constructor(
    private readonly protocols: ProtocolRepository,
    private readonly care: CareService,
    private readonly ladder: ClinicLadder,
  ) {}

  /** Nothing where there is no course that stops, or the patient has signed again. */
  async withdrawn(tx: Tx, { patientId, consentId }: Readonly<{ patientId: string; consentId: string }>): Promise<void> {
    const { signedVersion } = await this.care.consent(tx, patientId);
    if (signedVersion !== null || !(await this.protocols.findCurrent(tx, patientId))) return;
    await this.ladder.raise(tx, { kind: 'consent-withdrawn', level: 2, subjectId: consentId, patientId }, 'same-day');
  }
}
