import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { SeriesMember, SeriesPlan } from '#contracts';
import type { Caller } from '#identity';
import { DAY, offsetMinAt } from '#kernel';
import { Clock, Database, type Db } from '#platform';
import type { NextDose } from '#protocols';
import { AvailabilityService } from '#scheduling';
import {
  farthestApart,
  inSeries,
  LOOK_DAYS,
  type Member,
  nearestApart,
  planSeries,
  type SeriesWish,
  seriesTargets,
  type Target,
} from './domain/series-plan.js';
import { refusalCode, SeriesLook, type SeriesTime, type SeriesTimes } from './series-look.js';
import { SeriesReader } from './series-reader.js';
import { type Team, TeamReader } from './team.js';

/** What a patient would like. `picks`: instants that were chosen for some doses, by number; epoch ms. */
export type AskedSeries = SeriesWish & Readonly<{ count: number | null; picks: ReadonlyMap<number, number> }>;
/** Of which doses, and when they are wanted. `moving`: appointments that are to be moved there. */
export type Proposal = Readonly<{
  people: Team;
  doses: readonly NextDose[];
  targets: readonly Target[];
  moving?: readonly string[];
}>;
const iso = (at: number) => new Date(at).toISOString();
/** Nobody plans a course that begins later. */
const AHEAD_DAYS = 366;
type Why = SeriesMember['whyNot'][number];
const NOTHING = { everyDays: 0, apartDays: 0, members: [] };

/** Finds what can be had for each of some targets. */
@Injectable()
export class SeriesProposer {
  constructor(
    private readonly reader: SeriesReader,
    private readonly series: SeriesLook,
    private readonly availability: AvailabilityService,
  ) {}

  /** @throws the protocol's refusals, `sessions.already-booked` */
  async propose(db: Db, { people, doses, targets, moving = [] }: Proposal): Promise<SeriesMember[]> {
    const spaced = inSeries(doses);
    const ats = targets.map(({ at }) => at);
    const spread = (LOOK_DAYS + farthestApart(spaced) * targets.length) * DAY; // each that is late makes the next later
    const within = { from: Math.min(...ats) - LOOK_DAYS * DAY, to: Math.max(...ats) + spread };
    const calendars = await this.reader.look(db, people, within, moving);
    const look = await this.series.of(db, within, { people, doses, calendars, isMove: moving.length > 0 });
    const table = await this.availability.zoneTable(people.patient.zone, within, db);
    const after = new Map(spaced.map(({ number, afterDays }) => [number, afterDays]));
    const afterDays = (number: number) => after.get(number)!;
    const distance = { afterDays, notBefore: calendars.now, offsetMinAt: (at: number) => offsetMinAt(table, at) };
    const members = await planSeries<SeriesTime>(targets, distance, (...asked) => look.timesOf(...asked));
    const names = new Map(Object.values(people).map(({ id, displayName }) => [id, displayName]));
    const before: SeriesTime[] = [];
    const found: SeriesMember[] = [];
    for (const member of members) {
      found.push(onWire(member, await whyNot(member, look, before), names));
      if (member.time) before.push(member.time);
    }
    return found;
  }
}

/** Whose series it is, and what their wish means in the zone in which they live. */
@Injectable()
export class SeriesPeople {
  constructor(
    private readonly database: Database,
    private readonly reader: TeamReader,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /** @param scope `rescheduling` for what is booked already @throws `care.not-found`, `care.no-team` */
  async of(caller: Caller, patientId: string, scope: 'planning' | 'rescheduling') {
    const team = await this.reader.readFor(caller, patientId, scope);
    return {
      team,
      patientName: team.patient.displayName,
      zone: team.patient.zone,
      clinicZone: await this.reader.clinicZone(this.database.read),
    };
  }

  async targets({ patient }: Team, doses: readonly NextDose[], { picks, ...wish }: AskedSeries): Promise<Target[]> {
    const now = (await this.clock.now()).getTime();
    const notBefore = Math.max(now, doses[0]!.earliestAt?.getTime() ?? 0);
    const today = Math.floor(notBefore / DAY);
    const firstDay = Math.min(Math.max(wish.firstDay, today - 1), today + AHEAD_DAYS);
    const spaced = inSeries(doses);
    const longest = Math.max(wish.everyDays, farthestApart(spaced));
    const reach = { from: firstDay * DAY, to: (firstDay + longest * (doses.length + 1) + 14) * DAY };
    const table = await this.availability.zoneTable(patient.zone, reach);
    const targets = seriesTargets({ ...wish, firstDay }, spaced, notBefore, table);
    const isNear = (at: number) => notBefore <= at && at < reach.to;
    return targets.map((one) => {
      const picked = picks.get(one.number);
      return picked !== undefined && isNear(picked) ? { number: one.number, at: picked, isSkipped: false } : one;
    });
  }
}

/** Proposes a whole course. Reads only: nothing is kept for anybody until it is held. */
@Injectable()
export class SeriesPlans {
  constructor(
    private readonly database: Database,
    private readonly reader: SeriesReader,
    private readonly proposer: SeriesProposer,
    private readonly people: SeriesPeople,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found`, `care.no-team`; a refusal of the protocol is the reason why there is no proposal */
  async plan(caller: Caller, patientId: string, asked: AskedSeries): Promise<SeriesPlan> {
    const { read } = this.database;
    const { team, ...zones } = await this.people.of(caller, patientId, 'planning');
    const act = { action: 'plan-series', objectType: 'patient', objectId: patientId, subjectPersonId: patientId };
    await this.audit.recordRead(caller, act);
    try {
      const doses = (await this.reader.doses(read, patientId)).slice(0, asked.count ?? undefined);
      const apartDays = nearestApart(inSeries(doses));
      const everyDays = Math.max(asked.everyDays, apartDays);
      const targets = await this.people.targets(team, doses, { ...asked, everyDays });
      const members = await this.proposer.propose(read, { people: team, doses, targets });
      return { ...zones, everyDays, apartDays, members, reason: null };
    } catch (error) {
      return { ...zones, ...NOTHING, reason: refusalCode(error) };
    }
  }
}

/** What speaks against the time that was wanted. */
async function whyNot(
  { number, at, time, tooEarly }: Member<SeriesTime>,
  look: SeriesTimes,
  before: readonly SeriesTime[],
): Promise<Why[]> {
  if (tooEarly) return [{ code: tooEarly, who: null }];
  if (time?.startsAt === at) return [];
  const found = await look.explain(number, at, before);
  return found === 'no-visit-time' ? [{ code: found, who: null }] : [...found];
}

function onWire(member: Member<SeriesTime>, codes: readonly Why[], names: ReadonlyMap<string, string>): SeriesMember {
  const { number, at, isSkipped, time, others, laterMin } = member;
  const named = codes.map(({ code, who }) => ({ code, who: who === null ? null : (names.get(who) ?? null) }));
  const distinct = [...new Map(named.map((one) => [`${one.code} ${one.who}`, one])).values()];
  return {
    ...{ number, wantedAt: iso(at), isSkipped, laterMin, whyNot: distinct },
    ...{ time: time?.time ?? null, others: others.map((one) => one.time) },
  };
}
