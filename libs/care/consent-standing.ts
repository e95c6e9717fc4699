import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Clock, type Db } from '#platform';
import { ClauseRepository } from './clause.repository.js';
import { ConsentRepository, type SignatureRow } from './consent.repository.js';
import { type Clause, canonicalClause, lacking, type Signed } from './domain/clauses.js';
import { SettingsRepository } from './settings.repository.js';

/** `missing`: codes of the clauses that the patient has to sign first; none where the consent has no clauses. */
export type Standing = Readonly<{ signedVersion: string | null; currentVersion: string; missing: readonly string[] }>;

/** The digest that is stored with a signature; the database computes the same (`clause_digest`). */
export const digestOf = (clause: Omit<Clause, 'id'>): string =>
  createHash('sha256').update(canonicalClause(clause)).digest('hex');

type Row = Pick<SignatureRow, 'clauseId' | 'code' | 'signedAt' | 'withdrawnAt'>;
export const toSigned = ({ clauseId, code, signedAt, withdrawnAt }: Row): Signed => ({
  ...{ clauseId, code, signedAt: signedAt.getTime() },
  withdrawnAt: withdrawnAt?.getTime() ?? null,
});

/** Whether a patient's consent is current, and what is missing. */
@Injectable()
export class ConsentStanding {
  constructor(
    private readonly clauses: ClauseRepository,
    private readonly consents: ConsentRepository,
    private readonly settings: SettingsRepository,
    private readonly clock: Clock,
  ) {}

  async of(db: Db, patientId: string): Promise<Standing> {
    const { consentVersion: currentVersion } = await this.settings.read(db);
    const signedVersion = await this.consents.findVersion(db, patientId);
    const inForce = await this.clauses.named(db);
    if (inForce.length === 0) return { signedVersion, currentVersion, missing: [] };
    const signed = (await this.consents.findSigned(db, patientId)).map(toSigned);
    const now = (await this.clock.now(db)).getTime();
    return { signedVersion, currentVersion, missing: lacking(inForce, signed, now).map(({ code }) => code) };
  }
}
