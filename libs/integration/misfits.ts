import { Injectable } from '@nestjs/common';

import { DAY, type Span } from '#kernel';
import type { Db } from '#platform';
import { type AgendaAppointment, AgendaService, type ClinicianTime, type Misfit, misfitsOf } from '#scheduling';

/** An appointment that is booked, and each of its clinicians with what has changed in their time since. */
export type Looked = Readonly<{
  appointment: AgendaAppointment;
  clinicians: readonly Readonly<{ personId: string; part: 'therapist' | 'prescriber'; misfits: readonly Misfit[] }>[];
}>;

/** Hours, time off and caps that have changed under what is booked. */
@Injectable()
export class MisfitFinder {
  constructor(private readonly agenda: AgendaService) {}

  /** Everything that is booked and touches a stretch of time (epoch ms), whether it fits or not; by its start. */
  async look(db: Db, within: Span): Promise<Looked[]> {
    const appointments = (await this.agenda.appointmentsWithin(db, within)).filter(({ state }) => state === 'booked');
    const ends = appointments.map(({ to }) => to);
    const people = await this.agenda.clinicians(db, {
      from: within.from - DAY_BEFORE,
      to: Math.max(within.to, ...ends) + DAY_BEFORE,
    });
    const timeOf = new Map(people.map((one) => [one.id, one]));
    return appointments.map((appointment) => ({ appointment, clinicians: cliniciansOf(appointment, timeOf) }));
  }
}

/** A day on which an appointment begins is looked at whole. */
const DAY_BEFORE = DAY;

const cliniciansOf = ({ parties, from: startsAt }: AgendaAppointment, timeOf: ReadonlyMap<string, ClinicianTime>) =>
  parties.flatMap(({ personId, part, from, to }) => {
    const time = timeOf.get(personId);
    if ((part !== 'therapist' && part !== 'prescriber') || from === null || to === null || !time) return [];
    return [{ personId, part, misfits: misfitsOf({ from, to }, startsAt, time) }];
  });
