import { Injectable } from '@nestjs/common';

import { careProblems } from '#care';
import type { AppointmentKind, FreeStarts, Role } from '#contracts';
import { type Caller, Directory, type StaffCard } from '#identity';
import { DAY, type Span, toInstant } from '#kernel';
import { Database, type Db } from '#platform';
import { AvailabilityService, typeOf } from './availability.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { sharesOf, type TypePart } from './domain/appointment-types.js';
import { keptHours, timeOff } from './domain/work-plan.js';

/** The part that a role has in appointments; nobody else has hours. */
const PARTS: Readonly<Partial<Record<Role, TypePart>>> = {
  therapist: 'therapist',
  prescriber: 'prescriber',
  physician: 'prescriber',
};
const iso = (at: number) => new Date(at).toISOString();
export type Clinician = Pick<StaffCard, 'id' | 'role' | 'zone' | 'displayName'>;
type Wanted = Readonly<{ kind: AppointmentKind; from: string; days: number }>;

/** Clinicians as far as their time goes. */
@Injectable()
export class ClinicianTimes {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly calendars: CalendarRepository,
    private readonly availability: AvailabilityService,
  ) {}

  /** @throws `care.not-found` unless it is the caller's own time, or they are an admin and it is a clinician's */
  async require({ personId: callerId, role, zone, displayName }: Caller, personId: string): Promise<Clinician> {
    if (callerId === personId && PARTS[role]) return { id: personId, role, zone, displayName };
    if (role !== 'admin') throw careProblems.notFound();
    return this.card(this.database.read, personId);
  }

  /** @throws `care.not-found` for whoever is no clinician */
  async card(db: Db, personId: string): Promise<Clinician> {
    const card = await this.directory.find(db, personId);
    if (!card || !PARTS[card.role]) throw careProblems.notFound();
    return card;
  }

  /** The hours that a clinician keeps, and when they are away; epoch ms. */
  async hours(db: Db, personId: string, window: Span): Promise<{ hours: Span[]; away: Span[] }> {
    const [{ zone }, { of }] = await Promise.all([
      this.card(db, personId),
      this.calendars.findCalendars(db, [personId], { within: window }),
    ]);
    const plan = await this.availability.planOf(db, of.get(personId)!, zone, window);
    return { hours: keptHours(plan, window), away: timeOff(plan, window) };
  }

  /** What can be booked with a clinician, as far as they are asked. @param wanted `from`: first day in the zone of their hours */
  async freeStarts(db: Db, { id: personId, ...card }: Clinician, { kind, from, days }: Wanted): Promise<FreeStarts> {
    const first = Date.parse(`${from}T00:00:00Z`) / DAY;
    const around = { from: (first - 3) * DAY, to: (first + days + 3) * DAY };
    const calendars = await this.calendars.findCalendars(db, [personId], { within: around });
    const type = typeOf(calendars, kind);
    const zone = calendars.of.get(personId)!.rules?.zone ?? card.zone;
    const table = await this.availability.zoneTable(zone, around, db);
    const [midnight, end] = [first, first + days].map((day) => toInstant(table, { day, minute: 0 })) as [number, number];
    const shares = sharesOf(type).filter(({ part }) => part === PARTS[card.role]);
    if (!shares.length) return { zone, lengthMin: type.lengthMin, starts: [], reason: 'not-offered' };
    const attendees = shares.map(({ part: _, ...share }) => ({ ...share, personId, hoursZone: zone, otherwise: [] }));
    const need = { within: { from: midnight, to: end }, gridZone: zone, now: calendars.now };
    const [openings] = await this.availability.openings(db, { ...need, parties: [{ kind, attendees }] }, calendars);
    const starts = openings!.free().map(iso);
    const reason = starts.length ? null : (openings!.why?.code ?? 'no-free-time');
    return { zone, lengthMin: type.lengthMin, starts, reason };
  }
}
