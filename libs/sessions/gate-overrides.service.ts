import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { ClinicCalendar } from '#alerts';
import type { SignOverride } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { isoWeekday, toInstant } from '#kernel';
import { Database, Outbox, type Tx } from '#platform';
import { mayBeOverridden, type NewEntry } from '#session-engine';
import { GateOverrideRepository } from './gate-override.repository.js';
import { overridesListed } from './messages.js';
import { sessionProblems } from './problems.js';
import { SessionAccess } from './session-access.service.js';
import { SessionLog } from './session-log.service.js';

/** The list of a week is told of on Monday morning, on the clinic's clock. */
const LISTED_AT_MIN = 8 * 60;

/** A prescriber decides about something that holds a gate: signed once more, with a reason, for this session alone. */
@Injectable()
export class GateOverridesService {
  constructor(
    private readonly database: Database,
    private readonly access: SessionAccess,
    private readonly log: SessionLog,
    private readonly overrides: GateOverrideRepository,
    private readonly signIns: SignInService,
    private readonly calendar: ClinicCalendar,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `sessions.not-found`, `sessions.refused` for whatever nobody decides about, `identity.step-up-needed` */
  async sign(caller: Caller, sessionId: string, signed: SignOverride): Promise<{ overrideId: string; seq: number }> {
    await this.access.require(caller, sessionId, 'dose');
    return this.database.transact(async (tx) => {
      const log = await this.log.open(tx, sessionId);
      const { gateSeq, item, reason } = signed;
      const { gate, seq } = log.state;
      if (gate?.seq !== gateSeq) throw sessionProblems.refused({ reason: 'gate-not-seen' });
      const finding = gate.findings.find((one) => one.item === item);
      if (!finding || !mayBeOverridden(finding)) throw sessionProblems.refused({ reason: 'not-to-be-overridden' });
      await this.signIns.requireStepUp(tx, caller);
      const overrideId = randomUUID();
      const { patientId } = log.session;
      const row = { id: overrideId, sessionId, patientId, entrySeq: seq + 1, gateSeq, finding, reason, by: caller.personId };
      await this.overrides.insert(tx, row);
      const at = { id: randomUUID(), happenedAt: log.now, recordedAt: log.now, author: this.access.authorOf(caller) };
      const entry = { ...at, type: 'override', payload: { item, heldFor: finding.reason, gateSeq } } as NewEntry;
      const [written] = await this.log.append(tx, log, entry, caller);
      await this.list(tx, overrideId);
      return { overrideId, seq: written!.seq };
    });
  }

  /** The medical director is told of what a week has brought, once. */
  private async list(tx: Tx, overrideId: string): Promise<void> {
    const today = await this.calendar.today(tx);
    const monday = today + 8 - isoWeekday(today);
    const dueAt = new Date(toInstant(await this.calendar.table(tx, monday, monday), { day: monday, minute: LISTED_AT_MIN }));
    await this.outbox.append(tx, overridesListed, { overrideId }, { dueAt, key: `overrides:${monday}` });
  }
}
