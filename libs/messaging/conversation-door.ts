import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { DosedNow } from '#sessions';

/** Who may come into which conversation, and whether anybody should write in it now. */
@Injectable()
export class ConversationDoor {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly dosed: DosedNow,
  ) {}

  /** @returns whether the caller is the patient. @throws `care.not-found` */
  async enter(caller: Caller, patientId: string, tx?: Tx): Promise<boolean> {
    return (await this.care.requireAccess(caller, patientId, 'messages', tx)) === 'self';
  }

  /** The patients whose conversations the caller may read: never everybody's. */
  async openTo(caller: Caller): Promise<readonly string[]> {
    const patients = await this.care.patientsOf(caller, 'messages');
    return patients === 'all' ? [] : patients;
  }

  /** Whether each caller may read what was just written: asked anew each time that there is something to say. */
  stillOpenTo(callers: readonly Caller[], patientId: string): Promise<boolean[]> {
    return this.care.stillMay(
      callers.map((caller) => ({ caller, patientId })),
      'messages',
    );
  }

  isLive(patientId: string): Promise<boolean> {
    return this.dosed.is(this.database, patientId);
  }
}
