import { Injectable } from '@nestjs/common';

import { SignInService } from '#identity';
import { MINUTE } from '#kernel';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { type Entry, type NewEntry, takenAt } from '#session-engine';
import { CompanionShifts } from './companion-shifts.js';
import type { OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';
import { SessionEnds } from './session-ends.js';
import { UsedMedicine } from './used-medicine.js';

/** Columns of the session that the database itself guards, and what other contexts must hear of, kept in step with the log. */
@Injectable()
export class MilestoneRepository {
  constructor(
    private readonly protocols: ProtocolsService,
    private readonly signIns: SignInService,
    private readonly medicine: UsedMedicine,
    private readonly ends: SessionEnds,
    private readonly shifts: CompanionShifts,
  ) {}

  /**
   * What the log cannot know by itself.
   *
   * @throws `sessions.refused` with `course-paused`, or with `dose-not-released` when the plan has taken back what the log still has as released
   */
  async require(tx: Tx, { session, state }: OpenLog, { type, happenedAt }: NewEntry): Promise<void> {
    if (type !== 'dose-taken') return;
    const inHandAt = state.release ? null : new Date(takenAt(state, happenedAt));
    const reason = await this.protocols.whyNotTaken(tx, session.patientId, session.doseLineId, inHandAt);
    if (reason) throw sessionProblems.refused({ reason });
  }

  async mark(tx: Tx, log: OpenLog, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.markOne(tx, log, entry);
  }

  private async markOne(tx: Tx, log: OpenLog, entry: Entry): Promise<void> {
    const { session, plan, state, now } = log;
    const { id, doseLineId } = session;
    const at = new Date(now);
    switch (entry.type) {
      case 'gate':
        if (!entry.payload.isPassed) await this.protocols.takeBack(tx, doseLineId); // released again it is judged again by the database, too
        return this.set(tx, id, entry.payload.isPassed ? { gatePassedAt: at } : { gatePassedAt: null, releasedAt: null });
      case 'release':
        await this.protocols.release(tx, doseLineId);
        return this.set(tx, id, { releasedAt: at });
      case 'dose-taken': {
        const dosedAt = new Date(state.dosedAt!);
        await this.protocols.markTaken(tx, doseLineId, dosedAt);
        const { doseMg } = await this.protocols.gateFacts(tx, doseLineId);
        await this.medicine.taken(tx, log, { doseMg: doseMg!, takenAt: dosedAt, by: entry.author.personId ?? session.patientId });
        const minDischargeAt = new Date(state.dosedAt! + plan.discharge.minMin * MINUTE);
        return this.set(tx, id, { dosedAt, minDischargeAt, ...(state.takenBack && releasedAt(state.takenBack.release)) });
      }
      case 'chaperone-left':
        return this.shifts.out(tx, id, entry);
      case 'companion-on-duty':
        if (state.dosedAt === undefined) await this.protocols.takeBack(tx, doseLineId);
        return this.shifts.relieve(tx, id, state.dosedAt !== undefined, entry);
      case 'discharge':
        await this.signIns.endCapabilities(tx, id);
        await this.ends.discharged(tx, log);
        return this.set(tx, id, { dischargedAt: at });
      case 'abort':
        await this.signIns.endCapabilities(tx, id);
        await this.protocols.takeBack(tx, doseLineId);
        return this.set(tx, id, { abortedAt: at });
      default:
        return undefined;
    }
  }

  private async set(tx: Tx, id: string, data: Partial<Record<Milestone, Date | null>>): Promise<void> {
    await tx.dosingSession.update({ where: { id }, data, select: { id: true } });
  }
}

/** What was taken back is there again, as it was when the dose was taken: the gate is judged in the moment of the release. */
const releasedAt = ({ at }: { at: number }) => ({ gatePassedAt: new Date(at), releasedAt: new Date(at) });

type Milestone = 'gatePassedAt' | 'releasedAt' | 'dosedAt' | 'minDischargeAt' | 'dischargedAt' | 'abortedAt';
