import { Injectable } from '@nestjs/common';

import type { Chart } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { ChartClinical } from './chart-clinical.js';
import { ChartDoor } from './chart-door.js';
import { ChartLists } from './chart-lists.js';
import { ChartSurroundings } from './chart-surroundings.js';

/** The chart of a patient on one page: one look, one row in the audit. */
@Injectable()
export class ChartService {
  constructor(
    private readonly database: Database,
    private readonly door: ChartDoor,
    private readonly clinical: ChartClinical,
    private readonly lists: ChartLists,
    private readonly surroundings: ChartSurroundings,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<Chart> {
    const mayWrite = await this.door.read(caller, patientId);
    const db = this.database.read;
    const { written, ...clinical } = await this.clinical.of(db, caller, patientId);
    const lists = await this.lists.of(db, patientId, written);
    return { mayWrite, ...clinical, ...lists, ...(await this.surroundings.of(db, caller, patientId)) };
  }

  /** What the clinic has down as a patient's medicines, for the patient. @throws `care.not-found` */
  async ownMedicines(caller: Caller, patientId: string) {
    await this.door.readOwn(caller, patientId);
    return this.lists.plainMedicines(this.database.read, patientId);
  }
}
