import { Injectable } from '@nestjs/common';

import { DAY } from '#kernel';
import type { Db } from '#platform';
import { courseLabel, isOverdue } from './domain/alert-rules.js';
import { PHQ9_ITEM_9 } from './domain/catalogue/phq9.js';
import { findingsOf, medicinesOf, rulesWith } from './domain/findings.js';
import { SHIPPED_RULES } from './domain/rule-set.js';
import { strictest } from './domain/thresholds.js';
import { answeredOf, type Filled, PatientAnswers } from './patient-answers.js';
import { ResponseRepository, type StoredScore } from './response.repository.js';
import { RulesRepository } from './rules.repository.js';
import { SignalNames } from './signal-names.js';
import { VerifiedTrials } from './verified-trials.js';

/** Puts a patient's answers, and what they mean, together for a clinician. */
@Injectable()
export class AssessmentReader {
  constructor(
    private readonly answers: PatientAnswers,
    private readonly responses: ResponseRepository,
    private readonly rules: RulesRepository,
    private readonly named: SignalNames,
    private readonly trials: VerifiedTrials,
  ) {}

  /** When a questionnaire was last answered to the end. */
  async completedAt(db: Db, patientId: string, form: string): Promise<Date | null> {
    const current = await this.responses.findCurrent(db, [patientId]);
    return current.find((each) => each.form === form && each.completedAt !== null)?.completedAt ?? null;
  }

  async read(db: Db, patientId: string) {
    const filled = await this.answers.all(db, patientId);
    const own = await this.rules.newest(db);
    const scores = await this.responses.findScores(db, patientId);
    const answered = answeredOf(filled);
    const held = rulesWith(own, SHIPPED_RULES);
    const verified = await this.trials.find(db, patientId);
    const { findings, notChecked } = findingsOf(answered, held, verified.isVerified);
    const totals = valuesOf(scores, 'phq-9', 'total');
    const { signals, patientName, now } = await this.named.of(db, patientId);
    const item9At = await this.responses.answeredAt(db, patientId, { linkId: PHQ9_ITEM_9, score: 'item-9' });
    return {
      patientId,
      patientName,
      forms: filled.flatMap((each) => toAssessedForm(each)),
      findings: [...findings],
      notChecked: [...notChecked],
      medicines: medicinesOf(answered, held).map(({ ingredients, ...each }) => ({ ...each, ingredients: [...ingredients] })),
      trials: this.trials.show(answered, verified),
      signals,
      course: courseLabel(totals[0] ?? null, totals.length > 1 ? totals.at(-1)! : null),
      isItem9Overdue: isOverdue(item9At, now, strictest(own.thresholds).freshDays * DAY),
      rulesVersion: own.version,
    };
  }
}

const valuesOf = (scores: readonly StoredScore[], form: string, name: string): number[] =>
  scores.filter((each) => each.form === form && each.name === name).map(({ value }) => value);

function toAssessedForm({ questionnaire, response, state, answers, scores }: Filled) {
  if (!response) return [];
  return [
    {
      questionnaire,
      state,
      begunAt: response.startedAt.toISOString(),
      completedAt: response.completedAt?.toISOString() ?? null,
      answers,
      scores,
    },
  ];
}
