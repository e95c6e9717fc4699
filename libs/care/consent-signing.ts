import { Injectable } from '@nestjs/common';

import { Clock, Outbox, type Tx } from '#platform';
import { ClauseRepository } from './clause.repository.js';
import { ConsentRepository } from './consent.repository.js';
import { digestOf, toSigned } from './consent-standing.js';
import { lacking } from './domain/clauses.js';
import { consentWithdrawn } from './messages.js';
import { careProblems } from './problems.js';
import { SettingsRepository } from './settings.repository.js';

type Act = Readonly<{
  name: string;
  isProven: boolean;
  clauses: readonly Readonly<{ clauseId: string; digest: string }>[];
}>;

/** Writes signatures, and the consent as a whole once none is missing. */
@Injectable()
export class ConsentSigning {
  constructor(
    private readonly clauses: ClauseRepository,
    private readonly consents: ConsentRepository,
    private readonly settings: SettingsRepository,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `care.clauses-changed` when one of them is not in force, or reads otherwise by now */
  async sign(tx: Tx, patientId: string, { name, isProven, clauses }: Act): Promise<void> {
    await this.consents.hold(tx, patientId);
    const inForce = await this.clauses.inForce(tx);
    const now = await this.clock.now(tx);
    for (const { clauseId, digest } of clauses) {
      const clause = inForce.find(({ id }) => id === clauseId);
      if (!clause || digestOf(clause) !== digest) throw careProblems.clausesChanged();
      await this.consents.sign(tx, { patientId, clauseId, digest, name, isProven }, now);
    }
    const signed = (await this.consents.findSigned(tx, patientId)).map(toSigned);
    if (lacking(inForce, signed, now.getTime()).length > 0) return;
    await this.consents.insert(tx, patientId, (await this.settings.read(tx)).consentVersion);
  }

  /** All that is in force, by somebody who vouches for it: the demo clinic's past. The caller audits it. */
  async signAll(tx: Tx, patientId: string, name: string): Promise<void> {
    const clauses = (await this.clauses.inForce(tx)).map((clause) => ({ clauseId: clause.id, digest: digestOf(clause) }));
    await this.sign(tx, patientId, { name, isProven: false, clauses });
  }

  /** @returns whether there was anything to take back */
  async withdraw(tx: Tx, patientId: string): Promise<boolean> {
    await this.consents.hold(tx, patientId);
    const ended = await this.consents.withdraw(tx, patientId);
    if (ended?.consentId) await this.outbox.append(tx, consentWithdrawn, { patientId, consentId: ended.consentId });
    return ended !== null;
  }
}
