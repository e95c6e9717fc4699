import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { CancelReason, ChangeTerms } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { ChangesService, cancelledAs } from '#scheduling';
import type { AbortReason } from '#session-engine';
import { CourseEnding } from './course-ending.js';
import { CoursePlaces } from './course-places.js';

const ABORT: Readonly<Record<CancelReason, AbortReason>> = {
  'patient-request': 'patient-request',
  illness: 'illness',
  'no-chaperone': 'no-chaperone',
  clinic: 'clinician-unavailable',
  safety: 'gate-held',
  technical: 'technical',
};
const REASONS = Object.keys(ABORT) as CancelReason[];

/** Takes a dosing session and its visit back, before the dose. */
@Injectable()
export class CancellationService {
  constructor(
    private readonly database: Database,
    private readonly places: CoursePlaces,
    private readonly changes: ChangesService,
    private readonly ending: CourseEnding,
    private readonly audit: Audit,
  ) {}

  /** What it would cost to change a session now. @throws `sessions.not-found` */
  async terms(caller: Caller, sessionId: string): Promise<ChangeTerms> {
    const { startsAt, patientId } = await this.places.read(caller, sessionId);
    const act = { action: 'read-change-terms', objectType: 'dosing-session', objectId: sessionId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    return this.costsAt(startsAt);
  }

  /** @throws `sessions.not-found`, `sessions.already-dosed`, `sessions.session-over`, `scheduling.not-your-reason` */
  async cancel(caller: Caller, sessionId: string, reason: CancelReason): Promise<void> {
    await this.database.transact((tx) => this.cancelIn(tx, caller, sessionId, reason));
  }

  /** The same in a transaction that cancels more. */
  async cancelIn(tx: Tx, caller: Caller, sessionId: string, reason: CancelReason): Promise<void> {
    const place = await this.ending.abort(tx, caller, sessionId, ABORT[reason]);
    this.changes.requireOwnReason(caller, reason);
    const judged = await this.changes.judge(tx, place.appointmentId, reason);
    await this.ending.end(tx, caller, place, { state: cancelledAs(reason, judged.cost) });
    this.changes.note(tx, place.appointmentId, { kind: 'cancelled', reason, by: caller.personId }, judged);
  }

  /** What a change of a session that starts then would cost now, by reason. */
  async costsAt(startsAt: Date): Promise<ChangeTerms> {
    const { lateFrom, isLate, costs } = await this.changes.terms(this.database.read, startsAt, REASONS);
    const onWire = costs.map(({ reason, cost: { feeCents, feeState } }) => ({ reason, feeCents, feeState }));
    return { isLate, lateFrom: lateFrom.toISOString(), costs: onWire };
  }

  /**
   * Records that a session did not take place because somebody did not come.
   *
   * @throws `sessions.not-found`, `sessions.already-dosed`, `sessions.session-over`, `scheduling.too-early`
   */
  async noShow(caller: Caller, sessionId: string, who: 'patient' | 'clinician'): Promise<void> {
    const isPatient = who === 'patient';
    await this.database.transact(async (tx) => {
      const abort = isPatient ? 'patient-absent' : 'clinician-unavailable';
      const place = await this.ending.abort(tx, caller, sessionId, abort);
      const judged = await this.changes.judge(tx, place.appointmentId, isPatient ? 'no-show' : 'clinic');
      this.changes.requireAbsent(judged, who);
      await this.ending.end(tx, caller, place, { state: isPatient ? 'no_show_patient' : 'no_show_clinician' });
      const change = { kind: 'no_show', reason: isPatient ? 'no-show' : 'clinic', by: caller.personId } as const;
      this.changes.note(tx, place.appointmentId, change, judged);
    });
  }
}
