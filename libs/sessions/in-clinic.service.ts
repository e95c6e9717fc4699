import { Injectable } from '@nestjs/common';

import type { SessionRide } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { isOver } from '#session-engine';
import { ClinicStock } from '#supply';
import { type Act, InClinicDoor } from './in-clinic-door.js';
import type { OpenLog } from './open-log.js';
import { sessionProblems } from './problems.js';
import { RideRepository } from './ride.repository.js';

/** Units of a lot, and the name of a second member of the staff who saw them drawn. */
export type Drawn = Readonly<{ lotId: string; units: number; witness: string }>;

/** What staff do for a session in the clinic beside its log: draw the medicine, and see that somebody takes the patient home. */
@Injectable()
export class InClinicService {
  constructor(
    private readonly database: Database,
    private readonly door: InClinicDoor,
    private readonly stock: ClinicStock,
    private readonly rides: RideRepository,
  ) {}

  /** @throws `sessions.not-found`, `sessions.refused`, `supply.no-stock`, `supply.not-good`, `supply.not-so-many`, `supply.drawn` */
  draw(caller: Caller, sessionId: string, drawn: Drawn): Promise<void> {
    return this.act(caller, sessionId, { action: 'draw-stock', scope: 'dose' }, async (tx, { session, state }) => {
      if (isOver(state) || state.dosedAt !== undefined) throw sessionProblems.refused({ reason: 'already-dosed' });
      const { patientId, doseLineId } = session;
      await this.stock.draw(tx, { ...drawn, patientId, doseLineId, by: caller.personId });
    });
  }

  /** What a released dose may be taken from stays drawn. @throws `sessions.not-found`, `sessions.refused`, `supply.no-draw` */
  endDraw(caller: Caller, sessionId: string, end: Readonly<{ how: 'put-back' | 'destroyed'; witness: string }>): Promise<void> {
    return this.act(caller, sessionId, { action: 'end-draw', scope: 'dose' }, async (tx, { session, state }) => {
      if (state.phase === 'released') throw sessionProblems.refused({ reason: 'dose-released' });
      await this.stock.end(tx, session.doseLineId, { ...end, by: caller.personId });
    });
  }

  /** @throws `sessions.not-found`, `sessions.refused`, `sessions.session-over` */
  arrangeRide(caller: Caller, sessionId: string, ride: SessionRide): Promise<void> {
    return this.act(caller, sessionId, { action: 'arrange-ride', scope: 'session' }, async (tx, log) => {
      await this.rides.put(tx, log.session, ride, caller.personId);
      await this.door.write(tx, log, caller, 'ride-arranged');
    });
  }

  private act(caller: Caller, sessionId: string, act: Act, work: (tx: Tx, log: OpenLog) => Promise<void>): Promise<void> {
    return this.database.transact(async (tx) => work(tx, await this.door.open(tx, caller, sessionId, act)));
  }
}
