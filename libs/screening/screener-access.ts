import { Injectable } from '@nestjs/common';

import { CareHandOver } from '#care';
import { Clock, type Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import { CaseRepository } from './case.repository.js';
import { screenersOf } from './domain/screeners.js';

/** What a screening counts as that lends access: what was called off, or to which nobody came, does not. */
const COUNTS: ReadonlySet<string> = new Set(['booked', 'completed']);

/** Whoever holds a screening sees the patient from its booking on, and not for longer than it takes. */
@Injectable()
export class ScreenerAccess {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly cases: CaseRepository,
    private readonly handOver: CareHandOver,
    private readonly clock: Clock,
  ) {}

  /** An appointment was booked, moved or called off; nothing unless it is a screening. */
  async follow(tx: Tx, appointmentId: string): Promise<void> {
    const [row] = await this.scheduling.rowsOf(tx, [appointmentId]);
    if (row?.kind === 'screening') await this.settle(tx, row.patientId);
  }

  /** By what is booked now, and whether somebody owns the case: however often it is asked, it comes to the same. */
  async settle(tx: Tx, patientId: string): Promise<void> {
    await this.handOver.holdScreeners(tx, patientId);
    const rows = await this.scheduling.rowsOf(tx, await this.scheduling.idsOf(tx, 'screening', [patientId]));
    const screenings = rows
      .filter(({ state }) => COUNTS.has(state))
      .map(({ endsAt, parties }) => ({
        endsAt: endsAt.getTime(),
        clinicianIds: parties.filter(({ part }) => part === 'prescriber' || part === 'therapist').map(({ personId }) => personId),
      }));
    const hasCase = (await this.cases.findOf(tx, patientId)) !== null;
    const until = screenersOf(screenings, hasCase, (await this.clock.now(tx)).getTime());
    const screeners = [...until].map(([personId, at]) => ({ personId, until: new Date(at) }));
    await this.handOver.keepScreeners(tx, patientId, screeners);
  }
}
