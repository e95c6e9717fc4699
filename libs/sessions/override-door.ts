import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { SignOverride } from '#contracts';
import { type Caller, SignInService } from '#identity';
import type { Tx } from '#platform';
import { type GateFinding, mayBeOverridden, type NewEntry } from '#session-engine';
import type { OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';
import { SessionAccess } from './session-access.service.js';
import { SessionLog } from './session-log.service.js';

/** Who may sign over what of a gate. */
@Injectable()
export class OverrideDoor {
  constructor(
    private readonly access: SessionAccess,
    private readonly log: SessionLog,
    private readonly signIns: SignInService,
  ) {}

  /** @throws `sessions.not-found`, `sessions.refused` for whatever nobody decides about, `identity.step-up-needed` */
  async open(tx: Tx, caller: Caller, sessionId: string, { gateSeq, item }: SignOverride) {
    await this.access.require(caller, sessionId, 'dose', tx);
    const log = await this.log.open(tx, sessionId);
    const { gate } = log.state;
    if (gate?.seq !== gateSeq) throw sessionProblems.refused({ reason: 'gate-not-seen' });
    const finding = gate.findings.find((one) => one.item === item);
    if (!finding || !mayBeOverridden(finding)) throw sessionProblems.refused({ reason: 'not-to-be-overridden' });
    await this.signIns.requireStepUp(tx, caller);
    return { log, finding };
  }

  /** @returns the seq of the entry that says so. @throws as `SessionLog.append` does */
  async write(tx: Tx, log: OpenLog, caller: Caller, { item, reason }: GateFinding): Promise<number> {
    const at = { id: randomUUID(), happenedAt: log.now, recordedAt: log.now, author: this.access.authorOf(caller) };
    const payload = { item, heldFor: reason, gateSeq: log.state.gate!.seq };
    const [written] = await this.log.append(tx, log, { ...at, type: 'override', payload } as NewEntry, caller);
    return written!.seq;
  }
}
