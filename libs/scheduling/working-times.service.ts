import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { AppointmentKind, ChangeWorkingTimes, OutsideAppointment, TimeOff, WorkingTimes } from '#contracts';
import type { Caller } from '#identity';
import { contains, subtract } from '#kernel';
import { Database, type Db, Outbox, type Tx } from '#platform';
import { ClinicianTimes } from './clinician-times.js';
import { hoursChanged } from './messages.js';
import { schedulingProblems } from './problems.js';
import { type Booked, WorkPlanRepository } from './work-plan.repository.js';

/** When somebody is away: days of the place where they are, or instants. `kind` says nothing of why. */
export type TimeAway = TimeOff;
type Answer = Readonly<{ times: WorkingTimes; outside: OutsideAppointment[]; offered: AppointmentKind[] }>;

/** When clinicians work. They say it themselves, or an admin does; what is booked stays booked, and is listed when it lies outside. */
@Injectable()
export class WorkingTimesService {
  constructor(
    private readonly database: Database,
    private readonly plans: WorkPlanRepository,
    private readonly clinicians: ClinicianTimes,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** @throws `care.not-found` for everybody but the clinician and admins */
  async read(caller: Caller, personId: string): Promise<Answer> {
    await this.clinicians.require(caller, personId);
    return this.answer(this.database.read, personId);
  }

  /** @throws `care.not-found`, `scheduling.times-changed`, `scheduling.unknown-zone`, `scheduling.travels-overlap` */
  async change(caller: Caller, personId: string, { basedOn, ...times }: ChangeWorkingTimes): Promise<Answer> {
    await this.clinicians.require(caller, personId);
    requireOnePlaceADay(times.travels);
    await this.database.transact(async (tx) => {
      const zones = [...(times.zone === null ? [] : [times.zone]), ...times.travels.map(({ zone }) => zone)];
      if (!(await this.plans.areZones(tx, zones))) throw schedulingProblems.unknownZone();
      if (!(await this.plans.change(tx, personId, basedOn, times, caller.personId))) throw schedulingProblems.timesChanged();
      await this.audit.record(tx, caller, { action: 'change-working-times', objectType: 'person', objectId: personId });
      await this.outbox.append(tx, hoursChanged, { personId });
    });
    return this.answer(this.database.read, personId);
  }

  /** Takes time from somebody inside a use case of others; what is booked in it stays. Whoever is changing their hours meanwhile is told. */
  async takeOff(tx: Tx, personId: string, away: TimeAway): Promise<void> {
    await this.plans.takeNextVersion(tx, personId);
    await this.plans.addTimeOff(tx, personId, away);
  }

  /** What somebody has booked outside of the hours that they keep. */
  async outside(db: Db, personId: string): Promise<Booked[]> {
    const booked = await this.plans.findBooked(db, personId);
    if (!booked.length) return [];
    const window = { from: booked[0]!.from, to: Math.max(...booked.map(({ to }) => to)) + 1 };
    const { hours, away } = await this.clinicians.hours(db, personId, window);
    const open = subtract(hours, away);
    return booked.filter((one) => !open.some((span) => contains(span, one)));
  }

  /** @throws `care.not-found` */
  async freeStarts(caller: Caller, personId: string, kind: AppointmentKind, from: string, days: number) {
    const clinician = await this.clinicians.require(caller, personId);
    return this.clinicians.freeStarts(this.database.read, clinician, { kind, from, days });
  }

  private async answer(db: Db, personId: string): Promise<Answer> {
    const [card, times, outside] = await Promise.all([
      this.clinicians.card(db, personId),
      this.plans.find(db, personId),
      this.outside(db, personId),
    ]);
    return {
      offered: await this.clinicians.offered(db, card),
      times: { ...times, personId, displayName: card.displayName, personZone: card.zone },
      outside: outside.map(({ appointmentId, kind, startsAt, endsAt }) => ({
        ...{ appointmentId, kind },
        ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      })),
    };
  }
}

/** @throws `scheduling.travels-overlap` */
function requireOnePlaceADay(travels: ChangeWorkingTimes['travels']): void {
  const rising = [...travels].sort((a, b) => a.firstDay.localeCompare(b.firstDay));
  const overlap = rising.some(({ lastDay }, i) => {
    const next = rising[i + 1];
    return next !== undefined && (lastDay === null || next.firstDay <= lastDay);
  });
  if (overlap) throw schedulingProblems.travelsOverlap();
}
