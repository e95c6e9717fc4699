import { Injectable } from '@nestjs/common';

import type { Db, Tx } from '#platform';
import type { SafetyQuestion } from './domain/catalogue/safety.js';
import type { ClinicRules } from './domain/findings.js';
import type { Thresholds } from './domain/thresholds.js';

export type OwnRules = ClinicRules & Readonly<{ thresholds: Partial<Thresholds> }>;
export type RulesVersion = OwnRules &
  Readonly<{ version: number; changedAt: Date | null; changedBy: string | null; reason: string | null }>;
export type SafetyWords = Readonly<Record<SafetyQuestion, string>>;

export type Wording = Readonly<{
  version: number;
  registration: string;
  words: SafetyWords;
  confirmedBy: string;
  confirmedAt: Date;
}>;
const LAST = 100;

const NOTHING_OWN: RulesVersion = {
  ...{ version: 0, changedAt: null, changedBy: null, reason: null },
  ...{ levels: {}, drugs: [], thresholds: {} },
};

/** The clinic's own rules and wordings; every version stays. */
@Injectable()
export class RulesRepository {
  async newest(db: Db): Promise<RulesVersion> {
    const [row] = await db.sql<RulesVersion>`
      SELECT version, levels, drugs, thresholds, changed_by AS "changedBy", changed_at AS "changedAt", reason
      FROM assessment_rules ORDER BY version DESC LIMIT 1`;
    return row ?? NOTHING_OWN;
  }

  /** The newest first. */
  versions(db: Db): Promise<RulesVersion[]> {
    return db.sql<RulesVersion>`
      SELECT version, levels, drugs, thresholds, changed_by AS "changedBy", changed_at AS "changedAt", reason
      FROM assessment_rules ORDER BY version DESC LIMIT ${LAST}::int`;
  }

  /** @returns false when the rules are another version by now */
  async insert(
    tx: Tx,
    basedOn: number,
    { levels, drugs, thresholds }: OwnRules,
    by: { personId: string; reason: string },
  ): Promise<boolean> {
    const json = [levels, drugs, thresholds].map((each) => JSON.stringify(each));
    const rows = await tx.sql`
      INSERT INTO assessment_rules (version, levels, drugs, thresholds, changed_by, reason)
      SELECT ${basedOn}::int + 1, ${json[0]}::jsonb, ${json[1]}::jsonb, ${json[2]}::jsonb, ${by.personId}::uuid, ${by.reason}
      WHERE coalesce((SELECT max(version) FROM assessment_rules), 0) = ${basedOn}::int
      ON CONFLICT DO NOTHING RETURNING 1`;
    return rows.length === 1;
  }

  /** The words of a scale that the clinic has registered. @param version the newest when it is not given */
  async words(db: Db, form: string, version?: number): Promise<Readonly<{ version: number; words: SafetyWords }> | null> {
    const row = await db.questionnaireWording.findFirst({
      where: { form, ...(version === undefined ? {} : { version }) },
      orderBy: { version: 'desc' },
      select: { version: true, words: true },
    });
    return row && { version: row.version, words: row.words as unknown as SafetyWords };
  }

  /** What was loaded of a scale, the newest first. */
  wordings(db: Db, form: string): Promise<Wording[]> {
    return db.sql<Wording>`
      SELECT version, registration, words, confirmed_by AS "confirmedBy", confirmed_at AS "confirmedAt"
      FROM questionnaire_wording WHERE form = ${form} ORDER BY version DESC LIMIT ${LAST}::int`;
  }

  /** @returns its version */
  async register(tx: Tx, form: string, words: SafetyWords, by: { personId: string; registration: string }): Promise<number> {
    await tx.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`wording|${form}`}, 0))`;
    const [row] = await tx.sql<{ version: number }>`
      INSERT INTO questionnaire_wording (form, version, registration, words, confirmed_by)
      SELECT ${form}, coalesce(max(version), 0) + 1, ${by.registration}, ${JSON.stringify(words)}::jsonb, ${by.personId}::uuid
      FROM questionnaire_wording WHERE form = ${form} RETURNING version`;
    return row!.version;
  }
}
