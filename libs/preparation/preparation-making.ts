import { Injectable } from '@nestjs/common';

import type { PreparationAnswer } from '#contracts';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { TALKED_THROUGH } from './domain/items.js';
import { PreparationDesk } from './preparation-desk.js';

/** For whoever makes a clinic: a preparation that has taken place, by the same ways as any other. */
@Injectable()
export class PreparationMaking {
  constructor(
    private readonly desk: PreparationDesk,
    private readonly protocols: ProtocolsService,
  ) {}

  /** The patient's part, as far as it is given. @throws `preparation.no-course` */
  async answer(tx: Tx, patientId: string, answers: readonly PreparationAnswer[]): Promise<void> {
    const courseId = await this.desk.lock(tx, patientId, await this.protocols.courseOf(tx, patientId));
    for (const answer of answers) await this.desk.answer(tx, patientId, courseId, answer);
  }

  /** Everything is talked through and signed. @throws `preparation.no-course`, `preparation.still-open` */
  async finish(tx: Tx, patientId: string, by: string): Promise<void> {
    const courseId = await this.desk.lock(tx, patientId, await this.protocols.courseOf(tx, patientId));
    await this.desk.talk(tx, { patientId, courseId }, [...TALKED_THROUGH], by);
    await this.desk.signOff(tx, { patientId, courseId }, by);
  }
}
