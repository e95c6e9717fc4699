import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { Catalogue } from './catalogue.js';
import { type Answers, isAsked } from './domain/answers.js';
import type { Answered } from './domain/findings.js';
import type { Questionnaire } from './domain/questionnaire.js';
import { type Score, scoresOf } from './domain/score.js';
import { type Response, ResponseRepository } from './response.repository.js';

export type FormState = 'open' | 'begun' | 'done';
/**
 * One questionnaire of a patient as it stands. `answers`: the newest to each question, of the open filling-in over the last completed
 * one. `own`: those of the newest filling-in alone.
 */
export type Filled = Readonly<{
  questionnaire: Questionnaire;
  response: Response | null;
  state: FormState;
  answers: Answers;
  own: Answers;
  scores: readonly Score[];
}>;

/** Puts together what a patient has answered. */
@Injectable()
export class PatientAnswers {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly responses: ResponseRepository,
  ) {}

  /** Every questionnaire, in the order in which intake asks; then what was answered and is no part of it. */
  async all(db: Db, patientId: string): Promise<Filled[]> {
    const current = await this.responses.findCurrent(db, [patientId]);
    const answers = await this.responses.findAnswers(
      db,
      current.map(({ id }) => id),
    );
    const filled: Filled[] = [];
    const intake = this.catalogue.names();
    const others = [...new Set(current.map(({ form }) => form))].filter((form) => !intake.includes(form)).sort();
    for (const form of [...intake, ...others]) filled.push(await this.put(db, form, current, answers));
    return filled;
  }

  /** One questionnaire. @throws `assessments.no-form` */
  async one(db: Db, patientId: string, form: string): Promise<Filled> {
    const current = (await this.responses.findCurrent(db, [patientId])).filter((each) => each.form === form);
    const ids = current.map(({ id }) => id);
    return this.put(db, form, current, await this.responses.findAnswers(db, ids));
  }

  /**
   * As `one`, for whoever answers it now: what was completed is begun again in the words of today. A scale asks how it has been lately, so it
   * begins empty; a history goes on from what was said.
   */
  async toAnswer(db: Db, patientId: string, form: string): Promise<Filled> {
    const filled = await this.one(db, patientId, form);
    if (filled.state !== 'done') return filled;
    const questionnaire = await this.catalogue.newest(db, form);
    const goesOn = questionnaire.version === filled.questionnaire.version && questionnaire.scores.length === 0;
    return { ...filled, questionnaire, own: goesOn ? filled.own : {} };
  }

  private async put(db: Db, form: string, current: readonly Response[], answers: ReadonlyMap<string, Answers>): Promise<Filled> {
    const open = current.find((each) => each.form === form && each.completedAt === null);
    const done = current.find((each) => each.form === form && each.completedAt !== null);
    const response = open ?? done ?? null;
    const questionnaire = open
      ? await this.catalogue.version(db, form, open.version)
      : done
        ? await this.catalogue.version(db, form, done.version)
        : await this.catalogue.newest(db, form);
    const [before, own] = [(done && answers.get(done.id)) ?? {}, (response && answers.get(response.id)) ?? {}];
    const [last, now] = [scoresOf(questionnaire, before), scoresOf(questionnaire, own)];
    return {
      questionnaire,
      response,
      state: open ? 'begun' : done ? 'done' : 'open',
      answers: { ...before, ...own },
      own,
      scores: now.map((score, at) => (score.value === null && last[at]!.value !== null ? last[at]! : score)),
    };
  }
}

/** As the rules for findings read it: of the answers only those to questions that are asked. */
export const answeredOf = (filled: readonly Filled[]): Answered =>
  Object.fromEntries(
    filled.map(({ questionnaire, answers, scores }) => {
      const asked = questionnaire.item.filter((item) => isAsked(item, answers)).map(({ linkId }) => linkId);
      const kept = Object.fromEntries(Object.entries(answers).filter(([linkId]) => asked.includes(linkId)));
      return [questionnaire.name, { answers: kept, scores }];
    }),
  );
