import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { judgeItem9, judgeLeft, judgeSafety, judgeScores, judgeSubstances } from './domain/alert-rules.js';
import { openItems } from './domain/answers.js';
import { PHQ9_ITEM_9 } from './domain/catalogue/phq9.js';
import { strictest, type Thresholds } from './domain/thresholds.js';
import { type Filled, PatientAnswers } from './patient-answers.js';
import { type Response, ResponseRepository } from './response.repository.js';
import { RulesRepository } from './rules.repository.js';
import { type Raised, SignalRaiser } from './signal-raiser.js';

/** Judges answers by the alert rules, in the transaction that stores them. */
@Injectable()
export class SignalsService {
  constructor(
    private readonly signals: SignalRaiser,
    private readonly responses: ResponseRepository,
    private readonly answers: PatientAnswers,
    private readonly rules: RulesRepository,
  ) {}

  /** After an answer. @param linkId the question that was just answered */
  async judge(tx: Tx, filled: Filled & { response: Response }, linkId: string): Promise<void> {
    const at = strictest((await this.rules.newest(tx)).thresholds);
    await this.signals.raise(tx, filled.response, await this.speaking(tx, filled, linkId, at));
  }

  /** The patient has stopped before the end: what was said is read as it stands, and the stricter way. */
  async judgeLeft(tx: Tx, patientId: string): Promise<void> {
    await this.responses.hold(tx, patientId);
    const at = strictest((await this.rules.newest(tx)).thresholds);
    const [safety, phq9] = [await this.answers.one(tx, patientId, 'c-ssrs'), await this.answers.one(tx, patientId, 'phq-9')];
    if (safety.response) {
      const said = judgeSafety(safety.own, true).map((rule) => ({ rule, isAgain: false }));
      await this.signals.raise(tx, safety.response, said);
    }
    if (!phq9.response) return;
    const item9 = ownScore(phq9, 'item-9');
    const left = judgeLeft(item9, hasAnswered(safety, phq9), at).map((rule) => ({ rule, isAgain: false }));
    await this.signals.raise(tx, phq9.response, left);
  }

  private async speaking(tx: Tx, filled: Filled & { response: Response }, linkId: string, at: Thresholds): Promise<Raised> {
    const { name } = filled.questionnaire;
    if (name === 'c-ssrs') return judgeSafety(filled.own, false).map((rule) => ({ rule, isAgain: true }));
    if (name === 'audit-c' || name === 'substances') {
      const [auditC, substances] = [
        name === 'audit-c' ? ownScore(filled, 'total') : null,
        name === 'substances' ? filled.own : {},
      ];
      return judgeSubstances(auditC, substances, at).map((rule) => ({ rule, isAgain: false }));
    }
    if (!['phq-9', 'gad-7', 'pcl-5'].includes(name)) return [];
    const earlier = (await this.responses.findScores(tx, filled.response.patientId)).filter(
      ({ form, responseId }) => form === name && responseId !== filled.response.id,
    );
    const of = (score: string) => earlier.filter((each) => each.name === score).map(({ value }) => value);
    const totals = of('total');
    const course = { now: ownScore(filled, 'total'), first: totals[0] ?? null, last: totals.at(-1) ?? null };
    const item9 = name === 'phq-9' ? judgeItem9(ownScore(filled, 'item-9'), of('item-9').at(-1) ?? null, at) : [];
    return [
      ...item9.map((rule) => ({ rule, isAgain: linkId === PHQ9_ITEM_9 })),
      ...judgeScores({ [name]: course }, at).map((rule) => ({ rule, isAgain: false })),
    ];
  }
}

/** A score of the newest filling-in alone. */
function ownScore({ scores, own, questionnaire }: Filled, name: string): number | null {
  const rule = questionnaire.scores.find((each) => each.name === name);
  const isOwn = rule?.items.every((linkId) => own[linkId] !== undefined && own[linkId].kind !== 'skipped') ?? false;
  return isOwn ? (scores.find((score) => score.name === name)?.value ?? null) : null;
}

/** Whether the safety questions were finished since item 9 was asked: each that is asked has an answer, and none was passed over. */
function hasAnswered(safety: Filled, phq9: Filled): boolean {
  const { response, questionnaire, own } = safety;
  if (!response || !phq9.response || (response.answeredAt ?? response.startedAt) < phq9.response.startedAt) return false;
  return openItems(questionnaire, own).length === 0 && Object.values(own).every(({ kind }) => kind !== 'skipped');
}
