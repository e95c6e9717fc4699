import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';

/** `place`: ISO 3166-2; null when nobody knows. `today`: as `2026-11-29`, on the clock of the patient. */
export type CarePlace = Readonly<{ patientId: string; isInClinic: boolean; place: string | null; today: string }>;

/** Where patients are for their care: in the clinic when their doses are taken there, else where they have said at last that they are. */
@Injectable()
export class CarePlaces {
  /** By the patients' ids. One statement, however many. */
  async of(on: Reader, patientIds: readonly string[]): Promise<ReadonlyMap<string, CarePlace>> {
    const rows = await on.sql<CarePlace>`
      SELECT patient_id AS "patientId", is_in_clinic AS "isInClinic", place, today::text AS today
      FROM patient_care_place WHERE patient_id = ANY(${patientIds}::uuid[])`;
    return new Map(rows.map((row) => [row.patientId, row]));
  }
}
