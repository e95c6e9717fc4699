import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { Cues, OwnEmergencyCard, Preparation, PreparationAnswer } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import type { Item } from './domain/items.js';
import { PreparationDesk } from './preparation-desk.js';

const OBJECT = 'preparation';

/** What patients and their team do before the first dose of a course. */
@Injectable()
export class PreparationService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly protocols: ProtocolsService,
    private readonly desk: PreparationDesk,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<Preparation> {
    const ground = await this.care.requireAccess(caller, patientId, 'session');
    await this.audit.recordRead(caller, { action: 'read-preparation', objectType: OBJECT, subjectPersonId: patientId });
    const { read } = this.database;
    return this.desk.read(read, patientId, await this.protocols.courseOf(read, patientId), ground === 'self');
  }

  /** @throws `care.not-found` */
  async cues(caller: Caller, patientId: string): Promise<Cues> {
    await this.care.requireAccess(caller, patientId, 'session');
    await this.audit.recordRead(caller, { action: 'read-cues', objectType: OBJECT, subjectPersonId: patientId });
    const { read } = this.database;
    return this.desk.cues(read, patientId, await this.protocols.courseOf(read, patientId));
  }

  /** The patient's own part. @throws `care.not-found`, `preparation.no-course` */
  answer(caller: Caller, patientId: string, answer: PreparationAnswer): Promise<Preparation> {
    const act = { scope: 'own', action: 'answer-preparation' } as const;
    return this.act(caller, patientId, act, (tx, courseId) => this.desk.answer(tx, patientId, courseId, answer));
  }

  /** @throws `care.not-found`, `preparation.no-course` */
  talk(caller: Caller, patientId: string, items: readonly Item[]): Promise<Preparation> {
    const act = { scope: 'dose', action: 'talk-preparation-through' } as const;
    return this.act(caller, patientId, act, (tx, courseId) =>
      this.desk.talk(tx, { patientId, courseId }, items, caller.personId),
    );
  }

  /** @throws `care.not-found`, `preparation.no-course`, `preparation.still-open`, `preparation.signed-off` */
  signOff(caller: Caller, patientId: string): Promise<Preparation> {
    const act = { scope: 'dose', action: 'sign-off-preparation' } as const;
    return this.act(caller, patientId, act, (tx, courseId) => this.desk.signOff(tx, { patientId, courseId }, caller.personId));
  }

  /** @throws `care.not-found` */
  async writeCard(caller: Caller, patientId: string, card: OwnEmergencyCard): Promise<Preparation> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'own', tx);
      await this.desk.writeCard(tx, patientId, card);
      const act = { action: 'write-emergency-card', objectType: 'emergency-card', subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
      return this.desk.read(tx, patientId, await this.protocols.courseOf(tx, patientId), true);
    });
  }

  private act(
    caller: Caller,
    patientId: string,
    { scope, action }: Readonly<{ scope: 'own' | 'dose'; action: string }>,
    work: (tx: Tx, courseId: string) => Promise<void>,
  ): Promise<Preparation> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, scope, tx);
      const courseId = await this.desk.lock(tx, patientId, await this.protocols.courseOf(tx, patientId));
      await work(tx, courseId);
      await this.audit.record(tx, caller, { action, objectType: OBJECT, subjectPersonId: patientId });
      return this.desk.read(tx, patientId, courseId, scope === 'own');
    });
  }
}
