import { Injectable } from '@nestjs/common';

import { SignInService } from '#identity';
import { MINUTE } from '#kernel';
import { Outbox, type Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { SchedulingService } from '#scheduling';
import type { Entry, EntryOf } from '#session-engine';
import { DoseSupply } from '#supply';
import { companionChanged, companionOut, sessionDischarged } from './messages.js';
import type { OpenLog } from './open-log.js';

/** Columns of the session that the database itself guards, and what other contexts must hear of, kept in step with the log. */
@Injectable()
export class MilestoneRepository {
  constructor(
    private readonly protocols: ProtocolsService,
    private readonly scheduling: SchedulingService,
    private readonly outbox: Outbox,
    private readonly signIns: SignInService,
    private readonly supply: DoseSupply,
  ) {}

  async mark(tx: Tx, log: OpenLog, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.markOne(tx, log, entry);
  }

  private async markOne(tx: Tx, { session, plan, state, now }: OpenLog, entry: Entry): Promise<void> {
    const { id, doseLineId } = session;
    const at = new Date(now);
    switch (entry.type) {
      case 'gate':
        return this.set(tx, id, entry.payload.isPassed ? { gatePassedAt: at } : { gatePassedAt: null, releasedAt: null });
      case 'release':
        await this.protocols.release(tx, doseLineId);
        return this.set(tx, id, { releasedAt: at });
      case 'dose-taken': {
        const dosedAt = new Date(state.dosedAt!);
        await this.protocols.markTaken(tx, doseLineId, dosedAt);
        const { doseMg } = await this.protocols.gateFacts(tx, doseLineId);
        const { patientId } = session;
        await this.supply.taken(
          tx,
          { doseLineId, patientId, doseMg: doseMg!, takenAt: dosedAt },
          entry.author.personId ?? patientId,
        );
        return this.set(tx, id, { dosedAt, minDischargeAt: new Date(state.dosedAt! + plan.discharge.minMin * MINUTE) });
      }
      case 'chaperone-left':
        await this.outbox.append(tx, companionOut, { sessionId: id, seq: entry.seq });
        return;
      case 'companion-on-duty':
        return this.relieve(tx, id, state.dosedAt !== undefined, entry);
      case 'discharge':
        await this.signIns.endCapabilities(tx, id);
        await this.outbox.append(tx, sessionDischarged, { sessionId: id, at: at.toISOString() });
        await this.scheduling.complete(tx, session.appointmentId);
        return this.set(tx, id, { dischargedAt: at });
      case 'abort':
        await this.signIns.endCapabilities(tx, id);
        await this.protocols.takeBack(tx, doseLineId);
        return this.set(tx, id, { abortedAt: at });
      default:
        return undefined;
    }
  }

  /** Before the dose what was judged and released with the other companion counts no more. */
  private async relieve(tx: Tx, id: string, isDosed: boolean, { seq, payload }: EntryOf<'companion-on-duty'>): Promise<void> {
    const data = { chaperoneId: payload.personId, ...(isDosed ? {} : { gatePassedAt: null, releasedAt: null }) };
    await tx.dosingSession.update({ where: { id }, data, select: { id: true } });
    await this.outbox.append(tx, companionChanged, { sessionId: id, seq, ...payload });
  }

  private async set(tx: Tx, id: string, data: Partial<Record<Milestone, Date | null>>): Promise<void> {
    await tx.dosingSession.update({ where: { id }, data, select: { id: true } });
  }
}

type Milestone = 'gatePassedAt' | 'releasedAt' | 'dosedAt' | 'minDischargeAt' | 'dischargedAt' | 'abortedAt';
