import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { FreeTime } from '#contracts';
import { DAY, Problem, type Span } from '#kernel';
import { Clock, type Db, type Tx } from '#platform';
import type { NextDose } from '#protocols';
import { isUseful, offerEnds } from './domain/waiting-turn.js';
import { FreeTimesService } from './free-times.service.js';
import { OfferRepository } from './offer.repository.js';
import type { People } from './parties.js';
import { TeamReader } from './team.js';
import type { Wait } from './waiting.repository.js';

/** When somebody is not to be woken, as disjoint and rising spans. Comes from those who send messages. */
export type QuietTimes = Readonly<{ spans: (on: Db, personId: string, within: Span) => Promise<Span[]> }>;
/** A time for somebody who waits, and until when it would be kept for them; or why there is none, as a code. */
export type Sought = Readonly<{ time: FreeTime; dose: NextDose; people: People; until: Date }> | Readonly<{ reason: string }>;

/** So far ahead a time is looked for. */
const AHEAD_DAYS = 56;
/** So far ahead quiet hours are asked for. */
const QUIET_DAYS = 7;

/** Finds the first time that somebody who waits can use. */
@Injectable()
export class WaitingSeeker {
  constructor(
    private readonly freeTimes: FreeTimesService,
    private readonly team: TeamReader,
    private readonly offers: OfferRepository,
    private readonly care: CareService,
    private readonly clock: Clock,
  ) {}

  async seek(tx: Tx, wait: Wait, quiet: QuietTimes): Promise<Sought> {
    try {
      return await this.find(tx, wait, quiet);
    } catch (error) {
      if (!(error instanceof Problem) || (error.kind !== 'refused' && error.kind !== 'not-found')) throw error;
      return { reason: error.code.split('.')[1]! };
    }
  }

  private async find(tx: Tx, wait: Wait, quiet: QuietTimes): Promise<Sought> {
    const { patientId, firstDay, lastDay } = wait;
    const now = (await this.clock.now(tx)).getTime();
    const until = await this.keptUntil(tx, patientId, now, quiet);
    if (until === null) return { reason: 'always-quiet' };
    const people = await this.team.read(tx, patientId);
    const booked = await this.team.bookedNext(tx, patientId);
    const before = booked?.startsAt.getTime() ?? null;
    const within = { from: until + 1, to: Math.min(now + AHEAD_DAYS * DAY, before ?? Number.POSITIVE_INFINITY) };
    if (within.from >= within.to) return { reason: 'too-near' };
    const { dayAt } = await this.team.calendar(people.patient.zone, { from: now - DAY, to: within.to }, tx);
    const refused = (await this.offers.findRefused(tx, wait.id)).map((at) => at.getTime()).filter((at) => at >= now - DAY);
    const wishes = { firstDay, lastDay, before, refusedDays: refused.map(dayAt) };
    const terms = { now: until, instead: booked?.id ?? null, isUseful: (at: number) => isUseful(at, wishes, dayAt) };
    const found = await this.freeTimes.first(tx, people, within, terms);
    return found ? { ...found, people, until: new Date(until) } : { reason: 'no-earlier-time' };
  }

  private async keptUntil(tx: Tx, patientId: string, now: number, quiet: QuietTimes): Promise<number | null> {
    const known = { from: now, to: now + QUIET_DAYS * DAY };
    const { offerHoldMin } = await this.care.settings(tx);
    return offerEnds(now, offerHoldMin, await quiet.spans(tx, patientId, known), known.to);
  }
}
