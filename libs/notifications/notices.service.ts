import { Injectable } from '@nestjs/common';

import type { Appointment } from '#contracts';
import type { Tx } from '#platform';
import { type ReminderKind, reminderKey, remindersOf, SchedulingService } from '#scheduling';
import { BackupLinks, ChaperoneLinkService } from '#sessions';
import { DispatchService, type Notice } from './dispatch.service.js';
import type { External } from './message.repository.js';
import type { NoticeTiming } from './planner.js';

type Heard = Readonly<{
  appointment: Appointment | undefined;
  patientIds: string[];
  chaperoneIds: string[];
  /** Those who stand in for a companion. */
  backupIds: readonly string[];
}>;

/** By which channel the patient is reminded rather; the nearer, the quicker it is looked at. */
const WANTED: Readonly<Record<ReminderKind, External>> = {
  ...{ 't-72h': 'email', 't-24h': 'email', 't-4h': 'push', 't-2h': 'email', 't-15m': 'push', after: 'email' },
};
const OF_COMPANION: ReadonlySet<ReminderKind> = new Set(['t-24h', 't-2h', 't-15m']);

/** Whoever stands in hears of it the day before; later only when they are needed. */
const OF_BACKUP: ReadonlySet<ReminderKind> = new Set(['t-24h']);

/** Decides who hears of an appointment. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly dispatch: DispatchService,
    private readonly scheduling: SchedulingService,
    private readonly links: ChaperoneLinkService,
    private readonly backups: BackupLinks,
  ) {}

  async booked(tx: Tx, appointmentId: string): Promise<void> {
    const { patientIds, ...companions } = await this.people(tx, appointmentId);
    const notice = { cause: `booked:${appointmentId}`, subjectId: appointmentId } as const;
    await this.dispatch.tell(tx, { ...notice, template: 'booked', channel: 'email' }, patientIds);
    await this.tellCompanions(tx, notice, companions);
  }

  /** Each move is told once; one that was moved again meanwhile says where it stands now. */
  async moved(tx: Tx, appointmentId: string, version: number): Promise<void> {
    const { patientIds, ...companions } = await this.people(tx, appointmentId);
    const notice = { cause: `moved:${appointmentId}:${version}`, subjectId: appointmentId } as const;
    await this.dispatch.tell(tx, { ...notice, template: 'moved', channel: 'email' }, patientIds);
    await this.tellCompanions(tx, notice, companions);
  }

  /** Somebody else will be there. */
  async ledByOthers(tx: Tx, appointmentId: string, version: number): Promise<void> {
    const { patientIds } = await this.people(tx, appointmentId);
    const notice = { cause: `led-by-others:${appointmentId}:${version}`, subjectId: appointmentId } as const;
    await this.dispatch.tell(tx, { ...notice, template: 'others', channel: 'email' }, patientIds);
  }

  async cancelled(tx: Tx, appointmentId: string): Promise<void> {
    const { patientIds, chaperoneIds, backupIds } = await this.people(tx, appointmentId);
    const notice = { cause: `cancelled:${appointmentId}`, subjectId: appointmentId, template: 'cancelled' } as const;
    await this.dispatch.tell(tx, { ...notice, channel: 'email' }, patientIds);
    await this.dispatch.tell(tx, { ...notice, channel: 'sms' }, [...chaperoneIds, ...backupIds]);
  }

  /**
   * Decides who is reminded, when and how. Until they are sent, cancelling the appointment takes them back with its reminders. The
   * cause names the time of the appointment: one that has moved is reminded of anew.
   */
  async remind(tx: Tx, appointmentId: string, kind: ReminderKind): Promise<void> {
    const { appointment, patientIds, ...companions } = await this.people(tx, appointmentId);
    if (appointment?.state !== 'booked' && !(kind === 'after' && appointment?.state === 'completed')) return;
    const [startsAt, endsAt] = [Date.parse(appointment.startsAt), Date.parse(appointment.endsAt)];
    const timing = remindersOf(appointment.kind, { startsAt, endsAt }).find((reminder) => reminder.kind === kind);
    if (!timing) return;
    const cause = `${reminderKey(appointmentId, kind)}:${startsAt / 1_000}`;
    const notice = { cause, subjectId: appointmentId } as const;
    const template = kind === 'after' ? 'after' : 'reminder';
    await this.dispatch.tell(tx, { ...notice, template, channel: WANTED[kind] }, patientIds, timing);
    if (!OF_COMPANION.has(kind)) return;
    const backupIds = OF_BACKUP.has(kind) ? companions.backupIds : [];
    await this.tellCompanions(tx, notice, { ...companions, backupIds }, timing);
  }

  private async tellCompanions(
    tx: Tx,
    notice: Pick<Notice, 'cause' | 'subjectId'>,
    { chaperoneIds, backupIds }: Pick<Heard, 'chaperoneIds' | 'backupIds'>,
    timing?: NoticeTiming,
  ): Promise<void> {
    await this.dispatch.tell(tx, { ...notice, template: 'companion', channel: 'sms' }, chaperoneIds, timing);
    await this.dispatch.tell(tx, { ...notice, template: 'backup', channel: 'sms' }, backupIds, timing);
  }

  /** The chaperone only of a dosing session: a visit needs none. */
  private async people(tx: Tx, appointmentId: string): Promise<Heard> {
    const appointment = (await this.scheduling.findMany(tx, [appointmentId])).get(appointmentId);
    const ofPart = (wanted: 'patient' | 'chaperone') =>
      appointment?.parties.flatMap(({ part, personId }) => (part === wanted ? [personId] : [])) ?? [];
    const sessionId = await this.links.sessionOf(tx, appointmentId);
    if (sessionId === null) return { appointment, patientIds: ofPart('patient'), chaperoneIds: [], backupIds: [] };
    const backupIds = (await this.backups.of(tx, sessionId))?.backups ?? [];
    return { appointment, patientIds: ofPart('patient'), chaperoneIds: ofPart('chaperone'), backupIds };
  }
}
