import { Injectable } from '@nestjs/common';

import type { BreakGlass } from '#contracts';
import { type Caller, SignInService } from '#identity';
import { Database } from '#platform';
import { type Glass, GlassRepository } from './glass.repository.js';
import { GlassFinder } from './glass-finder.js';
import { GlassTraces } from './glass-traces.js';
import { careProblems } from './problems.js';

/** The record of a patient who is in somebody else's care, opened in an emergency. */
@Injectable()
export class BreakGlassService {
  constructor(
    private readonly database: Database,
    private readonly glasses: GlassRepository,
    private readonly finder: GlassFinder,
    private readonly signIns: SignInService,
    private readonly traces: GlassTraces,
  ) {}

  /**
   * Opens a record for an hour. A try that finds nobody uses up the step-up and is recorded, so that nobody tries out names.
   *
   * @throws `identity.step-up-needed`, `care.not-found`, `care.in-your-care`
   */
  async open(caller: Caller, { patient, reason, text }: BreakGlass): Promise<Glass> {
    const opened = await this.database.transact(async (tx) => {
      await this.signIns.requireStepUp(tx, caller);
      const patientId = await this.finder.find(tx, patient);
      if (!patientId) return this.traces.missed(tx, caller);
      if (await this.finder.isInCare(tx, caller, patientId)) throw careProblems.inYourCare();
      await this.glasses.hold(tx, caller.personId, patientId);
      const before = await this.finder.openTo(tx, caller, patientId);
      if (before) {
        await this.traces.found(tx, caller, before);
        return before;
      }
      const grantId = await this.glasses.insert(tx, { patientId, personId: caller.personId, reason, text });
      const glass = (await this.glasses.findById(tx, grantId))!;
      await this.traces.opened(tx, caller, glass);
      return glass;
    });
    if (!opened) throw careProblems.notFound();
    return opened;
  }

  /** What is open to the caller now. */
  async standing(caller: Caller): Promise<{ glasses: Glass[]; now: Date }> {
    const open = await this.finder.allOpenTo(caller);
    await this.traces.listed(caller, 'list-open-records', open.glasses, 'break-glass');
    return open;
  }

  /** Closes a record before its hour is over. @throws `care.not-found` for what is not the caller's, or is closed */
  async end(caller: Caller, grantId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      if (!(await this.glasses.end(tx, grantId, caller.personId))) throw careProblems.notFound();
      const { patientId } = (await this.glasses.findById(tx, grantId))!;
      tx.later`SELECT hint('access', ${caller.personId}::text)`;
      await this.traces.closed(tx, caller, grantId, patientId);
    });
  }
}
