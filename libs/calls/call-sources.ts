import { Injectable } from '@nestjs/common';

import { DAY, HOUR } from '#kernel';
import { Database } from '#platform';
import { type AppointmentRow, isByVideo, SchedulingService } from '#scheduling';
import { AFTERCARE_HOURS } from './domain/room.js';
import { ParticipantRepository } from './participant.repository.js';

const DAYS_AHEAD = 14;

/** Where the calls of somebody come from: their appointments, and to what they were invited. */
@Injectable()
export class CallSources {
  constructor(
    readonly database: Database,
    private readonly scheduling: SchedulingService,
    private readonly participants: ParticipantRepository,
  ) {}

  /** The soonest first. */
  async appointments(personId: string, now: Date): Promise<AppointmentRow[]> {
    const [from, to] = [new Date(now.getTime() - AFTERCARE_HOURS * HOUR), new Date(now.getTime() + DAYS_AHEAD * DAY)];
    const db = this.database.read;
    const own = await this.scheduling.idsWith(db, personId, { from, to });
    const invited = await this.participants.findInvitedTo(db, personId, from);
    const rows = await this.scheduling.rowsOf(db, [...new Set([...own, ...invited])]);
    return rows
      .filter(({ kind, endsAt }) => isByVideo(kind) && endsAt > from)
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.id.localeCompare(b.id));
  }

  /** Of these appointments those in whose call a patient waits to be let in. */
  awaited(appointmentIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.participants.findAwaited(this.database.read, appointmentIds);
  }
}
