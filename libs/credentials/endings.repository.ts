import { Injectable } from '@nestjs/common';

import type { LegalBasisKind, LicenceKind } from '#contracts';
import type { Reader } from '#platform';

/** Something that ends. `personId` null: it holds for everybody. Days as `2026-11-29`. */
export type Ending = Readonly<{
  what: LicenceKind | LegalBasisKind;
  isBasis: boolean;
  jurisdiction: string | null;
  personId: string | null;
  patientId: string | null;
  validTo: string;
}>;

/** More than a page can show; a list has an end. */
const MOST = 1_000;

/** What of the registers ends when. */
@Injectable()
export class EndingsRepository {
  /** What holds today and ends until a day, this one included; the first to end first. */
  find(on: Reader, today: string, lastDay: string): Promise<Ending[]> {
    return on.sql<Ending>`
      SELECT * FROM (
        SELECT kind AS what, false AS "isBasis", jurisdiction, person_id AS "personId", NULL::uuid AS "patientId", valid_to::text AS "validTo"
        FROM licence
        WHERE ended_at IS NULL AND valid_from <= ${today}::date AND valid_to BETWEEN ${today}::date AND ${lastDay}::date
        UNION ALL
        SELECT kind, true, NULL, prescriber_id, patient_id, valid_to::text FROM legal_basis
        WHERE ended_at IS NULL AND valid_from <= ${today}::date AND valid_to BETWEEN ${today}::date AND ${lastDay}::date) ending
      ORDER BY "validTo", "isBasis" DESC, what, jurisdiction, "personId" LIMIT ${MOST}::int`;
  }
}
