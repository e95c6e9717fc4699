import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { CaseRepository, type CaseRow } from './case.repository.js';
import { CaseDoor } from './case-door.js';
import { Courses } from './courses.js';
import { screeningProblems } from './problems.js';
import { ScreeningAppointments } from './screening-appointments.js';

export type CaseStep =
  | Readonly<{ step: 'book'; startsAt: Date }>
  | Readonly<{ step: 'begin' | 'reopen' }>
  | Readonly<{ step: 'not-held'; who: 'patient' | 'clinician' }>;
const LEADS_TO = {
  book: 'screening_booked',
  begin: 'in_screening',
  reopen: 'intake_started',
  'not-held': 'intake_started',
} as const;

/** What an owner does with a case on the way to its decision. */
@Injectable()
export class CaseSteps {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly cases: CaseRepository,
    private readonly courses: Courses,
    private readonly appointments: ScreeningAppointments,
  ) {}

  /** @throws `care.not-found`, `screening.no-case`, `screening.not-yours`, `screening.not-now`, `screening.starts-in-past`, `scheduling.slot-taken` */
  async take(caller: Caller, patientId: string, step: CaseStep): Promise<void> {
    await this.database.transact(async (tx) => {
      const held = await this.door.write(tx, caller, patientId);
      this.requireFrom(held, step);
      await this.courses.act(tx, held, { kind: 'step', by: caller.personId, to: LEADS_TO[step.step] });
      await this.cases.setState(tx, held.id, LEADS_TO[step.step], await this.appointmentAfter(tx, held, step));
      await this.door.record(tx, caller, patientId, { action: 'step-screening', objectId: held.id, reason: step.step });
    });
  }

  /** Both lead to the beginning: what was decided is taken up again, what was to take place has not. */
  private requireFrom({ state }: CaseRow, { step }: CaseStep): void {
    const isDecided = state === 'deferred' || state === 'not_eligible';
    if ((step === 'reopen' && !isDecided) || (step === 'not-held' && isDecided)) throw screeningProblems.notNow();
  }

  private async appointmentAfter(tx: Tx, held: CaseRow, step: CaseStep): Promise<string | null> {
    if (step.step === 'book') return this.appointments.book(tx, held, step.startsAt);
    if (step.step === 'not-held') await this.appointments.notHeld(tx, held, step.who);
    return step.step === 'begin' ? held.appointmentId : null;
  }
}
