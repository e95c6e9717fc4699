import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { Database, type Tx } from '#platform';
import { protocolProblems } from '#protocols';
import { type EntryPayloads, evaluateGate, type GateFinding, isOver, type NewEntry } from '#session-engine';
import { GateEvidenceReader } from './gate-evidence.js';
import type { OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';
import { SessionAccess } from './session-access.service.js';
import { SessionLog } from './session-log.service.js';

export type JudgedGate = Readonly<{ isPassed: boolean; findings: GateFinding[]; seq: number }>;
const SYSTEM = { personId: null, role: 'system' } as const;

/** `signed-anew`: another version of the protocol was signed, and the database has set a dose that was released until then back to signed. */
export type WhyTakenBack = 'paused' | 'judged-anew' | 'signed-anew';

export type Release = Readonly<{ isReleased: boolean; gate: JudgedGate; doseMg: number | null }>;

/** The pre-dose gate: judged on the evidence of the moment, recorded as it was, and the only way to a released dose. */
@Injectable()
export class GateService {
  constructor(
    private readonly database: Database,
    private readonly access: SessionAccess,
    private readonly log: SessionLog,
    private readonly evidence: GateEvidenceReader,
    private readonly signIns: SignInService,
  ) {}

  /** @throws `sessions.not-found`, `sessions.refused` */
  async evaluate(caller: Caller, sessionId: string): Promise<JudgedGate> {
    await this.access.require(caller, sessionId, 'dose');
    return this.database.transact(async (tx) => this.judge(tx, caller, await this.log.open(tx, sessionId)));
  }

  /**
   * Releases the signed dose, if the gate passes at this very moment too. A gate that does not is an outcome, recorded with its reasons.
   *
   * @param gateSeq seq of the gate entry that the prescriber has seen
   * @throws `sessions.not-found`, `sessions.refused`, `identity.step-up-needed`
   */
  async release(caller: Caller, sessionId: string, gateSeq: number): Promise<Release> {
    const { doseLineId } = await this.access.require(caller, sessionId, 'dose');
    return this.database.transact(async (tx) => {
      const log = await this.log.open(tx, sessionId);
      const seen = log.state.gate;
      if (seen?.seq !== gateSeq) throw sessionProblems.refused({ reason: 'gate-not-seen' });
      await this.signIns.requireStepUp(tx, caller);
      const gate = await this.judge(tx, caller, log);
      if (!gate.isPassed) return { isReleased: false, gate, doseMg: null };
      const { doseMg } = await this.evidence.dose(tx, doseLineId);
      if (doseMg === null) throw protocolProblems.notReleasable();
      await this.append(tx, caller, log, 'release', { doseLineId, doseMg, gateSeq: gate.seq });
      return { isReleased: true, gate, doseMg };
    });
  }

  /**
   * The course has been paused, or what the release stood on has fallen away: a dose that is released and not taken is not released any more,
   * and everybody in the session sees why. A pause takes back also when it has ended meanwhile; a version of the protocol, unless the dose was
   * released again under it.
   *
   * @returns whether there was something to take back
   */
  async takeBack(tx: Tx, sessionId: string, why: WhyTakenBack): Promise<boolean> {
    const log = await this.log.open(tx, sessionId);
    const { release, dosedAt } = log.state;
    if (!release || dosedAt !== undefined || isOver(log.state)) return false;
    if (why === 'signed-anew' && (await this.evidence.dose(tx, release.doseLineId)).state === 'released') return false;
    const read = await this.evidence.read(tx, log, release.by);
    const evidence = { ...read, ...FORCED[why] };
    const { isPassed, findings } = evaluateGate(evidence, await this.evidence.limits(tx, log), log.now);
    if (!isPassed) await this.log.append(tx, log, entryOf(log, 'gate', { isPassed, findings }, SYSTEM), null);
    return !isPassed;
  }

  private async judge(tx: Tx, caller: Caller, log: OpenLog): Promise<JudgedGate> {
    const evidence = await this.evidence.read(tx, log, caller.personId);
    const { isPassed, findings } = evaluateGate(evidence, await this.evidence.limits(tx, log), log.now);
    const seq = await this.append(tx, caller, log, 'gate', { isPassed, findings });
    return { isPassed, findings: [...findings], seq };
  }

  private async append<T extends 'gate' | 'release'>(tx: Tx, caller: Caller, log: OpenLog, type: T, payload: EntryPayloads[T]) {
    const [written] = await this.log.append(tx, log, entryOf(log, type, payload, this.access.authorOf(caller)), caller);
    return written!.seq;
  }
}

/** What is so whatever the evidence of the moment says. */
const FORCED = { paused: { isCoursePaused: true }, 'judged-anew': {}, 'signed-anew': { isSignedAnew: true } } as const;

const entryOf = <T extends 'gate' | 'release'>(
  { now }: OpenLog,
  type: T,
  payload: EntryPayloads[T],
  author: NewEntry['author'],
): NewEntry => ({ id: randomUUID(), type, payload, happenedAt: now, recordedAt: now, author }) as NewEntry;
