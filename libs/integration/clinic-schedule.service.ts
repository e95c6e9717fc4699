import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { ClinicSchedule, MovedAs, ScheduleClinician, ScheduleEntry } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import type { Span } from '#kernel';
import { Database } from '#platform';
import { type AgendaAppointment, AgendaService, type ClinicianTime, isSingle } from '#scheduling';
import { SessionStandings } from '#sessions';
import { VisitRepository } from './visit.repository.js';
import { isShown, patientNameOf, patientsOf } from './whose.js';

/** What is asked for. `from`: the first day, as `2026-11-24`; `zone` null for the clinic's. */
export type AskedDays = Readonly<{ from: string; days: number; zone: string | null }>;
type Course = Readonly<{ sessionId: string; movedAs: MovedAs | null }>;

const CLINICIANS: ReadonlySet<string> = new Set(['therapist', 'prescriber']);
const onWire = ({ from, to }: Span) => ({ startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() });

/** Which dosing session an appointment belongs to. */
@Injectable()
export class CourseFinder {
  constructor(
    private readonly database: Database,
    private readonly standings: SessionStandings,
    private readonly visits: VisitRepository,
    private readonly audit: Audit,
  ) {}

  /** By appointment; the look is audited for each patient. */
  async of(caller: Caller, appointmentIds: readonly string[], patientIds: Iterable<string>): Promise<Map<string, Course>> {
    const [sessions, visits] = await Promise.all([
      this.standings.findOf(this.database, appointmentIds),
      this.visits.findOfAppointments(appointmentIds),
    ]);
    await this.audit.recordList(caller, { action: 'list-schedule', objectType: 'appointment' }, patientIds);
    return new Map<string, Course>([
      ...visits.map(({ id, appointmentId, sessionId, state }) => {
        const movedAs = state === 'booked' ? ({ as: 'visit', id } as const) : null;
        return [appointmentId, { sessionId, movedAs }] as const;
      }),
      ...sessions.map(({ appointmentId, sessionId, hasBegun, isOver }) => {
        const movedAs = hasBegun || isOver ? null : ({ as: 'session', id: sessionId } as const);
        return [appointmentId, { sessionId, movedAs }] as const;
      }),
    ]);
  }
}

/** The calendar of the clinic as people see it. */
@Injectable()
export class ClinicScheduleService {
  constructor(
    private readonly database: Database,
    private readonly agenda: AgendaService,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly courses: CourseFinder,
  ) {}

  /** Who works when, and the appointments of the patients whose schedule the caller may see. @throws `scheduling.unknown-zone` */
  async read(caller: Caller, { from, days: count, zone }: AskedDays): Promise<ClinicSchedule> {
    const { read } = this.database;
    const agenda = await this.agenda.read(read, { first: from, count, zone });
    const visible = await this.care.patientsOf(caller, 'schedule');
    const shown = agenda.appointments.filter((one) => isShown(visible, one));
    const patientIds = patientsOf(shown);
    const [courses, names] = await Promise.all([
      this.courses.of(
        caller,
        shown.map(({ appointmentId }) => appointmentId),
        patientIds,
      ),
      this.identity.people(read, [...patientIds]),
    ]);
    return {
      zone: agenda.zone,
      clinicZone: agenda.clinicZone,
      days: agenda.days.map(({ day, ...span }) => ({ day, ...onWire(span) })),
      closed: agenda.closed.map(onWire),
      clinicians: agenda.clinicians.map(toClinician),
      appointments: shown.map((one) => toEntry(one, patientNameOf(names, one), courses.get(one.appointmentId), agenda.now)),
    };
  }
}

const toClinician = ({ id, displayName, role, zone, isDisabled, hours, away }: ClinicianTime): ScheduleClinician => ({
  ...{ personId: id, displayName, role, zone, isDisabled },
  ...{ hours: hours.map(onWire), away: away.map(onWire) },
});

/** What has begun stays where it is; a session, though, begins when somebody begins it. */
function movedAs({ appointmentId, kind, from }: AgendaAppointment, course: Course | undefined, now: number): MovedAs | null {
  if (course?.movedAs?.as === 'session') return course.movedAs;
  if (from <= now) return null;
  if (course) return course.movedAs;
  return kind === 'group' ? { as: 'group', id: appointmentId } : isSingle(kind) ? { as: 'appointment', id: appointmentId } : null;
}

function toEntry(row: AgendaAppointment, patientName: string, course: Course | undefined, now: number): ScheduleEntry {
  const { appointmentId, kind, state, patientId, patientZone, from, to, parties } = row;
  const staff = parties.filter(({ part }) => CLINICIANS.has(part)).map(({ personId }) => personId);
  return {
    ...{ appointmentId, kind, state, patientId, patientName, patientZone },
    ...onWire({ from, to }),
    staffIds: [...new Set(staff)],
    places: row.places,
    sessionId: course?.sessionId ?? null,
    movedAs: state === 'booked' ? movedAs(row, course, now) : null,
  };
}
