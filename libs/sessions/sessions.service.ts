import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { Database, type Db, SharedCommits, type Tx } from '#platform';
import { type AbortReason, type Entry, type EntryType, happenedFrom, isOver, type NewEntry } from '#session-engine';
import { sessionProblems } from './problems.js';
import { RefusedDoses } from './refused-doses.js';
import { type NewSession, SessionRepository } from './session.repository.js';
import { SessionAccess } from './session-access.service.js';
import { SessionLog } from './session-log.service.js';

/** Something that happened, as a client reports it; `happenedAt` in epoch ms, bounded by when the person was last heard and by now. */
export type Reported = Pick<NewEntry, 'id' | 'type' | 'payload' | 'happenedAt'>;

/** What a capability lets people write: all that keeps somebody safe, and nothing that moves the session on. */
const CAPABLE_OF: ReadonlySet<EntryType> = new Set<EntryType>(['safety-check', 'help', 'answer']);

const SYSTEM = { personId: null, role: 'system' } as const;

/** The dosing session's life: scheduled with its appointment, written as a log, ended by discharge or, before the dose, by abort. */
@Injectable()
export class SessionsService {
  private readonly commits: SharedCommits;
  @Inject(RefusedDoses)
  private readonly refused!: RefusedDoses;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly access: SessionAccess,
    private readonly log: SessionLog,
    private readonly signIns: SignInService,
  ) {
    this.commits = new SharedCommits(database, (tx, ids) => sessions.claim(tx, ids));
  }

  /** @throws `sessions.already-booked` */
  schedule(tx: Tx, session: NewSession): Promise<string> {
    return this.sessions.insert(tx, session);
  }

  /**
   * Records what happened. Sending the same id again gives the same entry and writes nothing. A dose that is said to be taken and is not
   * released any more is refused, and calls people.
   *
   * @returns the entry and the system's entries that followed from it
   * @throws  `sessions.not-found`, `sessions.refused` (fact `reason`), `sessions.session-over`, `sessions.id-reused`
   */
  async record(caller: Caller, sessionId: string, reported: Reported): Promise<Entry[]> {
    if (caller.assurance === 'capability' && !CAPABLE_OF.has(reported.type))
      throw sessionProblems.refused({ reason: 'not-your-part' });
    const write = () => this.commits.run(sessionId, (tx) => this.write(tx, caller, sessionId, reported));
    const written = await write();
    if (!('refusal' in written)) return written;
    this.database.ifUndone(async () => void (await write())); // the refusal undoes a whole use case, and people are called all the same
    throw written.refusal;
  }

  /** @returns what was written, or the refusal because of which people are called: thrown in the transaction it would undo the call */
  private async write(tx: Tx, caller: Caller, sessionId: string, reported: Reported): Promise<Entry[] | { refusal: unknown }> {
    const log = await this.log.open(tx, sessionId, reported.id);
    await this.access.requireTo(caller, log.session, 'session', tx);
    if (log.repeated && log.repeated.type !== reported.type) throw sessionProblems.idReused();
    if (log.repeated) return this.log.readAgain(tx, log, log.repeated, caller);
    const from = happenedFrom(log.state, caller.personId, log.now);
    const happenedAt = Math.max(from, Math.min(reported.happenedAt, log.now));
    if (reported.type === 'dose-taken') await this.signIns.keepThroughSession(tx, caller);
    const author = this.access.authorOf(caller);
    const entry = { ...reported, happenedAt, recordedAt: log.now, author } as NewEntry;
    try {
      return await this.log.append(tx, log, entry, caller);
    } catch (refusal) {
      if (await this.refused.raise(tx, log, entry, refusal)) return { refusal };
      throw refusal;
    }
  }

  /**
   * Ends a session before the dose. After "taken" there is no way back but discharge. An admin has no part in a session: they call off
   * only what has not begun, and its log has it from the system.
   *
   * @throws `sessions.not-found`, `sessions.already-dosed`, `sessions.session-over`, for admins `sessions.begun`
   */
  async abort(
    tx: Tx,
    caller: Caller,
    sessionId: string,
    reason: AbortReason,
  ): Promise<{ appointmentId: string; patientId: string }> {
    await this.access.require(caller, sessionId, 'rescheduling', tx);
    const isOfTheClinic = caller.role === 'admin';
    const author = isOfTheClinic ? SYSTEM : this.access.authorOf(caller);
    const log = await this.log.open(tx, sessionId);
    if (isOfTheClinic && !isOver(log.state) && log.state.phase !== 'scheduled') throw sessionProblems.begun();
    const at = { happenedAt: log.now, recordedAt: log.now };
    await this.log.append(tx, log, { id: randomUUID(), type: 'abort', payload: { reason }, ...at, author }, caller);
    return { appointmentId: log.session.appointmentId, patientId: log.session.patientId };
  }

  /**
   * Holds a session that the caller may move as it is until this transaction ends.
   *
   * @throws `sessions.not-found`, `sessions.session-over`, `sessions.begun` once anybody has written into it
   */
  async requireMovable(tx: Tx, caller: Caller, sessionId: string): Promise<{ appointmentId: string; patientId: string }> {
    await this.access.require(caller, sessionId, 'rescheduling', tx);
    const { session, state } = await this.log.open(tx, sessionId);
    if (isOver(state)) throw sessionProblems.sessionOver();
    if (state.phase !== 'scheduled') throw sessionProblems.begun();
    return { appointmentId: session.appointmentId, patientId: session.patientId };
  }

  /** Where a session stands in the calendar. @throws `sessions.not-found` */
  async placeOf(caller: Caller, sessionId: string): Promise<{ appointmentId: string; patientId: string }> {
    const { appointmentId, patientId } = await this.access.require(caller, sessionId, 'rescheduling');
    return { appointmentId, patientId };
  }

  /**
   * Lets the caller's phone go on with safety checks and help in this session when their sign-in has ended.
   *
   * @returns the token of the capability: it goes into a cookie of its own
   * @throws  `sessions.not-found` for everybody but its patient and its chaperone, `sessions.session-over`
   */
  async openCapability(caller: Caller, sessionId: string): Promise<string> {
    const session = await this.access.require(caller, sessionId, 'session');
    if (caller.personId !== session.patientId && caller.personId !== session.chaperoneId) throw sessionProblems.notFound();
    if (session.dischargedAt ?? session.abortedAt) throw sessionProblems.sessionOver();
    return this.database.transact((tx) => this.signIns.openCapability(tx, caller, sessionId));
  }

  /** Where a session stands in the calendar, and when the patient was discharged; null before it. */
  async endOf(db: Db, sessionId: string): Promise<{ appointmentId: string; dischargedAt: Date | null }> {
    const { appointmentId, dischargedAt } = (await this.sessions.findById(db, sessionId))!;
    return { appointmentId, dischargedAt };
  }

  /** The dose that a session is for. */
  async doseLineOf(db: Db, sessionId: string): Promise<string> {
    return (await this.sessions.findById(db, sessionId))!.doseLineId;
  }
}
