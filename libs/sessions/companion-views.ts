import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { CompanionDutyView } from '#contracts';
import { IdentityService } from '#identity';
import type { Db, Reader } from '#platform';
import { SchedulingService } from '#scheduling';
import { initialState, isOver, replay } from '#session-engine';
import { LogRepository } from './log.repository.js';
import type { SessionRow } from './session.repository.js';

const firstName = (displayName: string): string => displayName.split(' ')[0]!;

/** How a session stands for a companion of it: who is on duty, and whether somebody is wanted. */
@Injectable()
export class CompanionViews {
  constructor(
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly scheduling: SchedulingService,
    private readonly logs: LogRepository,
  ) {}

  async of(on: Db & Reader, session: SessionRow, personId: string): Promise<CompanionDutyView> {
    const people = await this.identity.people(on, [session.patientId, session.chaperoneId]);
    const appointment = (await this.scheduling.findMany(on, [session.appointmentId])).get(session.appointmentId)!;
    const entries = await this.logs.findAfter(session.id, 0);
    const state = replay(session.plan, entries, initialState());
    const wasOnDuty = entries.some(({ type, payload }) => type === 'companion-on-duty' && payload.insteadOf === personId);
    const since = state.companion?.since;
    const patient = people.get(session.patientId)!;
    return {
      patientFirstName: firstName(patient.displayName),
      ...{ startsAt: appointment.startsAt, patientZone: patient.zone, clinicZone: appointment.clinicZone },
      clinicPhone: (await this.care.settings(on)).phone,
      isOver: isOver(state),
      part: session.chaperoneId === personId ? 'on-duty' : wasOnDuty ? 'relieved' : 'standing-in',
      onDuty: {
        firstName: firstName(people.get(session.chaperoneId)!.displayName),
        since: since === undefined ? null : new Date(since).toISOString(),
      },
      isWanted: !isOver(state) && state.companionOutSince !== undefined,
    };
  }
}
