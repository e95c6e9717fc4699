import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import { DAY } from '#kernel';
import { Clock, type Db, type Tx } from '#platform';
import { type SessionPlan, strictestLimits } from '#session-engine';
import { protocolProblems } from './problems.js';
import { type PatientProtocol, ProtocolRepository, type SignedProtocol } from './protocol.repository.js';

/** The dose that a patient may book next, and the plan that holds for its session. */
export type NextDose = Readonly<{ doseLineId: string; number: number; plan: SessionPlan; earliestAt: Date | null }>;

/** What a prescriber signed for a patient. Nothing here chooses, raises or clears anything. */
@Injectable()
export class ProtocolsService {
  constructor(
    private readonly protocols: ProtocolRepository,
    private readonly care: CareService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Records a protocol with its doses as the prescriber signed it; the first dose is open, each later one locked. */
  async sign(tx: Tx, protocol: SignedProtocol): Promise<void> {
    await this.protocols.insert(tx, protocol, await this.clock.now(tx));
    await this.audit.record(
      tx,
      { personId: protocol.signedBy, role: 'prescriber' },
      { action: 'sign', objectType: 'protocol', subjectPersonId: protocol.patientId },
    );
  }

  /**
   * The next signed dose of a patient, with the strictest of the clinic's, the protocol's and the patient's gate limits.
   *
   * @throws `protocols.no-dose-planned`, `protocols.integration-due` when the visit after the last dose is still open
   */
  async nextDose(db: Db, patientId: string): Promise<NextDose> {
    const [protocol, { gateLimits }] = await Promise.all([this.protocols.findCurrent(db, patientId), this.care.settings(db)]);
    const dose = protocol?.doses.find(({ state }) => state === 'signed' || state === 'released');
    if (!protocol || !dose) throw protocolProblems.noDosePlanned();
    if (dose.unlockedAt === null) throw protocolProblems.integrationDue();
    const gate = strictestLimits(protocol.plan.gate, gateLimits, protocol.patientLimits);
    return { doseLineId: dose.id, number: dose.number, plan: { ...protocol.plan, gate }, earliestAt: earliest(protocol) };
  }

  /** What the gate asks of a dose, and how much was signed. */
  gateFacts(db: Db, doseLineId: string) {
    return this.protocols.findForGate(db, doseLineId);
  }

  /** Marks the dose as released for this session. @throws `protocols.not-releasable` */
  async release(tx: Tx, doseLineId: string): Promise<void> {
    if (!(await this.protocols.move(tx, doseLineId, ['signed', 'released'], 'released'))) throw protocolProblems.notReleasable();
  }

  /** A released dose that was not taken is a signed one again. */
  async takeBack(tx: Tx, doseLineId: string): Promise<void> {
    await this.protocols.move(tx, doseLineId, ['released'], 'signed');
  }

  markTaken(tx: Tx, doseLineId: string, takenAt: Date): Promise<void> {
    return this.protocols.markTaken(tx, doseLineId, takenAt);
  }

  /** Opens the dose after this one: the integration visit that follows it took place. */
  unlockAfter(tx: Tx, doseLineId: string): Promise<void> {
    return this.protocols.unlockNext(tx, doseLineId);
  }
}

/** The spacing that the protocol asks for, counted in days of 24 hours from the last dose that was taken. */
function earliest({ doses, minDaysBetween }: PatientProtocol): Date | null {
  const last = Math.max(...doses.map(({ takenAt }) => takenAt?.getTime() ?? 0));
  return last > 0 ? new Date(last + minDaysBetween * DAY) : null;
}
