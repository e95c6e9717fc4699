import { Injectable } from '@nestjs/common';

import type { AssessmentRules } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { Catalogue } from './catalogue.js';
import { ALERT_RULES } from './domain/alert-rule-list.js';
import { OFFICIAL_SAFETY, SAFETY } from './domain/catalogue/safety.js';
import { rulesWith } from './domain/findings.js';
import { SHIPPED_RULES } from './domain/rule-set.js';
import { THRESHOLDS } from './domain/thresholds.js';
import { RulesRepository, type RulesVersion, type Wording } from './rules.repository.js';

const FORM = 'c-ssrs';
type Names = ReadonlyMap<string, Readonly<{ displayName: string }>>;

/** The rules as people read them: ours, the clinic’s, every version of these, and the words of the safety questions. */
@Injectable()
export class RulesReader {
  constructor(
    private readonly rules: RulesRepository,
    private readonly catalogue: Catalogue,
    private readonly identity: IdentityService,
  ) {}

  async read(db: Db): Promise<AssessmentRules> {
    const [versions, wordings] = [await this.rules.versions(db), await this.rules.wordings(db, FORM)];
    const newest = await this.rules.newest(db);
    const { levels, drugs } = newest;
    const names = await this.identity.people(db, [
      ...new Set([...versions.flatMap(({ changedBy }) => changedBy ?? []), ...wordings.map(({ confirmedBy }) => confirmedBy)]),
    ]);
    const held = rulesWith({ levels, drugs }, SHIPPED_RULES);
    return {
      ...toVersion(newest, names),
      rules: held.rules.map((rule, at) => ({ ...rule, ours: SHIPPED_RULES.rules[at]!.level })),
      alertRules: ALERT_RULES.map((rule) => ({ ...rule, thresholds: [...rule.thresholds] })),
      drugClasses: held.drugs.map(({ names: known, ...each }) => ({ ...each, names: [...known] })),
      strictestFrom: { ...THRESHOLDS },
      versions: versions.map((version) => toVersion(version, names)),
      safety: {
        questions: Object.keys(SAFETY),
        asked: await this.catalogue.newest(db, FORM),
        official: OFFICIAL_SAFETY,
        versions: wordings.map((wording) => toWording(wording, names)),
      },
    };
  }
}

const toVersion = (
  { version, changedAt, changedBy, reason, levels, drugs, thresholds }: RulesVersion,
  names: Names,
): AssessmentRules['versions'][number] => ({
  ...{ version, reason, levels, drugs: [...drugs], thresholds: { ...thresholds } },
  changedAt: changedAt?.toISOString() ?? null,
  changedByName: (changedBy && names.get(changedBy)?.displayName) ?? null,
});

const toWording = ({ version, registration, words, confirmedBy, confirmedAt }: Wording, names: Names) => ({
  ...{ version, registration, words },
  confirmedAt: confirmedAt.toISOString(),
  confirmedByName: names.get(confirmedBy)?.displayName ?? null,
});
