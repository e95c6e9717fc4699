import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { DAY } from '#kernel';
import { Database, type Tx } from '#platform';
import { CaseDoor } from './case-door.js';
import { type Answer, ClearanceRepository, type ClearanceRow, type Question } from './clearance.repository.js';
import { ClearanceWatch } from './clearance-watch.js';
import { Courses } from './courses.js';
import { screeningProblems } from './problems.js';

type Act = 'answer' | 'read' | 'withdraw';
const FROM: Readonly<Record<Act, readonly ClearanceRow['state'][]>> = {
  answer: ['asked'],
  read: ['answered'],
  withdraw: ['asked', 'answered'],
};

/** What somebody outside is asked before a decision: it comes back, and a clinician reads it. It clears nothing by itself. */
@Injectable()
export class ClearancesService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly clearances: ClearanceRepository,
    private readonly watch: ClearanceWatch,
    private readonly courses: Courses,
  ) {}

  /** @throws `care.not-found`, `screening.no-case`, `screening.not-yours` */
  async ask(caller: Caller, patientId: string, { dueInDays, ...question }: Question & { dueInDays: number }) {
    return this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      if (held.ownerId !== caller.personId) throw screeningProblems.notYours();
      const [id, dueAt] = [randomUUID(), new Date((await this.courses.now(tx)) + dueInDays * DAY)];
      await this.clearances.insert(tx, { id, caseId: held.id, patientId, askedBy: caller.personId, dueAt }, question);
      await this.watch.expect(tx, id, dueAt);
      await this.record(tx, caller, { id, patientId }, 'ask');
      return { clearanceId: id };
    });
  }

  /** @throws `screening.no-clearance`, `screening.clearance-over` */
  async answer(caller: Caller, id: string, answer: Answer): Promise<void> {
    await this.act(caller, id, 'answer', (tx, row) => this.clearances.answer(tx, row, answer, caller.personId));
  }

  /** @throws `screening.no-clearance`, `screening.clearance-over` */
  async read(caller: Caller, id: string): Promise<void> {
    await this.act(caller, id, 'read', (tx) => this.clearances.read(tx, id, caller.personId));
  }

  /** @throws `screening.no-clearance`, `screening.clearance-over` */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.act(caller, id, 'withdraw', (tx) => this.clearances.withdraw(tx, id, caller.personId));
  }

  /** Whoever has no part in the patient's screening learns nothing of what was asked. */
  private async act(caller: Caller, id: string, act: Act, work: (tx: Tx, row: ClearanceRow) => Promise<void>): Promise<void> {
    await this.database.transact(async (tx) => {
      const row = await this.clearances.hold(tx, id);
      if (!row || !(await this.door.isOpenTo(tx, caller, row.patientId))) throw screeningProblems.noClearance();
      if (!FROM[act].includes(row.state)) throw screeningProblems.clearanceOver();
      await work(tx, row);
      await this.watch.settle(tx, id);
      await this.record(tx, caller, row, act);
    });
  }

  private record(tx: Tx, caller: Caller, { id, patientId }: Pick<ClearanceRow, 'id' | 'patientId'>, act: Act | 'ask') {
    const about = { action: `${act}-clearance`, objectType: 'screening-clearance', objectId: id };
    return this.door.record(tx, caller, patientId, about);
  }
}
