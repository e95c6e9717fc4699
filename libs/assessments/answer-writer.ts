import { Injectable } from '@nestjs/common';

import { MINUTE } from '#kernel';
import { Clock, Outbox, type Tx } from '#platform';
import { type Answer, fits } from './domain/answers.js';
import { scoresOf } from './domain/score.js';
import { formLeft, formLeftKey } from './messages.js';
import { type Filled, type FormState, PatientAnswers } from './patient-answers.js';
import { assessmentProblems } from './problems.js';
import { ResponseRepository } from './response.repository.js';
import { SignalsService } from './signals.service.js';

/** So long after the last answer somebody counts as gone. A default of ours: docs/clinical-defaults.md, "Questionnaires". */
const LEFT_AFTER_MIN = 15;
const WATCHED: ReadonlySet<string> = new Set(['phq-9', 'c-ssrs']);

export type Given = Readonly<{ version: string; linkId: string; answer: Answer }>;

/** Writes answers with all that follows from them. */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly responses: ResponseRepository,
    private readonly answers: PatientAnswers,
    private readonly signals: SignalsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async write(
    tx: Tx,
    { questionnaire, state }: Filled,
    { version, linkId, answer }: Given,
    patientId: string,
  ): Promise<FormState> {
    if (version !== questionnaire.version) throw assessmentProblems.formChanged();
    const item = questionnaire.item.find((each) => each.linkId === linkId);
    if (!item || !fits(item, answer)) throw assessmentProblems.answerDoesNotFit();
    const response = await this.responses.openFor(tx, patientId, questionnaire.name, questionnaire.version);
    await this.responses.answer(tx, response, linkId, answer);
    const now = await this.answers.one(tx, patientId, questionnaire.name);
    const filled = { ...now, response: now.response! };
    await this.responses.keepScores(tx, response.id, scoresOf(questionnaire, now.own));
    await this.signals.judge(tx, filled, linkId);
    if (WATCHED.has(questionnaire.name)) await this.watch(tx, patientId);
    return state === 'done' ? 'begun' : now.state;
  }

  async complete(tx: Tx, { response, state }: Filled): Promise<void> {
    if (!response) throw assessmentProblems.notBegun();
    if (state === 'begun') await this.responses.complete(tx, response.id);
  }

  /** Whoever answers nothing more for a while has gone: then what is there is judged as it stands. Each answer puts it off. */
  private async watch(tx: Tx, patientId: string): Promise<void> {
    const dueAt = new Date((await this.clock.now(tx)).getTime() + LEFT_AFTER_MIN * MINUTE);
    await this.outbox.append(tx, formLeft, { patientId }, { dueAt, key: formLeftKey(patientId) });
  }
}
