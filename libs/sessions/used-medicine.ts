import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { isInClinic } from '#session-engine';
import { ClinicStock, DoseSupply } from '#supply';
import type { OpenLog } from './open-log.js';

/** Milligrams as they were signed; `by`: who said that it was taken. */
type Taken = Readonly<{ doseMg: number; takenAt: Date; by: string }>;

/** The medicine of a dose that was taken leaves the ledger: that of the patient at home, or the clinic's own. */
@Injectable()
export class UsedMedicine {
  constructor(
    private readonly home: DoseSupply,
    private readonly clinic: ClinicStock,
  ) {}

  async taken(tx: Tx, { session, plan }: OpenLog, { doseMg, takenAt, by }: Taken): Promise<void> {
    const { doseLineId, patientId } = session;
    if (isInClinic(plan)) return this.clinic.given(tx, doseLineId, by);
    return this.home.taken(tx, { doseLineId, patientId, doseMg, takenAt }, by);
  }
}
