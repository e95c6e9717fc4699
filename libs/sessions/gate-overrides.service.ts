import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { SignOverride } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { GateOverrideRepository } from './gate-override.repository.js';
import { OverrideDoor } from './override-door.js';
import { OverrideWeek } from './override-week.js';

/** A prescriber decides about something that holds a gate: signed once more, with a reason, for this session alone. */
@Injectable()
export class GateOverridesService {
  constructor(
    private readonly database: Database,
    private readonly door: OverrideDoor,
    private readonly overrides: GateOverrideRepository,
    private readonly week: OverrideWeek,
  ) {}

  /** @throws `sessions.not-found`, `sessions.refused` for whatever nobody decides about, `identity.step-up-needed` */
  sign(caller: Caller, sessionId: string, signed: SignOverride): Promise<{ overrideId: string; seq: number }> {
    return this.database.transact(async (tx) => {
      const { log, finding } = await this.door.open(tx, caller, sessionId, signed);
      const id = randomUUID();
      const { gateSeq, reason } = signed;
      const row = { id, sessionId, patientId: log.session.patientId, entrySeq: log.state.seq + 1, gateSeq };
      await this.overrides.insert(tx, { ...row, finding, reason, by: caller.personId });
      const seq = await this.door.write(tx, log, caller, finding);
      await this.week.list(tx, id);
      return { overrideId: id, seq };
    });
  }
}
