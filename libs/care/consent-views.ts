import { Injectable } from '@nestjs/common';

import type { Consents, OwnClause } from '#contracts';
import { IdentityService } from '#identity';
import { Clock, type Db } from '#platform';
import { ClauseRepository, type ClauseRow } from './clause.repository.js';
import { ConsentRepository, type SignatureRow } from './consent.repository.js';
import { digestOf, toSigned } from './consent-standing.js';
import { lackOf } from './domain/clauses.js';
import { SettingsRepository } from './settings.repository.js';

/** A patient's consent as the contracts have it. */
@Injectable()
export class ConsentViews {
  constructor(
    private readonly identity: IdentityService,
    private readonly clauses: ClauseRepository,
    private readonly consents: ConsentRepository,
    private readonly settings: SettingsRepository,
    private readonly clock: Clock,
  ) {}

  async of(db: Db, patientId: string, needsProof: boolean): Promise<Consents> {
    const { consentVersion: edition } = await this.settings.read(db);
    const last = await this.consents.findLast(db, patientId);
    const signatures = await this.consents.findSignatures(db, patientId);
    const now = (await this.clock.now(db)).getTime();
    const inForce = await this.clauses.inForce(db);
    const clauses = await Promise.all(inForce.map((clause) => this.clause(db, clause, signatures, now)));
    const isHeld = last !== null && last.withdrawnAt === null && last.version === edition;
    return {
      patientName: (await this.identity.person(db, patientId)).displayName,
      edition,
      isCurrent: isHeld && clauses.every(({ lack }) => lack === null),
      validUntil: (isHeld && last.validUntil?.toISOString()) || null,
      withdrawnAt: last?.withdrawnAt?.toISOString() ?? null,
      needsProof,
      clauses,
    };
  }

  private async clause(db: Db, clause: ClauseRow, signatures: readonly SignatureRow[], now: number): Promise<OwnClause> {
    const ofClause = signatures.filter(({ code }) => code === clause.code);
    const signature = ofClause.find(({ clauseId }) => clauseId === clause.id) ?? null;
    const older = signature ? undefined : ofClause[0];
    return {
      ...toPublished(clause),
      digest: digestOf(clause),
      lack: lackOf(clause, ofClause.map(toSigned), now),
      signedAt: signature?.signedAt.toISOString() ?? null,
      signedName: signature && (await this.consents.nameOf(db, signature)),
      before: older ? { version: older.version, title: older.title, text: older.text } : null,
    };
  }
}

export const toPublished = ({ id, code, version, title, text, publishedAt }: ClauseRow) => ({
  ...{ clauseId: id, code, version, title, text },
  publishedAt: publishedAt.toISOString(),
});
