import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { CareService } from '#care';
import { SECOND } from '#kernel';
import type { Tx } from '#platform';
import { ProtocolsService } from '#protocols';
import { SchedulingService } from '#scheduling';
import { coverNeededUntil, type GateEvidence } from '#session-engine';
import type { OpenLog } from './open-log.js';
import { SessionRepository } from './session.repository.js';

/** Gathers what the gate is judged on. Everything is read in the transaction that judges, nothing is taken on trust from a client. */
@Injectable()
export class GateEvidenceReader {
  constructor(
    private readonly care: CareService,
    private readonly protocols: ProtocolsService,
    private readonly alerts: AlertsService,
    private readonly sessions: SessionRepository,
    private readonly scheduling: SchedulingService,
  ) {}

  dose(tx: Tx, doseLineId: string) {
    return this.protocols.gateFacts(tx, doseLineId);
  }

  async read(tx: Tx, { session, state, plan, now }: OpenLog): Promise<GateEvidence> {
    const { isProtocolSigned, isDoseUnlocked } = await this.dose(tx, session.doseLineId);
    const settings = await this.care.settings(tx);
    const signedVersion = await this.care.signedConsent(tx, session.patientId);
    const onCall = await this.alerts.onCallAt(tx, new Date(now));
    const booked = (await this.scheduling.findMany(tx, [session.appointmentId])).get(session.appointmentId);
    const neededUntil = coverNeededUntil(plan, now, booked ? Date.parse(booked.endsAt) : now);
    const row = await this.sessions.findById(tx, session.id);
    const sinceSeenMs = await this.sessions.sinceSeenMs(tx, session.id, [row!.prescriberId]);
    return {
      isProtocolSigned,
      isDoseUnlocked,
      consent: { signedVersion, currentVersion: settings.consentVersion },
      ...(state.arrivedAt === undefined ? {} : { arrivedAt: state.arrivedAt }),
      isChaperonePresent: state.isChaperonePresent,
      readings: state.readings,
      prescriberSeenAt: sinceSeenMs === null ? null : now - sinceSeenMs,
      onlineWithinMs: settings.onlineWithinSec * SECOND,
      onCallPersonId: onCall?.personId ?? null,
      cover: { until: await this.alerts.coveredUntil(tx, { from: now, to: neededUntil }), neededUntil },
    };
  }
}
