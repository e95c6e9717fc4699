import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';

import { LegalBasesService, LicencesService, type NewLicence, PdmpService, PrescribingRulesService } from '#credentials';
import type { Caller } from '#identity';
import type { Tx } from '#platform';

/** Where the patients of a test are. */
export const HOME_STATE = 'US-AZ';
const EVER = { validFrom: '2020-01-01', validTo: '2199-12-31' } as const;

/** What a test clinic needs so that its clinicians may treat patients, and prescribe to them, for as long as any test lasts. */
export class License {
  constructor(private readonly get: <T>(service: Type<T>) => T) {}

  /** The rule of the state, and a basis for prescribing at a distance, unless there are both. */
  async practice(tx: Tx): Promise<void> {
    if (!(await tx.prescribingRule.count())) await this.rule(tx);
    if (await tx.legalBasis.count({ where: { patientId: null, endedAt: null } })) return;
    const basis = { kind: 'other', citation: 'Made up for a test', about: null } as const;
    await this.get(LegalBasesService).put(tx, { ...basis, ...EVER }, randomUUID());
  }

  private async rule(tx: Tx): Promise<void> {
    const rule = { needsPrescriptiveAuthority: true, needsCollaboration: false, needsStateRegistration: false };
    const looked = { ...rule, jurisdiction: HOME_STATE, dea: 'there', pdmp: 'every-days', pdmpDays: 90 } as const;
    await this.get(PrescribingRulesService).put(tx, looked, { basedOn: 0, source: 'Made up for a test' }, randomUUID());
  }

  async clinician(tx: Tx, { personId, role }: Pick<Caller, 'personId' | 'role'>): Promise<void> {
    const kinds =
      role === 'therapist'
        ? (['psychologist'] as const)
        : (['nurse-practitioner', 'prescriptive-authority', 'dea-registration'] as const);
    await this.put(tx, personId, kinds);
  }

  /** What a prescriber needs beside a licence. */
  prescribing(tx: Tx, personId: string): Promise<void> {
    return this.put(tx, personId, ['prescriptive-authority', 'dea-registration']);
  }

  /** A prescriber has looked at the monitoring programme of the state for a patient; again, where that is too long ago. */
  async looked(tx: Tx, patientId: string, personId: string): Promise<void> {
    const lately = await tx.sql`
      SELECT 1 FROM pdmp_check WHERE patient_id = ${patientId} AND checked_by = ${personId} AND checked_at > app_now() - interval '80 days'`;
    if (lately.length) return;
    await this.get(PdmpService).put(tx, { patientId, states: [HOME_STATE], showsAnotherPrescriber: false }, personId);
  }

  private async put(tx: Tx, personId: string, kinds: readonly NewLicence['kind'][]): Promise<void> {
    for (const kind of kinds) {
      const entry = { personId, jurisdiction: HOME_STATE, kind, number: 'TEST-1', ...EVER };
      await this.get(LicencesService).put(tx, entry, randomUUID());
    }
  }
}
