import { Controller } from '@nestjs/common';

import { bookSeries, cancelRest, holdSeries, moveRest, planRest, planSeries, readRest } from '#contracts';
import type { Caller } from '#identity';
import { type AskedSeries, CourseSeries, RestCancellation, RestMoves, RestPlans, SeriesPlans } from '#integration';
import { DAY } from '#kernel';
import { SignedIn } from '../edge/policy.js';
import { Asks, type Input as In, Input, Serves } from '../edge/serves.js';

/** Several sessions at once: a whole course, or what is left of one. */
@Controller()
export class SeriesController {
  constructor(
    private readonly plans: SeriesPlans,
    private readonly series: CourseSeries,
    private readonly cancellation: RestCancellation,
    private readonly restPlans: RestPlans,
    private readonly restMoves: RestMoves,
  ) {}

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(planSeries)
  plan(@Asks() caller: Caller, @Input() { params, query }: In<typeof planSeries>) {
    return this.plans.plan(caller, params.patientId, askedSeries(query));
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(holdSeries)
  hold(@Asks() caller: Caller, @Input() { body }: In<typeof holdSeries>) {
    return this.series.hold(caller, body.patientId, body.startsAt.map(toDate));
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician')
  @Serves(bookSeries)
  async book(@Asks() caller: Caller, @Input() { body }: In<typeof bookSeries>) {
    return { sessions: await this.series.book(caller, body.patientId, body.startsAt.map(toDate)) };
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(readRest)
  read(@Asks() caller: Caller, @Input() { params }: In<typeof readRest>) {
    return this.cancellation.read(caller, params.sessionId);
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(cancelRest)
  async cancel(@Asks() caller: Caller, @Input() { params, body }: In<typeof cancelRest>): Promise<null> {
    await this.cancellation.cancel(caller, params.sessionId, body.reason);
    return null;
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(planRest)
  planRest(@Asks() caller: Caller, @Input() { params, query }: In<typeof planRest>) {
    return this.restPlans.plan(caller, params.sessionId, { days: query.days, minute: query.time ? minuteOf(query.time) : null });
  }

  @SignedIn('patient', 'therapist', 'prescriber', 'physician', 'admin')
  @Serves(moveRest)
  async move(@Asks() caller: Caller, @Input() { params, body }: In<typeof moveRest>) {
    const wanted = { startsAt: body.startsAt.map(toDate), reason: body.reason };
    return { sessions: await this.restMoves.move(caller, params.sessionId, wanted) };
  }
}

const toDate = (iso: string) => new Date(iso);

const minuteOf = (time: string) => 60 * Number(time.slice(0, 2)) + Number(time.slice(3));

/** A wish as it stands in the address. */
function askedSeries({ from, weekday, time, everyDays, count, picks }: In<typeof planSeries>['query']): AskedSeries {
  const picked = (picks?.split(',') ?? []).map((one) => one.split('@') as [string, string]);
  return {
    ...{ firstDay: Date.parse(`${from}T00:00:00Z`) / DAY, isoWeekday: weekday, minute: minuteOf(time), everyDays },
    count: count ?? null,
    picks: new Map(picked.map(([number, at]) => [Number(number), Date.parse(at)])),
  };
}
