import { Injectable } from '@nestjs/common';

import { Clock, type Db, type Tx } from '#platform';
import { CompanionStepRepository } from './companion-step.repository.js';
import {
  COMPANION_VERSIONS,
  type CompanionStep,
  companionLacks,
  isStepGood,
  type NeededStep,
  type TrainingAnswers,
  wrongAnswers,
} from './domain/companion-readiness.js';
import { careProblems } from './problems.js';

export type StepStanding = Readonly<{ step: CompanionStep; at: Date; isPassed: boolean; isGood: boolean; recordedBy: string }>;
/** How far somebody is ready to stay with a patient; `done` holds the newest of each step. */
export type CompanionStanding = Readonly<{
  lacks: readonly NeededStep[];
  versions: typeof COMPANION_VERSIONS;
  done: readonly StepStanding[];
}>;
/** One step, as a person says that they have done it. */
export type DoneStep =
  | Readonly<{ step: 'agreement'; version: number }>
  | Readonly<{ step: 'training'; version: number; answers: TrainingAnswers }>
  | Readonly<{ step: 'phone-test'; version: number; isPassed: boolean }>;

/** What makes a companion ready: kept by person, so that the same one need not start over for the next session. */
@Injectable()
export class CompanionReadiness {
  constructor(
    private readonly steps: CompanionStepRepository,
    private readonly clock: Clock,
  ) {}

  /** @param at the moment that it is judged for, epoch ms; without it this one */
  async standing(db: Db, personId: string, at?: number): Promise<CompanionStanding> {
    const now = at ?? (await this.clock.now(db)).getTime();
    const rows = await this.steps.findLast(db, personId);
    const done = rows.map((row) => ({ ...row, isGood: isStepGood(row.step, { ...row, at: row.at.getTime() }, now) }));
    const byStep = Object.fromEntries(rows.map((row) => [row.step, { ...row, at: row.at.getTime() }]));
    return { lacks: companionLacks(byStep, now), versions: COMPANION_VERSIONS, done };
  }

  /** Somebody whom the clinic knows has done everything, such as the people that a demo begins with. */
  async putAll(tx: Tx, personId: string): Promise<void> {
    for (const [step, version] of Object.entries(COMPANION_VERSIONS) as [CompanionStep, number][])
      await this.steps.insert(tx, { personId, step, version, isPassed: true, recordedBy: personId });
  }

  /**
   * Notes a step. Of the training only what was passed is kept.
   *
   * @param recordedBy the companion, or who heard it from them by telephone
   * @throws `care.companion-text-changed`, `care.training-not-passed` with the questions in the fact `wrong`
   */
  async put(tx: Tx, personId: string, done: DoneStep, recordedBy: string): Promise<CompanionStanding> {
    if (done.version !== COMPANION_VERSIONS[done.step]) throw careProblems.companionTextChanged();
    const wrong = done.step === 'training' ? wrongAnswers(done.answers) : [];
    if (wrong.length) throw careProblems.trainingNotPassed({ wrong });
    const isPassed = done.step === 'phone-test' ? done.isPassed : true;
    await this.steps.insert(tx, { personId, step: done.step, version: done.version, isPassed, recordedBy });
    return this.standing(tx, personId);
  }
}
