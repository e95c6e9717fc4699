import { Injectable } from '@nestjs/common';

import type { Reader } from '#platform';
import type { AuthorityRegister } from './domain/authority.js';
import type { LicenceFact } from './domain/covers.js';
import type { Held } from './domain/held.js';
import type { PrescribingRule } from './domain/prescribing-rule.js';

type Entry = LicenceFact & Readonly<{ personId: string }>;
export type Basis = Held & Readonly<{ patientId: string | null; prescriberId: string | null }>;
type Rows = Readonly<{ entries: readonly Entry[]; bases: readonly Basis[]; rules: readonly PrescribingRule[] }>;

/** What was read of the registers of several clinicians, for several patients. */
export class Registers {
  private readonly entries: ReadonlyMap<string, readonly Entry[]>;
  private readonly bases: ReadonlyMap<string, readonly Basis[]>;
  private readonly rules: readonly PrescribingRule[];

  constructor({ entries, bases, rules }: Rows) {
    this.entries = grouped(entries, ({ personId }) => personId);
    this.bases = grouped(bases, pairOf);
    this.rules = rules;
  }

  /** @param patientId null: only what holds for every patient */
  of(personId: string, patientId: string | null): AuthorityRegister {
    const own = patientId === null ? [] : (this.bases.get(pairOf({ patientId, prescriberId: personId })) ?? []);
    return { entries: this.entries.get(personId) ?? [], bases: [...(this.bases.get(ALL) ?? []), ...own], rules: this.rules };
  }
}

const ALL = 'all';
const pairOf = ({ patientId, prescriberId }: Pick<Basis, 'patientId' | 'prescriberId'>): string =>
  patientId === null ? ALL : `${patientId} ${prescriberId}`;

function grouped<T>(all: readonly T[], by: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}

/** All registers that say what clinicians may do. */
@Injectable()
export class AuthorityRepository {
  /** One statement, however many are asked for. */
  async registers(on: Reader, personIds: readonly string[], patientIds: readonly string[]): Promise<Registers> {
    const [rows] = await on.sql<Rows>`
      SELECT
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'personId', person_id, 'kind', kind, 'jurisdiction', jurisdiction,
            'validFrom', valid_from, 'validTo', valid_to, 'hasEnded', ended_at IS NOT NULL))
          FROM licence WHERE person_id = ANY(${personIds}::uuid[])), '[]') AS entries,
        coalesce((SELECT jsonb_agg(jsonb_build_object('patientId', patient_id, 'prescriberId', prescriber_id,
            'validFrom', valid_from, 'validTo', valid_to, 'hasEnded', ended_at IS NOT NULL))
          FROM legal_basis
          WHERE patient_id IS NULL OR (patient_id = ANY(${patientIds}::uuid[]) AND prescriber_id = ANY(${personIds}::uuid[]))), '[]') AS bases,
        coalesce((SELECT jsonb_agg(jsonb_build_object('jurisdiction', jurisdiction, 'needsPrescriptiveAuthority', needs_prescriptive_authority,
            'needsCollaboration', needs_collaboration, 'needsStateRegistration', needs_state_registration,
            'dea', dea, 'pdmp', pdmp, 'pdmpDays', pdmp_days))
          FROM (SELECT DISTINCT ON (jurisdiction) * FROM prescribing_rule ORDER BY jurisdiction, version DESC) newest), '[]') AS rules`;
    return new Registers(rows!);
  }

  /** Because of what somebody may prescribe to these patients at a distance, with what holds for every patient. */
  async basesOf(on: Reader, patientIds: readonly string[]): Promise<Basis[]> {
    return on.sql<Basis>`
      SELECT patient_id AS "patientId", prescriber_id AS "prescriberId", valid_from::text AS "validFrom", valid_to::text AS "validTo",
        ended_at IS NOT NULL AS "hasEnded"
      FROM legal_basis WHERE patient_id IS NULL OR patient_id = ANY(${patientIds}::uuid[])`;
  }
}
