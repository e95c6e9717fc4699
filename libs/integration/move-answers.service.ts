import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { MoveAnswer, WhyNot } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { DAY, MINUTE, Problem, type Span } from '#kernel';
import { Clock, Database } from '#platform';
import { ProtocolsService } from '#protocols';
import { AvailabilityService, type Openings, type Party, type Refusal, slots } from '#scheduling';
import { type CoursePlace, CoursePlaces } from './course-places.js';
import { type Calendar, visitWindow } from './domain/visit-window.js';
import { wantedPoint } from './free-times.service.js';
import { attendeesOf, BOOKING_RULES, dosingParties, type People, visitParties } from './parties.js';
import { TeamReader } from './team.js';

const { dosingMin, visitAfterHours } = BOOKING_RULES;
/** A visit is on the day after, whatever the zones. */
const VISIT_WITHIN = 3 * DAY;
const iso = (at: number) => new Date(at).toISOString();

type Looked = Readonly<{ dosing: Openings; visit: Openings; calendar: Calendar; refusal: string | null }>;
type Names = (personId: string) => string | null;

/** Who would have to come, and what they are called. */
@Injectable()
export class MovePeople {
  constructor(
    private readonly team: TeamReader,
    private readonly identity: IdentityService,
  ) {}

  of(caller: Caller, patientId: string): Promise<People> {
    return this.team.readFor(caller, patientId, 'rescheduling');
  }

  async names({ read }: Database, people: People): Promise<Names> {
    const cards = await this.identity.people(
      read,
      Object.values(people).map(({ id }) => id),
    );
    return (personId) => cards.get(personId)?.displayName ?? null;
  }
}

/** When the people of a session could meet, and what the protocol has to say of it. */
@Injectable()
export class MoveRules {
  constructor(
    private readonly database: Database,
    private readonly protocols: ProtocolsService,
    private readonly availability: AvailabilityService,
    private readonly team: TeamReader,
    private readonly clock: Clock,
  ) {}

  async look({ patientId, appointmentId, visit }: CoursePlace, people: People, within: Span): Promise<Looked> {
    const { read } = this.database;
    const withVisits = { from: within.from, to: within.to + VISIT_WITHIN };
    const own = [appointmentId, visit.appointmentId];
    const { course, refusal } = await this.spacing(patientId, own);
    const parties = [
      { kind: 'dosing', attendees: attendeesOf(dosingParties(people), people), ...(course ? { course } : {}) },
      { kind: 'integration', attendees: attendeesOf(visitParties(people), people) },
    ] as const;
    const common = { gridZone: people.patient.zone, now: (await this.clock.now()).getTime() };
    const need = { parties, within: withVisits, ...common, except: own };
    const [[dosing, ofVisit], calendar] = await Promise.all([
      this.availability.openings(read, need),
      this.team.calendar(people.patient.zone, withVisits),
    ]);
    return { dosing: dosing!, visit: ofVisit!, calendar, refusal };
  }

  private async spacing(patientId: string, moving: readonly string[]): Promise<Pick<Looked, 'refusal'> & Pick<Party, 'course'>> {
    try {
      const dose = await this.protocols.nextDose(this.database.read, patientId, moving);
      return { course: { ...wantedPoint(dose), patientId }, refusal: null };
    } catch (error) {
      if (error instanceof Problem && error.kind === 'refused') return { refusal: error.code.split('.')[1]! };
      throw error;
    }
  }
}

/** What the rules say of every start to which a session could be dragged: possible, or why not. The move itself asks them again. */
@Injectable()
export class MoveAnswersService {
  constructor(
    private readonly database: Database,
    private readonly places: CoursePlaces,
    private readonly people: MovePeople,
    private readonly rules: MoveRules,
    private readonly audit: Audit,
  ) {}

  /** @param within epoch ms @throws `sessions.not-found`, `care.no-team` */
  async list(caller: Caller, sessionId: string, within: Span): Promise<{ lengthMin: number; answers: MoveAnswer[] }> {
    const place = await this.places.read(caller, sessionId);
    const people = await this.people.of(caller, place.patientId);
    const looked = await this.rules.look(place, people, within);
    const nameOf = await this.people.names(this.database, people);
    const act = { action: 'list-free-times', objectType: 'dosing-session', objectId: sessionId };
    await this.audit.recordRead(caller, { ...act, subjectPersonId: place.patientId });
    const everywhere = { ...looked.dosing.search, possible: [{ from: within.from, to: within.to - 1 }] };
    return { lengthMin: dosingMin, answers: slots(everywhere, within).map((at) => answerOf(at, looked, nameOf)) };
  }
}

function answerOf(at: number, { dosing, visit, calendar, refusal }: Looked, nameOf: Names): MoveAnswer {
  const whyNot: WhyNot[] = distinct(dosing.explain(at)).map(({ code, who }) => ({ code, who: who && nameOf(who) }));
  if (refusal) whyNot.push({ code: refusal, who: null });
  const [visitAt] = whyNot.length ? [] : visit.free(visitWindow(at + dosingMin * MINUTE, calendar, visitAfterHours));
  if (!whyNot.length && visitAt === undefined) whyNot.push({ code: 'no-visit-time', who: null });
  return { startsAt: iso(at), visitStartsAt: visitAt === undefined ? null : iso(visitAt), whyNot };
}

/** Whoever takes part in two ways is in the way once. */
const distinct = (refusals: readonly Refusal[]): Refusal[] => [
  ...new Map(refusals.map((refusal) => [`${refusal.code} ${refusal.who}`, refusal])).values(),
];
