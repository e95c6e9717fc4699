import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { SECOND } from '#kernel';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { type GateEvidence, type GateLimits, isInClinic, strictestLimits, todayRulesOf } from '#session-engine';
import { GatePatient } from './gate-patient.js';
import { GateSurroundings } from './gate-surroundings.js';
import type { OpenLog } from './open-log.js';
import { SessionRepository } from './session.repository.js';

/** Gathers what the gate is judged on. Everything is read in the transaction that judges, nothing is taken on trust from a client. */
@Injectable()
export class GateEvidenceReader {
  constructor(
    private readonly care: CareService,
    private readonly protocols: ProtocolsService,
    private readonly around: GateSurroundings,
    private readonly sessions: SessionRepository,
    private readonly patient: GatePatient,
  ) {}

  dose(tx: Tx, doseLineId: string) {
    return this.protocols.gateFacts(tx, doseLineId);
  }

  /** Those that the session was booked with, and of what has become stricter since the stricter. */
  async limits(tx: Tx, { session, plan }: OpenLog): Promise<GateLimits> {
    return strictestLimits(plan.gate, (await this.protocols.gateLimits(tx, session.patientId)) ?? {});
  }

  /** @param releaserId who is to release the dose */
  async read(tx: Tx, log: OpenLog, releaserId: string): Promise<GateEvidence> {
    const { session, plan, state, now } = log;
    const { patientId } = session;
    await this.protocols.lookAtCourse(tx, patientId);
    const dose = await this.dose(tx, session.doseLineId);
    const { doseNotBefore } = dose;
    const settings = await this.care.settings(tx);
    const consent = await this.care.consent(tx, patientId);
    const { prescriberId, therapistId } = (await this.sessions.findById(tx, session.id))!;
    const sinceSeenMs = await this.sessions.sinceSeenMs(tx, session.id, await this.around.watchersFor(tx, prescriberId));
    return {
      isProtocolSigned: dose.isProtocolSigned,
      isDosePlanned: dose.isDosePlanned,
      isCoursePaused: dose.isCoursePaused,
      isDoseUnlocked: dose.isDoseUnlocked,
      doseNotBefore: doseNotBefore?.getTime() ?? null,
      consent,
      ...(state.arrivedAt === undefined ? {} : { arrivedAt: state.arrivedAt }),
      isChaperonePresent: state.isChaperonePresent,
      readings: state.readings,
      prescriberSeenAt: sinceSeenMs === null ? null : now - sinceSeenMs,
      onlineWithinMs: settings.onlineWithinSec * SECOND,
      day: { today: state.today, rules: todayRulesOf(plan), identifiedAt: state.identifiedAt ?? null },
      overrides: state.overrides,
      needsOximeter: plan.vitals.needsOximeter === true,
      ...(await this.around.read(tx, log, dose)),
      ...(await this.patient.read(tx, { patientId, prescriberId, therapistId, releaserId, isInClinic: isInClinic(plan) })),
    };
  }
}
