import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { PdmpOfPatient } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { judgePdmp, type PdmpStanding } from './domain/pdmp.js';
import { ruleOf } from './domain/prescribing-rule.js';
import type { NewPdmpLook } from './pdmp.repository.js';
import { PdmpRecord } from './pdmp-record.js';

/** Who has looked at the prescription monitoring programmes of the states, and whether it is due again. */
@Injectable()
export class PdmpService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly record: PdmpRecord,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<PdmpOfPatient> {
    await this.care.requireAccess(caller, patientId, 'assessments');
    await this.audit.recordRead(caller, { action: 'read-pdmp', objectType: 'pdmp-check', subjectPersonId: patientId });
    return this.record.view(this.database.read, caller.personId, patientId);
  }

  /** @throws `care.not-found` */
  async attest(caller: Caller, look: NewPdmpLook): Promise<PdmpOfPatient> {
    const { patientId } = look;
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'dose', tx);
      const id = await this.put(tx, look, caller.personId);
      const act = { action: 'attest-pdmp', objectType: 'pdmp-check', objectId: id, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
      return this.record.view(tx, caller.personId, patientId);
    });
  }

  /** For whoever makes a clinic. */
  put(tx: Tx, look: NewPdmpLook, by: string): Promise<string> {
    return this.record.insert(tx, look, by);
  }

  /** Whether a prescriber has looked recently enough to order something for a patient who is in a state (ISO 3166-2). */
  async isCurrent(
    db: Db,
    { patientId, personId, jurisdiction }: Readonly<{ patientId: string; personId: string; jurisdiction: string }>,
  ): Promise<PdmpStanding> {
    const { looks, rules, now } = await this.record.of(db, patientId);
    return judgePdmp(ruleOf(rules, jurisdiction), looks, { personId, now });
  }

  /** Whether the newest look has shown that somebody else prescribes controlled substances to the patient; null when nobody has looked. */
  async showsAnotherPrescriber(db: Db, patientId: string): Promise<boolean | null> {
    const { looks } = await this.record.of(db, patientId);
    return looks[0]?.showsAnotherPrescriber ?? null;
  }

  /** Who has to look again; null when they have, or do not look after the patient any more. */
  async whoToTell(db: Db, pdmpCheckId: string): Promise<string | null> {
    const found = await this.record.findDue(db, pdmpCheckId);
    if (!found) return null;
    const team = await this.care.team(db, found.patientId);
    return team.includes(found.checkedBy) ? found.checkedBy : null;
  }
}
