import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { EmergencyPlan, WriteEmergencyPlan } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database, type Db, type Tx } from '#platform';
import { type ClinicPlan, EmergencyPlanRepository } from './emergency-plan.repository.js';
import { EmergencyPlanDoor } from './emergency-plan-door.js';

/** The clinic's own emergency plan, and the address for which it holds. */
@Injectable()
export class EmergencyPlanService {
  constructor(
    private readonly database: Database,
    private readonly plans: EmergencyPlanRepository,
    private readonly door: EmergencyPlanDoor,
    private readonly identity: IdentityService,
    private readonly audit: Audit,
  ) {}

  /** Null while nobody has written one. */
  async read(): Promise<EmergencyPlan | null> {
    const plan = await this.plans.newest(this.database.read);
    return plan && this.named(this.database.read, plan);
  }

  /** @throws `care.not-your-duty` for everybody but the medical director, `identity.step-up-needed` */
  async write(caller: Caller, plan: WriteEmergencyPlan): Promise<EmergencyPlan> {
    return this.database.transact(async (tx) => {
      await this.door.require(tx, caller);
      await this.put(tx, plan, caller.personId);
      await this.audit.record(tx, caller, { action: 'write-emergency-plan', objectType: 'clinic-emergency-plan' });
      return this.named(tx, (await this.plans.newest(tx))!);
    });
  }

  /** For whoever makes a clinic. */
  put(tx: Tx, plan: WriteEmergencyPlan, by: string): Promise<void> {
    return this.plans.insert(tx, plan, by);
  }

  /** For other contexts. Null while nobody has written one. */
  inForce(db: Db): Promise<ClinicPlan | null> {
    return this.plans.newest(db);
  }

  private async named(db: Db, { writtenBy, writtenAt, ...plan }: ClinicPlan): Promise<EmergencyPlan> {
    const people = await this.identity.people(db, [writtenBy]);
    return { ...plan, writtenByName: people.get(writtenBy)?.displayName ?? null, writtenAt: writtenAt.toISOString() };
  }
}
