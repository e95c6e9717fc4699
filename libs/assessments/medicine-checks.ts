import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';
import { rulesWith } from './domain/findings.js';
import { type CheckedMedicine, checkMedicine } from './domain/interactions.js';
import { SHIPPED_RULES } from './domain/rule-set.js';
import { RulesRepository } from './rules.repository.js';

/** Medicines against the clinic's list of ingredients. */
@Injectable()
export class MedicineChecks {
  constructor(private readonly rules: RulesRepository) {}

  /** One each, in the order in which they were written. */
  async of(db: Db, written: readonly string[]): Promise<CheckedMedicine[]> {
    const { drugs } = rulesWith(await this.rules.newest(db), SHIPPED_RULES);
    return written.map((each) => checkMedicine(each, drugs));
  }
}
