import { Injectable } from '@nestjs/common';
import { CareService } from '#care';
import type { Appointment } from '#contracts';
import type { Caller } from '#identity';
import { HOUR } from '#kernel';
import { Database } from '#platform';
import { SchedulingService } from '#scheduling';
import { type Entry, initialState, type Phase, replay, type SessionPlan } from '#session-engine';
import { LogRepository } from './log.repository.js';
import { SessionRepository, type SessionRow } from './session.repository.js';

/** A session as lists show it: people and times, no health data. */
export type Summary = Readonly<{
  id: string;
  patientId: string;
  patientName: string;
  appointment: Appointment;
  isCancelled: boolean;
  lastSeq: number;
}>;
export type Tile = Summary & Readonly<{ plan: SessionPlan; entries: readonly Entry[] }>;
export type When = 'upcoming' | 'past' | 'all';

const OVER: ReadonlySet<Phase> = new Set<Phase>(['released_home', 'aborted_before_dose']);
/** The board shows what is live and what begins or ended within this time. */
const BOARD_REACH_MS = 12 * HOUR;

/** Lists of sessions, each cut to what the caller may see. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly logs: LogRepository,
    private readonly care: CareService,
    private readonly scheduling: SchedulingService,
  ) {}

  /** Sessions that the caller takes part in, cares for or schedules; soonest first. */
  async list(caller: Caller, when: When): Promise<(Summary & { phase: Phase })[]> {
    const rows = await this.visibleTo(caller);
    const logs = await this.logs.findOfSessions(rows.map(({ id }) => id));
    const summaries = await this.summaries(rows);
    return summaries
      .map((summary, i) => ({ ...summary, phase: replay(rows[i]!.plan, logs.get(summary.id)!, initialState()).phase }))
      .filter(({ phase }) => when === 'all' || OVER.has(phase) === (when === 'past'))
      .sort(bySoonest);
  }

  /** Live sessions of the caller's patients, and those around this moment, with their logs. */
  async board(caller: Caller, now: Date): Promise<Tile[]> {
    const rows = (await this.visibleTo(caller)).filter(({ abortedAt }) => abortedAt === null);
    const near = (await this.summaries(rows)).filter(({ appointment }) => isNear(appointment, now));
    const logs = await this.logs.findOfSessions(near.map(({ id }) => id));
    const plans = new Map(rows.map(({ id, plan }) => [id, plan]));
    return near.map((summary) => ({ ...summary, plan: plans.get(summary.id)!, entries: logs.get(summary.id)! })).sort(bySoonest);
  }

  /** One summary each, in the order of `rows`. */
  async summaries(rows: readonly SessionRow[]): Promise<Summary[]> {
    const ids = rows.map(({ appointmentId }) => appointmentId);
    const appointments = await this.scheduling.findMany(this.database.read, ids);
    return rows.map(({ id, patientId, appointmentId, abortedAt, lastSeq }) => {
      const appointment = appointments.get(appointmentId)!;
      const patientName = appointment.parties.find(({ part }) => part === 'patient')!.displayName;
      return { id, patientId, patientName, appointment, isCancelled: abortedAt !== null, lastSeq };
    });
  }

  private async visibleTo(caller: Caller): Promise<SessionRow[]> {
    if (caller.sessionScope !== null) return this.sessions.findMany({ id: caller.sessionScope });
    return this.sessions.findMany({ patientIds: await this.care.patientsOf(caller) });
  }
}

const bySoonest = (a: Summary, b: Summary) => a.appointment.startsAt.localeCompare(b.appointment.startsAt);
const isNear = ({ startsAt, endsAt }: Appointment, now: Date) =>
  Date.parse(startsAt) < now.getTime() + BOARD_REACH_MS && now.getTime() - BOARD_REACH_MS < Date.parse(endsAt);
