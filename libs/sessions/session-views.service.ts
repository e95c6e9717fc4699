import { Injectable } from '@nestjs/common';
import { CareService, type Scope } from '#care';
import type { Appointment } from '#contracts';
import type { Caller } from '#identity';
import { HOUR } from '#kernel';
import { cursorFrom, cursorOf, Database } from '#platform';
import { SchedulingService } from '#scheduling';
import { type Entry, initialState, type Phase, replay, type SessionPlan } from '#session-engine';
import { LogRepository } from './log.repository.js';
import { SessionRepository, type SessionRow, type Whose } from './session.repository.js';

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
export type Listed = Summary & Readonly<{ phase: Phase | null }>;
export type When = 'upcoming' | 'past' | 'all';

/** So much of the past is one page. */
const PAST_PAGE = 100;
/** As many sessions end in a day, at most, on one board. */
const MOST_ENDED = 500;
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

  /**
   * Sessions that the caller takes part in, cares for or schedules: all that are to come, and a page of the past; soonest first.
   *
   * @param from where the page begins, as the one after it has said; then of the past only
   * @throws `request.invalid` for what is no such place
   */
  async list(caller: Caller, when: When, from?: string): Promise<{ sessions: Listed[]; next: string | null }> {
    const before = cursorFrom(from);
    const whose = await this.visibleTo(caller, 'schedule');
    const open = when === 'past' || before ? [] : await this.sessions.findOpen(whose);
    const over = when === 'upcoming' ? [] : await this.sessions.findOver(whose, PAST_PAGE, { before });
    const rows = [...over, ...open];
    const isSummaryOpen = await this.summaryOpenTo(caller);
    const logs = await this.logs.findOfSessions(rows.filter(isSummaryOpen).map(({ id }) => id));
    const summaries = await this.summaries(rows);
    const sessions = summaries.map((summary, i) => withPhase(summary, rows[i]!.plan, logs.get(summary.id)));
    const last = over.length < PAST_PAGE ? undefined : sessions[over.length - 1];
    const next = last ? cursorOf({ at: new Date(last.appointment.startsAt), id: last.id }) : null;
    return { sessions: sessions.sort(bySoonest), next };
  }

  /** Live sessions of the caller's patients, however late they are, and those around this moment, with their logs. */
  async board(caller: Caller, now: Date): Promise<Tile[]> {
    const whose = await this.visibleTo(caller, 'session');
    const ended = await this.sessions.findOver(whose, MOST_ENDED, { since: new Date(now.getTime() - BOARD_REACH_MS) });
    const rows = [...(await this.sessions.findOpen(whose)), ...ended.filter(({ abortedAt }) => abortedAt === null)];
    const byId = new Map(rows.map((row) => [row.id, row]));
    const isLive = (id: string) => byId.get(id)!.dosedAt !== null && byId.get(id)!.dischargedAt === null;
    const shown = (await this.summaries(rows)).filter(({ id, appointment }) => isLive(id) || isNear(appointment, now));
    const logs = await this.logs.findOfSessions(shown.map(({ id }) => id));
    return shown
      .map((summary) => ({ ...summary, plan: byId.get(summary.id)!.plan, entries: logs.get(summary.id)! }))
      .sort(bySoonest);
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

  /** Who may see when people meet may not always see how far they have come. */
  private async summaryOpenTo(caller: Caller): Promise<(session: SessionRow) => boolean> {
    if (caller.sessionScope !== null) return () => true;
    const patients = await this.care.patientsOf(caller, 'summary');
    return ({ patientId }) => patients === 'all' || patients.includes(patientId);
  }

  private async visibleTo(caller: Caller, scope: Scope): Promise<Whose> {
    const { sessionScope: id, personId: chaperoneId } = caller;
    if (id !== null) return caller.role === 'chaperone' ? { id, chaperoneId } : { id };
    return { patientIds: await this.care.patientsOf(caller, scope) };
  }
}

/** Without its log a session is a time and people. */
const withPhase = (summary: Summary, plan: SessionPlan, entries: readonly Entry[] | undefined) =>
  entries ? { ...summary, phase: replay(plan, entries, initialState()).phase } : { ...summary, phase: null, lastSeq: 0 };
const bySoonest = (a: Summary, b: Summary) => a.appointment.startsAt.localeCompare(b.appointment.startsAt);
const isNear = ({ startsAt, endsAt }: Appointment, now: Date) =>
  Date.parse(startsAt) < now.getTime() + BOARD_REACH_MS && now.getTime() - BOARD_REACH_MS < Date.parse(endsAt);
