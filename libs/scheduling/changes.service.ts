import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { LateChange } from '#contracts';
import { allSent, Clock, type Db, type Tx } from '#platform';
import { AppointmentRepository } from './appointment.repository.js';
import { ChangeRepository, type LateRow } from './change.repository.js';
import { absentFrom, type ChangeReason, type Cost, costOf, type LateRule, lateFrom } from './domain/change-terms.js';
import { schedulingProblems } from './problems.js';

/** A change of a booked appointment, judged in the transaction that makes it. */
export type Judged = Readonly<{ startsAt: Date; version: number; now: Date; cost: Cost }>;

/** Late changes: what they cost, said before the click, and decided by a person where no rule waives it. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly appointments: AppointmentRepository,
    private readonly changes: ChangeRepository,
    private readonly care: CareService,
    private readonly clock: Clock,
  ) {}

  /** What a change of an appointment would cost now, by reason. @param startsAt of the appointment */
  async terms<R extends ChangeReason>(db: Db, startsAt: Date, reasons: readonly R[]) {
    const [rule, now] = [await this.rule(db), await this.clock.now(db)];
    const [start, at] = [startsAt.getTime(), now.getTime()];
    const costs = reasons.map((reason) => ({ reason, cost: costOf(start, at, rule, reason) }));
    return { lateFrom: new Date(lateFrom(start, rule)), isLate: at >= lateFrom(start, rule), costs };
  }

  /** What the clinic is to blame for costs nobody anything: only the clinic says so. @throws `scheduling.not-your-reason` */
  requireOwnReason({ role }: Readonly<{ role: string }>, reason: ChangeReason): void {
    if (role === 'patient' && reason === 'clinic') throw schedulingProblems.notYourReason();
  }

  /** Judges a change by the clock of this transaction. @throws `scheduling.not-booked` */
  async judge(tx: Tx, appointmentId: string, reason: ChangeReason): Promise<Judged> {
    const [booked, now, rule] = await allSent([
      this.appointments.findBooked(tx, appointmentId),
      this.clock.now(tx),
      this.rule(tx),
    ]);
    if (!booked) throw schedulingProblems.notBooked();
    return { ...booked, now, cost: costOf(booked.startsAt.getTime(), now.getTime(), rule, reason) };
  }

  /** @throws `scheduling.too-early` to say that somebody has not come */
  requireAbsent({ startsAt, now }: Pick<Judged, 'startsAt' | 'now'>, who: 'patient' | 'clinician'): void {
    if (now.getTime() < absentFrom(startsAt.getTime(), who)) throw schedulingProblems.tooEarly();
  }

  /** Keeps what was changed, with what it costs. */
  note(
    tx: Tx,
    appointmentId: string,
    change: Readonly<{ kind: LateChange['kind']; reason: ChangeReason; by: string; toAt?: Date }>,
    { startsAt: fromAt, cost }: Judged,
  ): void {
    this.changes.insert(tx, { appointmentId, fromAt, cost, ...change, toAt: change.toAt ?? null });
  }

  private async rule(db: Db): Promise<LateRule> {
    const { changeCutoffHours: cutoffHours, lateFeeCents: feeCents } = await this.care.settings(db);
    return { cutoffHours, feeCents };
  }

  /** @returns the open ones first */
  findLate(): Promise<LateRow[]> {
    return this.changes.findLate();
  }

  /** Decides once. @returns whose change it is @throws `scheduling.no-change`, `scheduling.change-decided` */
  async decide(tx: Tx, id: string, decision: 'waived' | 'charged', by: string, reason: string): Promise<string> {
    const patientId = await this.changes.decide(tx, id, decision, by, reason);
    if (patientId) return patientId;
    throw (await this.changes.exists(tx, id)) ? schedulingProblems.changeDecided() : schedulingProblems.noChange();
  }
}
