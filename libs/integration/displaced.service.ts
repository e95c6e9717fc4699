import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { Audit } from '#audit';
import { CareService } from '#care';
import type { Displaced, DisplacedStanding, MovedAs } from '#contracts';
import { type Caller, IdentityService, type PersonCard } from '#identity';
import { DAY, HOUR, overlaps, type Span } from '#kernel';
import { Clock, Database, type Db } from '#platform';
import { type AgendaAppointment, AgendaService, isSingle } from '#scheduling';
import { SessionStandings, type Standing } from '#sessions';
import { MisfitFinder } from './misfits.js';
import { VisitRepository } from './visit.repository.js';
import { isShown, patientNameOf, patientsOf } from './whose.js';

/**
 * An appointment for which somebody is away, and how far its session has come; null when it has none. `visitId`: a visit that is booked;
 * `isAhead`: it has not begun.
 */
export type DisplacedFact = Readonly<{
  appointment: AgendaAppointment;
  absent: readonly string[];
  session: Standing | null;
  visitId: string | null;
  isAhead: boolean;
}>;
type Concerned = Readonly<{ session: Standing | null; visitId: string | null }>;
type Absence = Readonly<{ personId: string; startsAt: number; endsAt: number }>;
/** So long after its end a session may still be under way. */
const LATEST = 12 * HOUR;
const iso = (at: number) => new Date(at).toISOString();

/** Who is on call although they are away. */
@Injectable()
export class DutyReader {
  constructor(
    private readonly alerts: AlertsService,
    private readonly agenda: AgendaService,
  ) {}

  async absent(db: Db, within: Span): Promise<Absence[]> {
    const [duties, people] = await Promise.all([
      this.alerts.dutiesWithin(db, { from: new Date(within.from), to: new Date(within.to) }),
      this.agenda.clinicians(db, within),
    ]);
    const awayOf = new Map(people.map(({ id, away }) => [id, away]));
    const isAway = ({ personId, startsAt, endsAt }: Absence) => {
      const left = { from: Math.max(startsAt, within.from), to: endsAt };
      return (awayOf.get(personId) ?? []).some((span) => overlaps(span, left));
    };
    return duties.filter(isAway).sort((a, b) => a.startsAt - b.startsAt);
  }
}

/** Looks for appointments and duties in time off. */
@Injectable()
export class DisplacedFinder {
  constructor(
    private readonly misfits: MisfitFinder,
    private readonly standings: SessionStandings,
    private readonly visits: VisitRepository,
    private readonly alerts: DutyReader,
    private readonly clock: Clock,
  ) {}

  /** @param days from now on; a session that is under way is among them, however late it is */
  async find(db: Db, days: number): Promise<DisplacedFact[]> {
    const { from: now, to } = await this.ahead(db, days);
    const looked = await this.misfits.look(db, { from: now - LATEST, to });
    const away = looked
      .map(({ appointment, clinicians }) => ({
        appointment,
        absent: clinicians.filter(({ misfits }) => misfits.includes('away')).map(({ personId }) => personId),
      }))
      .filter(({ absent }) => absent.length > 0);
    const concerned = await this.concerned(
      db,
      away.map(({ appointment }) => appointment.appointmentId),
    );
    return away
      .map((fact) => ({
        ...{ session: null, visitId: null, ...fact, isAhead: fact.appointment.from > now },
        ...concerned.get(fact.appointment.appointmentId),
      }))
      .filter((fact) => fact.appointment.to > now || standingOf(fact) === 'under-way');
  }

  async absentOnCall(db: Db, days: number): Promise<Absence[]> {
    return this.alerts.absent(db, await this.ahead(db, days));
  }

  private async ahead(db: Db, days: number): Promise<Span> {
    const now = (await this.clock.now(db)).getTime();
    return { from: now, to: now + days * DAY };
  }

  /** By appointment; a visit has the session that it follows. */
  private async concerned(db: Db, appointmentIds: readonly string[]): Promise<Map<string, Concerned>> {
    const visits = await this.visits.findOfAppointments(appointmentIds, db);
    const [own, ofVisits] = await Promise.all([
      this.standings.findOf(db, appointmentIds),
      this.standings.findById(
        db,
        visits.map(({ sessionId }) => sessionId),
      ),
    ]);
    const byId = new Map(ofVisits.map((one) => [one.sessionId, one]));
    return new Map<string, Concerned>([
      ...own.map((one) => [one.appointmentId, { session: one, visitId: null }] as const),
      ...visits.map(({ id, appointmentId, sessionId, state }) => {
        return [appointmentId, { session: byId.get(sessionId)!, visitId: state === 'booked' ? id : null }] as const;
      }),
    ]);
  }
}

/** What has to be moved because somebody is not there. It is what the calendars say, and no list of its own: nothing is forgotten. */
@Injectable()
export class DisplacedService {
  constructor(
    private readonly database: Database,
    private readonly finder: DisplacedFinder,
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly audit: Audit,
  ) {}

  /** Of the patients whose schedule the caller may see, by their start. @param days from now on */
  async list(caller: Caller, days: number) {
    const { read } = this.database;
    const [visible, { zone }] = await Promise.all([this.care.patientsOf(caller, 'schedule'), this.care.settings(read)]);
    const found = await this.finder.find(read, days);
    const shown = found.filter(({ appointment }) => isShown(visible, appointment));
    const duties = await this.finder.absentOnCall(read, days);
    const patientIds = patientsOf(shown.map(({ appointment }) => appointment));
    const ids = [...shown.flatMap(({ absent }) => absent), ...patientIds, ...duties.map((one) => one.personId)];
    const people = await this.identity.people(read, [...new Set(ids)]);
    await this.audit.recordList(caller, { action: 'list-displaced', objectType: 'appointment' }, patientIds);
    const nameOf = (id: string) => people.get(id)?.displayName ?? '';
    return {
      clinicZone: zone,
      appointments: shown.map((fact) => onWire(fact, people)),
      duties: duties.map(({ personId, startsAt, endsAt }) => ({
        ...{ personId, displayName: nameOf(personId) },
        ...{ startsAt: iso(startsAt), endsAt: iso(endsAt) },
      })),
    };
  }
}

/** What can be done about it. */
export function standingOf(fact: DisplacedFact): DisplacedStanding {
  const { appointment, session } = fact;
  const isSession = session?.appointmentId === appointment.appointmentId;
  if (isSession && session.hasBegun && !session.isOver) return 'under-way';
  const moved = movedAs(fact);
  if (!moved) return 'by-hand';
  return moved.as === 'session' && !isSession ? 'with-session' : 'movable';
}

/** How it is moved: a visit with its session until that has begun, and then by itself. Null when it is not. */
function movedAs({ appointment, session, visitId, isAhead }: DisplacedFact): MovedAs | null {
  if (session && !session.hasBegun && !session.isOver) return { as: 'session', id: session.sessionId };
  if (!isAhead) return null;
  if (visitId) return { as: 'visit', id: visitId };
  if (appointment.kind === 'group') return { as: 'group', id: appointment.appointmentId };
  return isSingle(appointment.kind) ? { as: 'appointment', id: appointment.appointmentId } : null;
}

function onWire(fact: DisplacedFact, people: ReadonlyMap<string, PersonCard>): Displaced {
  const { appointmentId, kind, patientId, patientZone, from, to } = fact.appointment;
  const nameOf = (id: string) => people.get(id)?.displayName ?? '';
  return {
    ...{ appointmentId, kind, patientId, patientZone, patientName: patientNameOf(people, fact.appointment) },
    ...{ startsAt: iso(from), endsAt: iso(to), sessionId: fact.session?.sessionId ?? null },
    ...{ standing: standingOf(fact), movedAs: movedAs(fact) },
    absent: fact.absent.map((personId) => ({ personId, displayName: nameOf(personId) })),
  };
}
