import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import type { PrescribingRule } from './domain/prescribing-rule.js';

export type RuleVersion = PrescribingRule & Readonly<{ version: number; source: string; changedBy: string; changedAt: Date }>;

/** What was looked up of each state; every version stays. */
@Injectable()
export class PrescribingRuleRepository {
  /** The newest of each place. */
  findNewest(on: Reader): Promise<RuleVersion[]> {
    return on.sql<RuleVersion>`
      SELECT DISTINCT ON (jurisdiction) jurisdiction, version, needs_prescriptive_authority AS "needsPrescriptiveAuthority",
        needs_collaboration AS "needsCollaboration", needs_state_registration AS "needsStateRegistration", dea, pdmp, pdmp_days AS "pdmpDays",
        source, changed_by AS "changedBy", changed_at AS "changedAt"
      FROM prescribing_rule ORDER BY jurisdiction, version DESC`;
  }

  /** @returns false when the rule is another version by now */
  async insert(
    tx: Tx,
    rule: PrescribingRule,
    { basedOn, source, by }: Readonly<{ basedOn: number; source: string; by: string }>,
  ): Promise<boolean> {
    const { jurisdiction, dea, pdmp, pdmpDays } = rule;
    const rows = await tx.sql`
      INSERT INTO prescribing_rule (jurisdiction, version, needs_prescriptive_authority, needs_collaboration, needs_state_registration,
        dea, pdmp, pdmp_days, source, changed_by)
      SELECT ${jurisdiction}, ${basedOn}::int + 1, ${rule.needsPrescriptiveAuthority}::boolean, ${rule.needsCollaboration}::boolean,
        ${rule.needsStateRegistration}::boolean, ${dea}, ${pdmp}, ${pdmpDays}::int, ${source}, ${by}::uuid
      WHERE coalesce((SELECT max(version) FROM prescribing_rule WHERE jurisdiction = ${jurisdiction}), 0) = ${basedOn}::int
      ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  /** Where somebody is licensed, or was. */
  async licensedPlaces(on: Reader): Promise<string[]> {
    const rows = await on.sql<{ jurisdiction: string }>`SELECT DISTINCT jurisdiction FROM licence ORDER BY jurisdiction`;
    return rows.map(({ jurisdiction }) => jurisdiction);
  }
}
