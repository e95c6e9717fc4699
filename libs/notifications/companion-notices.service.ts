import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { BackupLinks } from '#sessions';
import { CompanionAppointments } from './companion-appointments.js';
import { DispatchService, type Notice } from './dispatch.service.js';

type Relief = Readonly<{ sessionId: string; seq: number; personId: string; insteadOf: string }>;

/** Tells companions, and those who need one, who comes along. */
@Injectable()
export class CompanionNotices {
  constructor(
    private readonly appointments: CompanionAppointments,
    private readonly backups: BackupLinks,
    private readonly dispatch: DispatchService,
  ) {}

  /** Somebody is the backup from now on: they get a link of their own to the session that comes next. */
  async named(tx: Tx, patientId: string, personId: string): Promise<void> {
    const next = await this.appointments.nextSession(tx, patientId);
    const standIns = next && (await this.backups.of(tx, next.sessionId));
    if (!standIns?.backups.includes(personId)) return;
    const notice = {
      template: 'backup',
      cause: `backup:${next!.sessionId}:${personId}`,
      subjectId: next!.appointmentId,
    } as const;
    await this.dispatch.tell(tx, { ...notice, channel: 'sms' }, [personId]);
  }

  /** The companion on duty is gone or cannot come: whoever could stand in is asked, and those who lead the session are told. */
  async out(tx: Tx, sessionId: string, seq: number): Promise<void> {
    const standIns = await this.backups.of(tx, sessionId);
    if (!standIns || standIns.isOver) return;
    const appointment = await this.appointments.find(tx, standIns.appointmentId);
    const about = { cause: `companion-out:${sessionId}:${seq}`, subjectId: standIns.appointmentId } as const;
    const staff = appointment.parties.flatMap(({ part, personId }) =>
      part === 'therapist' || part === 'prescriber' ? [personId] : [],
    );
    const say = (await this.appointments.isSoon(tx, appointment)) ? this.dispatch.call : this.dispatch.tell;
    const send = (notice: Notice, to: readonly string[]) => say.call(this.dispatch, tx, notice, to);
    await send({ ...about, template: 'backupWanted', channel: 'sms' }, [...standIns.backups, ...standIns.others]);
    await send({ ...about, template: 'companionOut', channel: 'push' }, [...new Set(staff)]);
  }

  /** Somebody else is on duty: they, whoever was it before, and the patient are told. */
  async changed(tx: Tx, { sessionId, seq, personId, insteadOf }: Relief): Promise<void> {
    const standIns = await this.backups.of(tx, sessionId);
    if (!standIns || standIns.isOver) return;
    const about = { cause: `companion-on-duty:${sessionId}:${seq}`, subjectId: standIns.appointmentId } as const;
    await this.dispatch.call(tx, { ...about, template: 'companionOnDuty', channel: 'sms' }, [personId]);
    await this.dispatch.call(tx, { ...about, template: 'companionOff', channel: 'sms' }, [insteadOf]);
    await this.dispatch.tell(tx, { ...about, template: 'others', channel: 'push' }, [standIns.patientId]);
  }
}
