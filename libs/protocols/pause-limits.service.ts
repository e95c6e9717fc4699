import { Injectable } from '@nestjs/common';

import { DirectorsHand } from '#assessments';
import { Audit } from '#audit';
import type { PauseLimitsView } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { Database, type Tx } from '#platform';
import { DecisionDoor } from './decision-door.js';
import { PauseLimitsDesk, type SignedPauseLimits } from './pause-limits-desk.js';
import { ProtocolDoor } from './protocol-door.js';

/** From where on courses are paused in this clinic. */
@Injectable()
export class ClinicPauseLimits {
  constructor(
    private readonly database: Database,
    private readonly desk: PauseLimitsDesk,
    private readonly director: DirectorsHand,
    private readonly audit: Audit,
  ) {}

  read(): Promise<PauseLimitsView> {
    return this.desk.view(this.database.read, null);
  }

  /** @throws `care.not-your-duty`, `identity.step-up-needed`, `protocols.pause-limits-refused`, `protocols.changed-meanwhile` */
  async sign(caller: Caller, signed: SignedPauseLimits): Promise<PauseLimitsView> {
    return this.database.transact(async (tx) => {
      await this.director.require(tx, caller);
      this.desk.requireLawful(signed);
      await this.director.requireFresh(tx, caller);
      await this.put(tx, caller.personId, signed);
      const act = { action: 'sign-pause-limits', objectType: 'pause-limits' };
      await this.audit.record(tx, caller, { ...act, reason: `version-${signed.basedOn + 1}` });
      return this.desk.view(tx, null);
    });
  }

  /** For whoever makes a clinic. */
  put(tx: Tx, by: string, { basedOn, reason, limits }: SignedPauseLimits): Promise<void> {
    return this.desk.put(tx, { patientId: null, basedOn, reason, limits, by });
  }
}

/** From where on the course of one patient is paused. */
@Injectable()
export class PatientPauseLimits {
  constructor(
    private readonly database: Database,
    private readonly desk: PauseLimitsDesk,
    private readonly door: ProtocolDoor,
    private readonly team: DecisionDoor,
    private readonly signIns: SignInService,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<PauseLimitsView> {
    await this.door.read(caller, patientId);
    return this.desk.view(this.database.read, patientId);
  }

  /** @throws `care.not-found`, `protocols.not-on-team`, `identity.step-up-needed`, `protocols.pause-limits-refused`, `protocols.changed-meanwhile` */
  async sign(caller: Caller, patientId: string, signed: SignedPauseLimits): Promise<PauseLimitsView> {
    return this.door.change(caller, patientId, async (tx) => {
      await this.team.require(tx, caller, patientId);
      this.desk.requireLawful(signed);
      await this.signIns.requireStepUp(tx, caller);
      const { basedOn, reason, limits } = signed;
      await this.desk.put(tx, { patientId, basedOn, reason, limits, by: caller.personId });
      const act = { action: 'sign-patient-pause-limits', objectType: 'pause-limits', reason: `version-${basedOn + 1}` };
      return [await this.desk.view(tx, patientId), act];
    });
  }
}
