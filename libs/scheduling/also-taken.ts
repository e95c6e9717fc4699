import { MINUTE, overlaps, type Span, union } from '#kernel';
import type { NewAppointment, PartyTime } from './appointment.repository.js';
import type { Calendar, Calendars } from './calendar.repository.js';

type Foreseen = Pick<NewAppointment, 'kind' | 'startsAt' | 'parties' | 'course' | 'patientId'>;

/**
 * People's time as if some appointments that are not booked yet were: those of a series that are near to each other are judged one after
 * the other.
 *
 * @param calendars of everybody who has a part in them
 */
export function alsoTaken(calendars: Calendars, appointments: readonly Foreseen[]): Calendars {
  const of = new Map(calendars.of);
  for (const { kind, parties, course, patientId, ...when } of appointments) {
    const startsAt = when.startsAt.getTime();
    for (const party of parties) of.set(party.personId, withShare(of.get(party.personId)!, kind, startsAt, party));
    for (const id of new Set(parties.map(({ personId }) => personId))) {
      const own = of.get(id)!;
      const planned = course && id === patientId ? [...own.planned, { ...course, startsAt }] : own.planned;
      of.set(id, { ...own, planned, startsAt: [...own.startsAt, startsAt] });
    }
  }
  return { ...calendars, of };
}

function withShare(calendar: Calendar, kind: Foreseen['kind'], startsAt: number, party: PartyTime): Calendar {
  const share = { from: startsAt + party.fromMin * MINUTE, to: startsAt + party.toMin * MINUTE };
  const own = party.time === 'whole' ? 0 : freeLane(calendar, share);
  const taken = (lane: number) => (lane === own ? union([...calendar.taken(lane), share]) : calendar.taken(lane));
  return { ...calendar, taken, meetings: own === 0 ? [...calendar.meetings, { kind, ...share }] : calendar.meetings };
}

/** The lowest lane in which somebody can follow one more, as booking takes it. */
function freeLane(calendar: Calendar, share: Span): number {
  let lane = 1;
  while (calendar.taken(lane).some((span) => overlaps(span, share))) lane++;
  return lane;
}
