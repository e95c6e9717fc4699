import { Injectable } from '@nestjs/common';

import { PatientsProgress } from '#assessments';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CaseDoor } from './case-door.js';
import { OwnParts } from './own-parts.js';

/** What a patient sees of their own screening: where they are, who looks after them, what comes next, and their letters. */
@Injectable()
export class OwnScreening {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly care: CareService,
    private readonly progress: PatientsProgress,
    private readonly parts: OwnParts,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string) {
    await this.door.read(caller, patientId, 'read-own-screening', 'own');
    const db = this.database.read;
    const [progress] = await this.progress.of(db, [patientId]);
    const { done = 0, of = 0 } = progress ?? {};
    const { crisisNumbers, name, phone } = await this.care.settings(db);
    const numbers = [...crisisNumbers, ...(phone ? [{ label: name, number: phone }] : [])];
    return { ...(await this.parts.of(db, patientId, done >= of)), questions: { done, of }, numbers };
  }
}
