import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database } from '#platform';
import { AnswerWriter, type Given } from './answer-writer.js';
import { IntakeOverview } from './intake-overview.js';
import { type Filled, type FormState, PatientAnswers } from './patient-answers.js';
import { PatientDoor } from './patient-door.js';

export type Crisis = Readonly<{ isSomebodyOnCall: boolean; nextForm: string | null }>;

/** A patient's own questionnaires: each answer is kept as it is given, and acts as it is given. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly door: PatientDoor,
    private readonly answers: PatientAnswers,
    private readonly writer: AnswerWriter,
    private readonly shown: IntakeOverview,
  ) {}

  /** @throws `care.not-found` */
  async overview(caller: Caller, patientId: string) {
    await this.door.read(caller, patientId, 'read-intake');
    return this.shown.of(this.database.read, patientId);
  }

  /** @throws `care.not-found`, `assessments.no-form` */
  async form(caller: Caller, patientId: string, form: string): Promise<Filled> {
    await this.door.read(caller, patientId, 'read-form');
    return this.answers.toAnswer(this.database.read, patientId, form);
  }

  /**
   * Stores one answer, and what it means.
   *
   * @throws `care.not-found`, `assessments.no-form`, `assessments.form-changed`, `assessments.answer-does-not-fit`
   */
  async answer(
    caller: Caller,
    patientId: string,
    form: string,
    given: Given,
  ): Promise<{ state: FormState; crisis: Crisis | null }> {
    return this.database.transact(async (tx) => {
      const filled = await this.door.write(tx, caller, patientId, { form, action: 'answer' });
      const state = await this.writer.write(tx, filled, given, patientId);
      return { state, crisis: await this.shown.crisis(tx, patientId) };
    });
  }

  /** The end of a questionnaire, with or without everything in it. @throws `assessments.not-begun` */
  async complete(caller: Caller, patientId: string, form: string): Promise<{ state: FormState; crisis: Crisis | null }> {
    return this.database.transact(async (tx) => {
      const filled = await this.door.write(tx, caller, patientId, { form, action: 'complete-form' });
      await this.writer.complete(tx, filled);
      return { state: 'done', crisis: await this.shown.crisis(tx, patientId) };
    });
  }
}
