import { Injectable } from '@nestjs/common';

import type { PairingRules } from '#contracts';
import type { Db, Tx } from '#platform';

const COLUMNS = {
  ...{ version: true, continuity: true, specialty: true, soon: true, zone: true, preference: true },
  ...{ offerHours: true, overlapDays: true, courseDays: true },
} as const;

/**
 * What Hearth brings, until the clinic says otherwise: version 0.
 *
 * @source docs/clinical-defaults.md, "Pairing"
 */
export const BUILT_IN: PairingRules = {
  ...{ version: 0, continuity: 100, specialty: 80, soon: 60, zone: 20, preference: 40 },
  ...{ offerHours: 48, overlapDays: 14, courseDays: 42 },
};

/** How much each reason weighs, and how long things take. Versions follow each other and stay. */
@Injectable()
export class PairingRulesRepository {
  async read(db: Db): Promise<PairingRules> {
    return (await db.pairingRules.findFirst({ select: COLUMNS, orderBy: { version: 'desc' } })) ?? BUILT_IN;
  }

  /** @returns whether nobody was quicker */
  async insert(tx: Tx, rules: PairingRules, by: string): Promise<boolean> {
    const { version, continuity, specialty, soon, zone, preference, offerHours, overlapDays, courseDays } = rules;
    const rows = await tx.sql`
      INSERT INTO pairing_rules (version, continuity, specialty, soon, zone, preference, offer_hours, overlap_days, course_days, changed_by)
      VALUES (${version}::int, ${continuity}::int, ${specialty}::int, ${soon}::int, ${zone}::int, ${preference}::int, ${offerHours}::int,
        ${overlapDays}::int, ${courseDays}::int, ${by})
      ON CONFLICT (version) DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }
}
