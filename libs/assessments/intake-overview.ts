import { Injectable } from '@nestjs/common';

import { Clock, type Db } from '#platform';
import { CrisisReader } from './crisis.js';
import { isOverdue } from './domain/alert-rules.js';
import { isAsked, openItems } from './domain/answers.js';
import { FreshnessReader } from './freshness.js';
import { type Filled, PatientAnswers } from './patient-answers.js';

/** Of which questionnaire the answers age. */
const AGES = 'phq-9';

/** How far a patient’s questionnaires have come, and whether their answers ask for help now. */
@Injectable()
export class IntakeOverview {
  constructor(
    private readonly answers: PatientAnswers,
    private readonly reader: CrisisReader,
    private readonly freshness: FreshnessReader,
    private readonly clock: Clock,
  ) {}

  async of(db: Db, patientId: string) {
    const { answeredAt, maxAgeMs } = await this.freshness.item9(db, patientId);
    const isOld = isOverdue(answeredAt, (await this.clock.now(db)).getTime(), maxAgeMs);
    const forms = (await this.answers.all(db, patientId)).map((filled) => toIntakeForm(filled, isOld));
    return { forms, crisis: await this.reader.find(db, patientId) };
  }

  crisis(db: Db, patientId: string) {
    return this.reader.find(db, patientId);
  }
}

function toIntakeForm({ questionnaire, state, own }: Filled, isOld: boolean) {
  const asked = questionnaire.item.filter((item) => isAsked(item, own)).length;
  const { name, title } = questionnaire;
  const isDueAgain = name === AGES && state === 'done' && isOld;
  return { name, title, state, isDueAgain, answered: asked - openItems(questionnaire, own).length, of: asked };
}
