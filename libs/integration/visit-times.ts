import { Injectable } from '@nestjs/common';

import type { PersonCard } from '#identity';
import { MINUTE, type Span } from '#kernel';
import type { Db, Tx } from '#platform';
import {
  AvailabilityService,
  type Calendars,
  type Openings,
  type Refusal,
  type Rule,
  SchedulingService,
  slots,
} from '#scheduling';
import { SessionsService } from '#sessions';
import { visitWindow } from './domain/visit-window.js';
import { attendeesOf, BOOKING_RULES, visitParties } from './parties.js';
import { TeamReader } from './team.js';
import type { Visit } from './visit.repository.js';

type Therapist = Readonly<{ card: PersonCard; openings: Openings }>;
type PatientCalendar = NonNullable<ReturnType<Calendars['of']['get']>>;
type Read = (personIds: readonly string[], look: Parameters<AvailabilityService['look']>[2]) => Promise<Calendars>;
/** Why a visit cannot be at a start; `out-of-window`: it belongs to the day after its session. */
export type VisitRefusal = Omit<Refusal, 'code'> & Readonly<{ code: Refusal['code'] | 'out-of-window' }>;

/**
 * Where a visit may stand: all starts in its window, of which each can be asked about. Its own therapist holds it; whoever else of the
 * patient's team covers for them does so only where they are away, or when they have left.
 */
export class VisitRoom {
  constructor(
    readonly patient: PersonCard,
    readonly window: Span,
    private readonly own: Therapist | null,
    private readonly covers: readonly Therapist[],
  ) {}

  /** Starts that can be had. @returns rising; epoch ms */
  free(): number[] {
    return this.all(this.window).filter((at) => this.therapistAt(at) !== null);
  }

  /** Every start on the grid, whether or not it can be had. @param within epoch ms @returns rising; epoch ms */
  all(within: Span): number[] {
    const [any] = this.own ? [this.own] : this.covers;
    if (!any) return [];
    const possible = [{ from: within.from, to: within.to - 1 }];
    return slots({ ask: { ...any.openings.search.ask, within }, possible, why: null }, within);
  }

  /** Who holds a visit that starts at an instant; null when it cannot. */
  therapistAt(at: number): PersonCard | null {
    if (this.isOutside(at)) return null;
    if (this.own?.openings.isBookable(at)) return this.own.card;
    if (this.own && !this.own.openings.explain(at).some(({ code, who }) => code === 'away' && who === this.own!.card.id))
      return null;
    return this.covers.find(({ openings }) => openings.isBookable(at))?.card ?? null;
  }

  /** Everything that speaks against a start; nothing exactly where somebody holds the visit. */
  explain(at: number): VisitRefusal[] {
    if (this.isOutside(at)) return [{ code: 'out-of-window', who: null }];
    if (this.therapistAt(at)) return [];
    const [asked] = this.own ? [this.own] : this.covers;
    return asked?.openings.explain(at) ?? [{ code: 'not-offered', who: null }];
  }

  private isOutside(at: number): boolean {
    return at < this.window.from || at >= this.window.to;
  }
}

/** It is over before the next session begins: until then the dose of that is locked. @param dischargeAt epoch ms */
function beforeNext(dischargeAt: number, { planned }: Pick<PatientCalendar, 'planned'>): Rule[] {
  const next = Math.min(...planned.map(({ startsAt }) => startsAt).filter((startsAt) => startsAt > dischargeAt));
  return Number.isFinite(next) ? [{ code: 'too-late', notAfter: next - BOOKING_RULES.visitMin * MINUTE }] : [];
}

/** When a visit could take place beside the session that it follows. */
@Injectable()
export class VisitTimes {
  constructor(
    private readonly sessions: SessionsService,
    private readonly scheduling: SchedulingService,
    private readonly availability: AvailabilityService,
    private readonly team: TeamReader,
  ) {}

  /** Counted from the real discharge; before it from the planned end. Its own time counts as free. */
  of(on: Db, visit: Visit, patientId: string): Promise<VisitRoom> {
    return this.room(on, visit, patientId, (ids, look) => this.availability.look(on, ids, look));
  }

  /** The same, kept from everybody else until this transaction ends. */
  keep(tx: Tx, visit: Visit, patientId: string): Promise<VisitRoom> {
    return this.room(tx, visit, patientId, (ids, look) => this.availability.keep(tx, ids, look));
  }

  private async room(on: Db, visit: Visit, patientId: string, read: Read): Promise<VisitRoom> {
    const { patient, own, covers } = await this.team.ofVisit(on, patientId, visit.therapistId);
    const dischargeAt = await this.dischargeOf(on, visit.sessionId);
    const { zone } = patient;
    const calendar = await this.team.calendar(zone, { from: dischargeAt, to: dischargeAt }, on);
    const window = visitWindow(dischargeAt, calendar, BOOKING_RULES.visitAfterHours);
    const therapists = [...(own ? [own] : []), ...covers];
    const ids = [patient.id, ...therapists.map(({ id }) => id)];
    const calendars = await read(ids, { within: window, except: [visit.appointmentId] });
    const rules = beforeNext(dischargeAt, calendars.of.get(patient.id)!);
    const parties = therapists.map((therapist) => {
      const people = { patient, therapist };
      return { kind: 'integration', attendees: attendeesOf(visitParties(people), people), rules } as const;
    });
    const openings = await this.availability.openings(
      on,
      { parties, within: window, gridZone: zone, now: calendars.now },
      calendars,
    );
    const asked = therapists.map((card, i) => ({ card, openings: openings[i]! }));
    return new VisitRoom(patient, window, own ? asked[0]! : null, own ? asked.slice(1) : asked);
  }

  private async dischargeOf(on: Db, sessionId: string): Promise<number> {
    const { appointmentId, dischargedAt } = await this.sessions.endOf(on, sessionId);
    if (dischargedAt) return dischargedAt.getTime();
    return (await this.scheduling.startOf(on, appointmentId)).getTime() + BOOKING_RULES.dosingMin * MINUTE;
  }
}
