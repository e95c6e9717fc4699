import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { Directory, type StaffCard } from '#identity';
import { DAY, type Span, toInstant } from '#kernel';
import type { Db } from '#platform';
import { AgendaRepository, type AgendaRow } from './agenda.repository.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarRepository, type Calendars } from './calendar.repository.js';
import type { Time } from './domain/misfit.js';
import { fullDays, keptHours, timeOff } from './domain/work-plan.js';
import { schedulingProblems } from './problems.js';

export type AgendaAppointment = AgendaRow;
/** When a clinician works, is away, and has days on which more begins than they take; epoch ms. */
export type ClinicianTime = StaffCard & Time;
/** Days of the calendar of `zone`; a day may have 23 or 25 hours. */
export type Agenda = Readonly<{
  zone: string;
  clinicZone: string;
  /** The clinic's clock; epoch ms. */
  now: number;
  days: readonly (Span & Readonly<{ day: string }>)[];
  closed: readonly Span[];
  clinicians: readonly ClinicianTime[];
  appointments: readonly AgendaAppointment[];
}>;

/** What somebody looks at: `first` as `2026-11-24`; `zone` null for the clinic's. */
export type Page = Readonly<{ first: string; count: number; zone: string | null }>;

/** The calendar of the whole clinic: who works when, and what is booked. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly agenda: AgendaRepository,
    private readonly directory: Directory,
    private readonly calendars: CalendarRepository,
    private readonly availability: AvailabilityService,
    private readonly care: CareService,
  ) {}

  /** @throws `scheduling.unknown-zone` */
  async read(db: Db, { first, count, zone: wanted }: Page): Promise<Agenda> {
    const settings = await this.care.settings(db);
    if (wanted !== null && !(await this.agenda.isZone(db, wanted))) throw schedulingProblems.unknownZone();
    const zone = wanted ?? settings.zone;
    const days = await this.days(db, zone, Date.parse(`${first}T00:00:00Z`) / DAY, count);
    const within = { from: days[0]!.from, to: days.at(-1)!.to };
    const [now, appointments, clinicians, closed] = await Promise.all([
      this.agenda.now(db),
      this.agenda.findWithin(db, within),
      this.clinicians(db, within),
      this.availability.closed(db, settings, within),
    ]);
    const busy = new Set(appointments.flatMap(({ parties }) => parties.map(({ personId }) => personId)));
    const shown = clinicians.filter(({ id, isDisabled }) => !isDisabled || busy.has(id));
    return { zone, clinicZone: settings.zone, now, days, closed, clinicians: shown, appointments };
  }

  /** What touches a stretch of time (epoch ms), by its start. */
  appointmentsWithin(db: Db, within: Span): Promise<AgendaAppointment[]> {
    return this.agenda.findWithin(db, within);
  }

  /** All who treat patients here, with the hours that they keep in a stretch of time and when they are away. */
  async clinicians(db: Db, within: Span): Promise<ClinicianTime[]> {
    const people = await this.directory.clinicians(db);
    const calendars = await this.calendars.findCalendars(
      db,
      people.map(({ id }) => id),
      within,
    );
    return Promise.all(people.map((person) => this.timeOf(db, person, calendars, within)));
  }

  private async timeOf(db: Db, person: StaffCard, { of }: Calendars, within: Span): Promise<ClinicianTime> {
    const calendar = of.get(person.id)!;
    const plan = await this.availability.planOf(db, calendar, person.zone, within);
    const cap = calendar.rules?.dailyCap;
    const overfull = cap ? fullDays(plan, calendar.startsAt, cap + 1) : [];
    return { ...person, hours: keptHours(plan, within), away: timeOff(plan, within), overfull };
  }

  private async days(db: Db, zone: string, first: number, count: number): Promise<Agenda['days']> {
    const table = await this.availability.zoneTable(zone, { from: (first - 2) * DAY, to: (first + count + 2) * DAY }, db);
    const midnight = (day: number) => toInstant(table, { day, minute: 0 });
    return Array.from({ length: count }, (_, i) => ({
      day: new Date((first + i) * DAY).toISOString().slice(0, 10),
      from: midnight(first + i),
      to: midnight(first + i + 1),
    }));
  }
}
