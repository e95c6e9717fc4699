import { Injectable } from '@nestjs/common';

import { GateAnswers } from '#assessments';
import { CareService } from '#care';
import { SECOND } from '#kernel';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import type { GateEvidence } from '#session-engine';
import { GateCover } from './gate-cover.js';
import type { OpenLog } from './open-log.js';
import { SessionRepository } from './session.repository.js';

/** Gathers what the gate is judged on. Everything is read in the transaction that judges, nothing is taken on trust from a client. */
@Injectable()
export class GateEvidenceReader {
  constructor(
    private readonly care: CareService,
    private readonly protocols: ProtocolsService,
    private readonly gateCover: GateCover,
    private readonly sessions: SessionRepository,
    private readonly answers: GateAnswers,
  ) {}

  dose(tx: Tx, doseLineId: string) {
    return this.protocols.gateFacts(tx, doseLineId);
  }

  async read(tx: Tx, log: OpenLog): Promise<GateEvidence> {
    const { session, state, now } = log;
    const { isProtocolSigned, isDosePlanned, isDoseUnlocked, doseNotBefore } = await this.dose(tx, session.doseLineId);
    const settings = await this.care.settings(tx);
    const consent = await this.care.consent(tx, session.patientId);
    const row = await this.sessions.findById(tx, session.id);
    const sinceSeenMs = await this.sessions.sinceSeenMs(tx, session.id, [row!.prescriberId]);
    return {
      isProtocolSigned,
      isDosePlanned,
      isDoseUnlocked,
      doseNotBefore: doseNotBefore?.getTime() ?? null,
      consent,
      ...(state.arrivedAt === undefined ? {} : { arrivedAt: state.arrivedAt }),
      isChaperonePresent: state.isChaperonePresent,
      readings: state.readings,
      prescriberSeenAt: sinceSeenMs === null ? null : now - sinceSeenMs,
      onlineWithinMs: settings.onlineWithinSec * SECOND,
      ...(await this.gateCover.read(tx, log)),
      ...(await this.answers.facts(tx, session.patientId)),
    };
  }
}
