import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import type { Tx } from '#platform';
import { isInClinic, type NewEntry } from '#session-engine';
import type { OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';
import { SessionAccess } from './session-access.service.js';
import { SessionLog } from './session-log.service.js';

/** What is done, and what of the patient it takes. */
export type Act = Readonly<{ action: string; scope: 'dose' | 'session' }>;

/** Who may act for a session in the clinic. */
@Injectable()
export class InClinicDoor {
  constructor(
    private readonly access: SessionAccess,
    private readonly log: SessionLog,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found`, `sessions.refused` for a session at home */
  async open(tx: Tx, caller: Caller, sessionId: string, { action, scope }: Act): Promise<OpenLog> {
    const { patientId } = await this.access.require(caller, sessionId, scope, tx);
    const log = await this.log.open(tx, sessionId);
    if (!isInClinic(log.plan)) throw sessionProblems.refused({ reason: 'not-in-this-setting' });
    await this.audit.record(tx, caller, {
      action,
      objectType: 'dosing-session',
      objectId: sessionId,
      subjectPersonId: patientId,
    });
    return log;
  }

  /** An entry of the caller's that says no more than that it happened. @throws as `SessionLog.append` does */
  async write(tx: Tx, log: OpenLog, caller: Caller, type: 'ride-arranged'): Promise<void> {
    const at = { happenedAt: log.now, recordedAt: log.now, author: this.access.authorOf(caller) };
    await this.log.append(tx, log, { id: randomUUID(), type, payload: {}, ...at } as NewEntry, caller);
  }
}
