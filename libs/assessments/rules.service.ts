import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { AssessmentRules } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { DirectorsHand } from './directors-hand.js';
import { refusedRules } from './domain/findings.js';
import { SHIPPED_RULES } from './domain/rule-set.js';
import { refusedThresholds } from './domain/thresholds.js';
import { assessmentProblems } from './problems.js';
import { type OwnRules, RulesRepository, type SafetyWords } from './rules.repository.js';
import { RulesReader } from './rules-reader.js';

type Signed = OwnRules & Readonly<{ basedOn: number; reason: string }>;

/** By which rules answers are judged: ours, and the clinic's, each version signed by the medical director. */
@Injectable()
export class RulesService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesRepository,
    private readonly reader: RulesReader,
    private readonly director: DirectorsHand,
    private readonly audit: Audit,
  ) {}

  read(): Promise<AssessmentRules> {
    return this.reader.read(this.database.read);
  }

  /**
   * @throws `care.not-your-duty`, `identity.step-up-needed`, `assessments.rules-changed`; `assessments.rules-refused` with the `names` of
   *         what is unknown, or looser than it may be
   */
  async sign(caller: Caller, { basedOn, reason, levels, drugs, thresholds }: Signed) {
    const own = { levels, drugs };
    await this.database.transact(async (tx) => {
      await this.director.require(tx, caller);
      const names = [...refusedRules(own, SHIPPED_RULES), ...refusedThresholds(thresholds as Record<string, number>)];
      if (names.length) throw assessmentProblems.rulesRefused({ names: [...new Set(names)] });
      await this.director.requireFresh(tx, caller);
      const by = { personId: caller.personId, reason };
      if (!(await this.rules.insert(tx, basedOn, { ...own, thresholds }, by))) throw assessmentProblems.rulesChanged();
      const act = { action: 'sign-assessment-rules', objectType: 'assessment-rules' };
      await this.audit.record(tx, caller, { ...act, reason: `version-${basedOn + 1}` });
    });
    return this.read();
  }

  /** The words of a scale that the clinic has registered. @throws `care.not-your-duty`, `identity.step-up-needed` */
  async register(caller: Caller, registration: string, words: SafetyWords): Promise<{ version: number }> {
    return this.database.transact(async (tx) => {
      await this.director.require(tx, caller);
      await this.director.requireFresh(tx, caller);
      const version = await this.rules.register(tx, 'c-ssrs', words, { personId: caller.personId, registration });
      const act = { action: 'register-wording', objectType: 'questionnaire-wording' };
      await this.audit.record(tx, caller, { ...act, reason: `version-${version}` });
      return { version };
    });
  }
}
