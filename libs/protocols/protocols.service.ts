import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { DAY } from '#kernel';
import { type Db, sqlState, type Tx } from '#platform';
import { type GateLimits, type SessionPlan, type Setting, strictestLimits } from '#session-engine';
import { bookableDoses } from './domain/bookable-doses.js';
import { daysBefore } from './domain/phases.js';
import { PauseWatch } from './pause-watch.js';
import { protocolProblems } from './problems.js';
import { type PatientProtocol, ProtocolRepository } from './protocol.repository.js';
import { type SignedProtocol, WholeSigning } from './whole-signing.js';

/**
 * A dose that can be booked, and the plan that holds for its session. `course`: which one of its protocol it is, and how far from the
 * next. `afterDays`: how far from the one before it, in days of 24 hours. `earliestAt`: by the last dose that was taken.
 */
export type NextDose = Readonly<{
  doseLineId: string;
  number: number;
  plan: SessionPlan;
  course: Readonly<{ courseId: string; number: number; apartDays: number }>;
  afterDays: number;
  earliestAt: Date | null;
}>;

const REFUSALS = {
  'no-dose-planned': protocolProblems.noDosePlanned,
  'dose-not-planned': protocolProblems.doseNotPlanned,
  'all-booked': protocolProblems.allBooked,
  'integration-due': protocolProblems.integrationDue,
} as const;

/** What a prescriber signed for a patient. Nothing here chooses, raises or clears anything. */
@Injectable()
export class ProtocolsService {
  constructor(
    private readonly protocols: ProtocolRepository,
    private readonly care: CareService,
    private readonly whole: WholeSigning,
    private readonly pauses: PauseWatch,
  ) {}

  /** A whole protocol with its doses, signed at once by whoever has the authority. @throws as `WholeSigning.sign` */
  sign(tx: Tx, protocol: SignedProtocol): Promise<void> {
    return this.whole.sign(tx, protocol);
  }

  /**
   * The next signed dose of a patient that has no session, with the strictest of the clinic's, the protocol's and the patient's gate limits.
   *
   * @param moving appointments that are to be moved: it is their dose that is asked for
   * @throws `protocols.no-dose-planned`, `protocols.all-booked`, `protocols.integration-due` when the visit after the last dose is
   *         still open, `protocols.dose-not-planned` for a move when the protocol has changed since, `protocols.paused` unless it is a
   *         move: what is booked stays booked
   */
  async nextDose(db: Db, patientId: string, moving: readonly string[] = []): Promise<NextDose> {
    return (await this.nextDoses(db, patientId, moving))[0]!;
  }

  /** All of those, in the order in which they are taken. @throws as `nextDose` does */
  async nextDoses(db: Db, patientId: string, moving: readonly string[] = []): Promise<NextDose[]> {
    const [protocol, { gateLimits }] = await Promise.all([this.protocols.findCurrent(db, patientId), this.care.settings(db)]);
    if (protocol?.isPaused && !moving.length) throw protocolProblems.paused();
    const doses = bookableDoses(protocol?.doses ?? [], moving);
    if (typeof doses === 'string') throw REFUSALS[doses]();
    const { id: courseId, course, lastTakenAt } = protocol!;
    const plan = planFor(protocol!, gateLimits);
    return doses.map(({ id: doseLineId, number }) => {
      const afterDays = daysBefore(course, number);
      const earliestAt = lastTakenAt && new Date(lastTakenAt.getTime() + afterDays * DAY);
      const point = { courseId, number, apartDays: daysBefore(course, number + 1) };
      return { doseLineId, number, plan, afterDays, earliestAt, course: point };
    });
  }

  /** Before the gate is judged: whatever may pause the course is looked at now, also what its own row has not brought here yet. */
  async lookAtCourse(tx: Tx, patientId: string): Promise<void> {
    await this.pauses.look(tx, patientId);
  }

  /**
   * Before a dose is taken: the rules for pausing are asked once more, and nobody pauses the course, or signs in it, until it is written.
   *
   * @param inHandAt when it was taken, if the log has it as taken back after that; null: it is released by the log
   * @returns why it may not be, as far as the course goes; null if it may, or was in the patient's hand then
   */
  async whyNotTaken(
    tx: Tx,
    patientId: string,
    doseLineId: string,
    inHandAt: Date | null,
  ): Promise<'course-paused' | 'dose-not-released' | null> {
    const isPaused = await this.pauses.holdAndLook(tx, patientId);
    if (inHandAt && (await this.protocols.wasInHand(tx, doseLineId, inHandAt))) return null;
    if (isPaused) return 'course-paused';
    return (await this.protocols.findForGate(tx, doseLineId)).state === 'released' ? null : 'dose-not-released';
  }

  /** The protocol that holds for a patient now; null when none is signed. */
  async courseOf(db: Db, patientId: string): Promise<string | null> {
    return (await this.protocols.findCurrent(db, patientId))?.id ?? null;
  }

  /** Where the doses of a protocol are taken. */
  async settingOf(db: Db, courseId: string): Promise<Setting> {
    return (await this.protocols.settingOf(db, courseId)) ?? 'home';
  }

  /** What the gate asks of a dose, and how much was signed. */
  gateFacts(db: Db, doseLineId: string) {
    return this.protocols.findForGate(db, doseLineId);
  }

  /** The strictest of the clinic's, the protocol's and the patient's gate limits as they are now; null while no protocol holds, or the course is paused. */
  async gateLimits(db: Db, patientId: string): Promise<GateLimits | null> {
    return (await this.planNow(db, patientId))?.gate ?? null;
  }

  /** The plan that a session of this patient would have if it were booked now; null while no protocol holds, or the course is paused. */
  async planNow(db: Db, patientId: string): Promise<SessionPlan | null> {
    const protocol = await this.protocols.findCurrent(db, patientId);
    const { gateLimits } = await this.care.settings(db);
    return protocol && !protocol.isPaused ? planFor(protocol, gateLimits) : null;
  }

  /** Marks the dose as released for this session. @throws `protocols.not-releasable` */
  async release(tx: Tx, doseLineId: string): Promise<void> {
    const isReleased = await this.protocols.move(tx, doseLineId, ['signed', 'released'], 'released').catch((error: unknown) => {
      throw sqlState(error)?.startsWith('HF') ? protocolProblems.notReleasable({}, { cause: error }) : error; // a law, in the same instant
    });
    if (!isReleased) throw protocolProblems.notReleasable();
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

const planFor = ({ plan, patientLimits }: PatientProtocol, clinic: Partial<GateLimits>): SessionPlan => ({
  ...plan,
  gate: strictestLimits(plan.gate, clinic, patientLimits),
});
