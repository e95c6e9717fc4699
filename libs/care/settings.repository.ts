import { Injectable } from '@nestjs/common';

import { ClinicSettingsJson, type CrisisNumber, type Holiday, type Site } from '#contracts';
import { Database, type Db, isTx, type Tx } from '#platform';

/** How this clinic works: one row. `gateLimits` holds the clinic's own limits by name of the engine's `GateLimits`. */
export type ClinicSettings = Readonly<{
  name: string;
  zone: string;
  phone: string;
  consentVersion: string;
  gateLimits: Readonly<Record<string, number>>;
  maxConcurrentSessions: number;
  onlineWithinSec: number;
  homeText: string;
  sites: readonly Site[];
  crisisNumbers: readonly CrisisNumber[];
  holidays: readonly Holiday[];
  changeCutoffHours: number;
  lateFeeCents: number;
  answerWithinHours: number;
  onCallPhone: string;
  offerHoldMin: number;
  courseReviewHours: number;
  version: number;
}>;
export type NewSettings = Partial<Omit<ClinicSettings, 'version' | 'consentVersion'>>;
export type Version = Readonly<{
  version: number;
  settings: ClinicSettingsJson;
  changedBy: string | null;
  reason: string | null;
  changedAt: Date;
}>;
const LAST = 100;

/** The settings and their versions; a trigger keeps a copy of each. */
@Injectable()
export class SettingsRepository {
  private readonly seen = new WeakMap<Tx, Promise<ClinicSettings>>();

  constructor(private readonly database: Database) {}

  /** A use case that asks several times in its transaction sees one version, and reads it once. */
  read(db: Db): Promise<ClinicSettings> {
    if (!isTx(db)) return this.readNow(db);
    const known = this.seen.get(db) ?? this.readNow(db);
    this.seen.set(db, known);
    return known;
  }

  private async readNow(db: Db): Promise<ClinicSettings> {
    const [row] = await db.sql<ClinicSettings>`
      SELECT name, zone, phone, consent_version AS "consentVersion", gate_limits AS "gateLimits",
        max_concurrent_sessions AS "maxConcurrentSessions", online_within_sec AS "onlineWithinSec",
        home_text AS "homeText", sites, crisis_numbers AS "crisisNumbers", holidays,
        change_cutoff_hours AS "changeCutoffHours", late_fee_cents AS "lateFeeCents",
        answer_within_hours AS "answerWithinHours", on_call_phone AS "onCallPhone", offer_hold_min AS "offerHoldMin",
        course_review_hours AS "courseReviewHours", version
      FROM clinic_settings`;
    if (!row) throw new Error('This clinic has no settings.');
    return row;
  }

  /** @returns false when the settings are another version by now */
  async change(tx: Tx, basedOn: number, to: NewSettings, by: { personId: string; reason: string }): Promise<boolean> {
    this.seen.delete(tx);
    const { gateLimits, sites, crisisNumbers, holidays, ...plain } = to;
    const json = { gateLimits, sites, crisisNumbers, holidays };
    const given = Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined)) as Record<string, object>;
    const { count } = await tx.clinicSettings.updateMany({
      where: { one: true, version: basedOn },
      data: { ...plain, ...given, changedBy: by.personId, changeReason: by.reason },
    });
    return count === 1;
  }

  /** The consent that patients have to sign from now on. */
  async setConsentVersion(tx: Tx, consentVersion: string, by: { personId: string; reason: string }): Promise<void> {
    this.seen.delete(tx);
    const data = { consentVersion, changedBy: by.personId, changeReason: by.reason };
    await tx.clinicSettings.updateMany({ where: { one: true }, data });
  }

  /** The newest first. */
  async findVersions(): Promise<Version[]> {
    const rows = await this.database.read.clinicSettingsVersion.findMany({
      select: { version: true, settings: true, changedBy: true, reason: true, changedAt: true },
      orderBy: { version: 'desc' },
      take: LAST,
    });
    return rows.map((row) => ({ ...row, settings: ofColumns(row.settings as Record<string, unknown>) }));
  }

  /** PostgreSQL's time zones are the one authority. */
  async areZones(tx: Tx, zones: readonly string[]): Promise<boolean> {
    const asked = [...new Set(zones)];
    const [row] = await tx.sql<{ known: number }>`
      SELECT count(*) AS known FROM pg_timezone_names WHERE name = ANY(${asked}::text[])`;
    return row!.known === asked.length;
  }
}

/** A kept copy has the names of the columns; one that is older than a column lacks it. */
function ofColumns(row: Record<string, unknown>): ClinicSettingsJson {
  const later = {
    ...{ home_text: '', sites: [], crisis_numbers: [], holidays: [], change_cutoff_hours: 24, late_fee_cents: 0 },
    ...{ answer_within_hours: 24, on_call_phone: '', offer_hold_min: 120, course_review_hours: 24 },
  };
  const named = Object.entries({ ...later, ...row }).map(([name, value]) => [
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return ClinicSettingsJson.parse(Object.fromEntries(named));
}
