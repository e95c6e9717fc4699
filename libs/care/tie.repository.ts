import { Injectable } from '@nestjs/common';

import { Database, type Reader } from '#platform';
import type { Tie } from './domain/access.js';

type TieRow = {
  kind: Tie['kind'];
  person_id: string;
  patient_id: string;
  starts_at: Date;
  ends_at: Date | null;
  releases: string[];
  now: Date;
};
/** Ties, with the instant at which they were read; 0 when there are none. */
export type Ties = Readonly<{ ties: Tie[]; now: number }>;
export type Pair = Readonly<{ personId: string; patientId: string }>;

/** Reads what the access predicate judges. Ties that have ended are left out: there are more of them every day. */
@Injectable()
export class TieRepository {
  constructor(private readonly database: Database) {}

  async findOf(personId: string, patientId: string, on: Reader = this.database): Promise<Ties> {
    return read(
      await on.sql<TieRow>`
        SELECT kind, person_id, patient_id, starts_at, ends_at, releases, app_now() AS now FROM care_tie
        WHERE person_id = ${personId} AND patient_id = ${patientId} AND (ends_at IS NULL OR ends_at > app_now())`,
    );
  }

  async findAllOf(personId: string, on: Reader = this.database): Promise<Ties> {
    return read(
      await on.sql<TieRow>`
        SELECT kind, person_id, patient_id, starts_at, ends_at, releases, app_now() AS now FROM care_tie
        WHERE person_id = ${personId} AND (ends_at IS NULL OR ends_at > app_now())`,
    );
  }

  /** The ties of several people to a patient each, in one statement. */
  async findBetween(pairs: readonly Pair[]): Promise<Ties> {
    const [people, patients] = [pairs.map(({ personId }) => personId), pairs.map(({ patientId }) => patientId)];
    return read(
      await this.database.sql<TieRow>`
        SELECT kind, person_id, patient_id, starts_at, ends_at, releases, app_now() AS now
        FROM care_tie JOIN unnest(${people}::uuid[], ${patients}::uuid[]) AS asked (person_id, patient_id) USING (person_id, patient_id)
        WHERE ends_at IS NULL OR ends_at > app_now()`,
    );
  }
}

const read = (rows: readonly TieRow[]): Ties => ({
  ties: rows.map((row) => ({
    kind: row.kind,
    personId: row.person_id,
    patientId: row.patient_id,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at?.getTime() ?? null,
    releases: row.releases,
  })),
  now: rows[0]?.now.getTime() ?? 0,
});
