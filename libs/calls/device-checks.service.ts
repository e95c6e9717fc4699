import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { DeviceCheckResult } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CallDoor } from './call-door.js';
import { DeviceCheckRepository } from './device-check.repository.js';
import { callProblems } from './problems.js';

/** Nobody tries a device so often before one appointment. */
const MOST = 50;

/** Devices, tried before a call; also the day before, for then there is time to do something about it. */
@Injectable()
export class DeviceChecks {
  constructor(
    private readonly database: Database,
    private readonly door: CallDoor,
    private readonly checks: DeviceCheckRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws `calls.not-found`, `calls.too-many-checks` */
  async record(caller: Caller, appointmentId: string, check: DeviceCheckResult): Promise<void> {
    await this.database.transact(async (tx) => {
      const { appointment } = await this.door.require(caller, appointmentId, tx);
      if ((await this.checks.count(tx, appointmentId, caller.personId)) >= MOST) throw callProblems.tooManyChecks();
      const objectId = await this.checks.insert(tx, appointmentId, caller.personId, check);
      const act = { action: 'check-device', objectType: 'device-check', objectId, subjectPersonId: appointment.patientId };
      await this.audit.record(tx, caller, act);
    });
  }
}
