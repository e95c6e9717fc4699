import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { BookedDosingSession, FreeTime, SeriesHold } from '#contracts';
import type { Caller } from '#identity';
import { DAY, type Span } from '#kernel';
import { Database, type Tx } from '#platform';
import { HoldsService, schedulingProblems } from '#scheduling';
import { appointmentsOf, CourseBooking, type HeldPair, heldPairs, type Placed, type Planned } from './course-booking.js';
import { areApart, inSeries } from './domain/series-plan.js';
import { integrationProblems } from './problems.js';
import { SeriesLook } from './series-look.js';
import { SeriesReader, type SeriesStanding } from './series-reader.js';
import { VisitViews } from './visit-views.js';

const LONGEST_DAYS = 3 * 366;
type Wanted = Readonly<{ patientId: string; startsAt: readonly Date[] }>;
/** What was chosen, as the transaction found it that is to take it. */
type Chosen = Readonly<{ standing: SeriesStanding; times: readonly FreeTime[]; isKept: boolean }>;

/** Judges all times of a series in the transaction that takes them. */
@Injectable()
export class SeriesChoice {
  constructor(
    private readonly reader: SeriesReader,
    private readonly series: SeriesLook,
    private readonly holds: HoldsService,
  ) {}

  /**
   * From now on until the transaction ends nobody else takes time of these people.
   *
   * @throws `care.not-found`, `care.no-team`, `scheduling.slot-taken`, `scheduling.not-a-free-time`, `integration.no-visit-time`,
   *         `integration.series-too-long`, `sessions.already-booked`, and the protocol's refusals
   */
  async choose(tx: Tx, caller: Caller, { patientId, startsAt }: Wanted): Promise<Chosen> {
    const starts = startsAt.map((one) => one.getTime());
    const within = spreadOf(starts);
    const all = await this.reader.keep(tx, caller, patientId, { within });
    if (starts.length > all.doses.length) throw integrationProblems.seriesTooLong();
    const standing = { ...all, doses: all.doses.slice(0, starts.length) };
    requireApart(standing, starts);
    const { held } = standing;
    const look = await this.series.of(tx, within, standing);
    const times = await look.require(standing.doses, starts);
    const isKept = held !== null && isWhole(heldPairs(held), held.appointments.length, times);
    return { standing, times, isKept };
  }

  /** What else is held for the patient may lie in the time of what was chosen instead. */
  async giveBack(tx: Tx, { standing: { held }, isKept }: Chosen): Promise<void> {
    if (held && !isKept) await this.holds.end(tx, held.holdId);
  }
}

/** Who did what, and what came of it. */
@Injectable()
export class SeriesRecord {
  constructor(
    private readonly audit: Audit,
    private readonly visitViews: VisitViews,
  ) {}

  held(tx: Tx, caller: Caller, patientId: string, holdId: string): Promise<void> {
    return this.audit.record(tx, caller, { action: 'hold', objectType: 'hold', objectId: holdId, subjectPersonId: patientId });
  }

  /** Each session by itself: whoever asks of one finds who booked it. */
  async booked(tx: Tx, caller: Caller, patientId: string, placed: readonly Placed[]): Promise<void> {
    for (const { sessionId } of placed) {
      const act = { action: 'book', objectType: 'dosing-session', objectId: sessionId, subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
    }
  }

  views(placed: readonly Placed[]): Promise<BookedDosingSession[]> {
    return Promise.all(placed.map((one) => this.visitViews.booked(one)));
  }
}

/** Books a session for each of the next doses of a patient at once. Which dose each is for, and how much, a prescriber has signed. */
@Injectable()
export class CourseSeries {
  constructor(
    private readonly database: Database,
    private readonly choice: SeriesChoice,
    private readonly courses: CourseBooking,
    private readonly holds: HoldsService,
    private readonly record: SeriesRecord,
  ) {}

  /** Keeps all of it for ten minutes, while somebody decides. @throws as `SeriesChoice.choose` does */
  async hold(caller: Caller, patientId: string, startsAt: readonly Date[]): Promise<SeriesHold> {
    return this.database.transact(async (tx) => {
      const { standing, times } = await this.choice.choose(tx, caller, { patientId, startsAt });
      const planned = plannedOf(caller, standing, times);
      const wanted = planned.flatMap(({ course, dose }) => appointmentsOf(standing.people, { ...course, point: dose.course }));
      const { id, until } = await this.holds.hold(tx, patientId, wanted);
      await this.record.held(tx, caller, patientId, id);
      return { id, times: [...times], heldUntil: until.toISOString() };
    });
  }

  /**
   * Books all of it or nothing; what is kept for the patient is booked as it is.
   *
   * @throws as `SeriesChoice.choose` does, and `scheduling.hold-over`, `scheduling.too-near`
   */
  async book(caller: Caller, patientId: string, startsAt: readonly Date[]): Promise<BookedDosingSession[]> {
    const placed = await this.database.transact(async (tx) => {
      const chosen = await this.choice.choose(tx, caller, { patientId, startsAt });
      const { standing, times, isKept } = chosen;
      await this.choice.giveBack(tx, chosen);
      const kept = isKept ? heldPairs(standing.held!) : [];
      const planned = plannedOf(caller, standing, times).map((one, i) => ({ ...one, kept: kept[i] }));
      const made = await this.courses.putAll(tx, planned, standing, isKept ? standing.held! : undefined);
      await this.record.booked(tx, caller, patientId, made);
      return made;
    });
    return this.record.views(placed);
  }
}

/** Where all starts lie; nobody looks at more of a calendar than a course can take. @throws `scheduling.not-a-free-time` */
export function spreadOf(starts: readonly number[]): Span {
  const within = { from: Math.min(...starts), to: Math.max(...starts) + 1 };
  if (within.to - within.from > LONGEST_DAYS * DAY) throw schedulingProblems.notAFreeTime({ reason: 'too-late' });
  return within;
}

function requireApart({ doses }: SeriesStanding, starts: readonly number[]): void {
  if (!areApart(starts, inSeries(doses))) throw schedulingProblems.notAFreeTime({ reason: 'too-near' });
}

const plannedOf = (caller: Caller, { people, doses }: SeriesStanding, times: readonly FreeTime[]): Planned[] =>
  times.map((time, i) => ({
    dose: doses[i]!,
    course: {
      ...{ patientId: people.patient.id, bookedBy: caller.personId },
      ...{ startsAt: new Date(time.startsAt), visitStartsAt: new Date(time.visitStartsAt) },
    },
  }));

/** Whether a hold is exactly this series: the same sessions with the same visits, and nothing else. */
function isWhole(pairs: readonly HeldPair[], appointments: number, times: readonly FreeTime[]): boolean {
  const same = (a: string, b: string) => Date.parse(a) === Date.parse(b);
  const isPair = ({ dosing, integration }: HeldPair, time: FreeTime | undefined) =>
    time !== undefined && same(dosing.startsAt, time.startsAt) && same(integration.startsAt, time.visitStartsAt);
  return appointments === 2 * times.length && pairs.length === times.length && pairs.every((pair, i) => isPair(pair, times[i]));
}
