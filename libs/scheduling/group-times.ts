import { Injectable } from '@nestjs/common';

import { CareService, careProblems } from '#care';
import { Directory, type StaffCard } from '#identity';
import { DAY, type Span } from '#kernel';
import type { Db } from '#platform';
import { AgendaService } from './agenda.service.js';
import type { PartyTime } from './appointment.repository.js';
import { AppointmentTypesService } from './appointment-types.service.js';
import { type Attendee, AvailabilityService, type Openings } from './availability.service.js';
import type { Calendars } from './calendar.repository.js';
import type { AppointmentType, TypePart } from './domain/appointment-types.js';
import { misfitsOf } from './domain/misfit.js';
import type { GroupRow, Leader } from './group.repository.js';
import { schedulingProblems } from './problems.js';

/** Who is to lead a group. */
export type Leading = Readonly<{ type: AppointmentType; cards: readonly StaffCard[]; leaders: readonly Leader[] }>;
type Look = Readonly<{
  within: Span;
  lengthMin: number;
  /** In whose zone starts fall on the clock. */
  zone: string;
  leaders: readonly Pick<StaffCard, 'id' | 'zone'>[];
  /** Who has a place: their time counts, their wishes do not, for a group suits itself to nobody. */
  patientIds: readonly string[];
  calendars: Calendars;
}>;
const PART: Readonly<Record<string, TypePart>> = { therapist: 'therapist', prescriber: 'prescriber', physician: 'prescriber' };

export const wholeTime = (personId: string, part: Leader['part'], lengthMin: number): PartyTime => ({
  ...{ personId, part, fromMin: 0, toMin: lengthMin, time: 'whole' },
});

/** When people can come together in a group, and who of those who lead it is there. */
@Injectable()
export class GroupTimes {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly directory: Directory,
    private readonly types: AppointmentTypesService,
    private readonly agenda: AgendaService,
    private readonly care: CareService,
  ) {}

  type(on: Db): Promise<AppointmentType> {
    return this.types.find(on, 'group');
  }

  async clinicZone(on: Db): Promise<string> {
    return (await this.care.settings(on)).zone;
  }

  /** @throws `care.not-found` for whoever does not treat patients here; `scheduling.group-needs` unless its kind's parts are filled */
  async leading(on: Db, staffIds: readonly string[]): Promise<Leading> {
    const [type, clinicians] = [await this.type(on), await this.clinicians(on)];
    const cards = [...new Set(staffIds)].map((id) => {
      const card = clinicians.find((one) => one.id === id);
      if (!card) throw careProblems.notFound();
      return card;
    });
    const leaders = cards.map(({ id, role }): Leader => ({ personId: id, part: PART[role]! }));
    const needed = type.parts.filter(({ part }) => part === 'therapist' || part === 'prescriber');
    if (!needed.every(({ part }) => leaders.some((leader) => leader.part === part))) throw schedulingProblems.groupNeeds();
    return { type, cards, leaders };
  }

  /** Those who lead a group that there is; whoever has left is not there to be asked. */
  async cardsOf(on: Db, { leaders }: Pick<GroupRow, 'leaders'>): Promise<StaffCard[]> {
    const clinicians = await this.directory.clinicians(on);
    return clinicians.filter(({ id }) => leaders.some(({ personId }) => personId === id));
  }

  async openings(on: Db, { within, lengthMin, zone, leaders, patientIds, calendars }: Look): Promise<Openings> {
    const share = { fromMin: 0, toMin: lengthMin, time: 'whole', otherwise: [] } as const;
    const attendees: Attendee[] = [
      ...leaders.map((leader) => ({ ...share, personId: leader.id, hoursZone: leader.zone })),
      ...patientIds.map((personId) => ({ ...share, personId, hoursZone: null })),
    ];
    const need = { parties: [{ kind: 'group', attendees } as const], within, gridZone: zone, now: calendars.now };
    return (await this.availability.openings(on, need, calendars))[0]!;
  }

  /** When each of some clinicians could lead a group, by themselves; in their order. */
  ofEach(on: Db, leaders: readonly StaffCard[], look: Omit<Look, 'leaders' | 'patientIds'>): Promise<Openings[]> {
    const { within, lengthMin, zone: gridZone, calendars } = look;
    const parties = leaders.map(({ id: personId, zone: hoursZone }) => {
      const attendees: Attendee[] = [{ personId, fromMin: 0, toMin: lengthMin, time: 'whole', hoursZone, otherwise: [] }];
      return { kind: 'group', attendees } as const;
    });
    return this.availability.openings(on, { parties, within, gridZone, now: calendars.now }, calendars);
  }

  /** Who treats patients here, by name. */
  async clinicians(on: Db): Promise<StaffCard[]> {
    return (await this.directory.clinicians(on)).filter(({ isDisabled }) => !isDisabled);
  }

  /** When a patient could come to groups of some lengths (minutes), whatever suits them. By length. */
  async ofPatient(
    on: Db,
    personId: string,
    { lengths, within, calendars }: Readonly<{ lengths: readonly number[]; within: Span; calendars: Calendars }>,
  ): Promise<Map<number, Openings>> {
    const parties = lengths.map((toMin) => {
      const attendees: Attendee[] = [{ personId, fromMin: 0, toMin, time: 'whole', hoursZone: null, otherwise: [] }];
      return { kind: 'group', attendees } as const;
    });
    const openings = await this.availability.openings(on, { parties, within, gridZone: 'UTC', now: calendars.now }, calendars);
    return new Map(lengths.map((lengthMin, i) => [lengthMin, openings[i]!]));
  }

  /** How many of those who lead each group are there, as far as anybody knows: neither away nor gone. By group. */
  async present(on: Db, groups: readonly GroupRow[]): Promise<Map<string, number>> {
    if (!groups.length) return new Map();
    const [from, to] = [
      Math.min(...groups.map(({ startsAt }) => startsAt.getTime())),
      Math.max(...groups.map(({ endsAt }) => endsAt.getTime())),
    ];
    const people = new Map((await this.agenda.clinicians(on, { from: from - DAY, to: to + DAY })).map((one) => [one.id, one]));
    return new Map(
      groups.map(({ id, leaders, startsAt, endsAt }) => {
        const share = { from: startsAt.getTime(), to: endsAt.getTime() };
        const there = leaders.filter(({ personId }) => {
          const person = people.get(personId);
          return person && !person.isDisabled && !misfitsOf(share, share.from, person).includes('away');
        });
        return [id, there.length];
      }),
    );
  }
}
