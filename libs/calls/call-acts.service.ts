import { Injectable } from '@nestjs/common';

import type { CallView } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { CallHold, type Held } from './call-hold.js';
import { CallMoves } from './call-moves.js';
import { CallReadiness } from './call-readiness.js';
import { CallReading } from './call-reading.service.js';
import { treats } from './domain/part.js';
import { callProblems } from './problems.js';

/** What the people of a call do in it. Each answers with the call as it is afterwards. */
@Injectable()
export class CallActs {
  constructor(
    private readonly database: Database,
    private readonly hold: CallHold,
    private readonly moves: CallMoves,
    private readonly readiness: CallReadiness,
    private readonly reading: CallReading,
  ) {}

  /** @throws `calls.not-found`, `calls.door-closed`, `calls.ended` */
  enter(caller: Caller, appointmentId: string): Promise<CallView> {
    return this.act(caller, appointmentId, async (tx, held) => {
      await this.hold.requireOpenDoor(tx, held);
      await this.moves.enter(tx, caller, held);
    });
  }

  /** Only the patient. @throws `calls.not-found`, `calls.not-yours`, `calls.door-closed`, `calls.ended`, `calls.let-in` */
  waitElsewhere(caller: Caller, appointmentId: string): Promise<CallView> {
    return this.act(caller, appointmentId, async (tx, held) => {
      if (held.role !== 'patient') throw callProblems.notYours();
      await this.hold.requireOpenDoor(tx, held);
      await this.readiness.waitElsewhere(tx, caller, held);
    });
  }

  /** @throws `calls.not-found`, `calls.not-yours`, `calls.ended`, `calls.not-waiting` when nobody waits elsewhere, or all were told */
  sayReady(caller: Caller, appointmentId: string): Promise<CallView> {
    return this.run(caller, appointmentId, (tx, { room }) => this.readiness.sayReady(tx, caller, room));
  }

  /** @throws `calls.not-found`, `calls.not-yours`, `calls.ended`, `calls.not-waiting` */
  admit(caller: Caller, appointmentId: string, participantId: string): Promise<CallView> {
    return this.run(caller, appointmentId, (tx, { room, people }) =>
      this.moves.admit(
        tx,
        caller,
        room,
        people.find(({ id }) => id === participantId),
      ),
    );
  }

  /** @throws `calls.not-found` */
  leave(caller: Caller, appointmentId: string): Promise<CallView> {
    return this.act(caller, appointmentId, (tx, { room, own }) => this.moves.leave(tx, caller, room, own));
  }

  /** @throws `calls.not-found`, `calls.not-yours`, `calls.ended` */
  end(caller: Caller, appointmentId: string): Promise<CallView> {
    return this.run(caller, appointmentId, (tx, { room }) => this.moves.end(tx, caller, room));
  }

  /** @throws `calls.not-found`, `calls.not-yours`, `calls.ended` */
  sayLate(caller: Caller, appointmentId: string, lateMin: number): Promise<CallView> {
    return this.run(caller, appointmentId, (tx, held) => this.moves.sayLate(tx, caller, held, lateMin));
  }

  /** For whoever runs the call. */
  private run(caller: Caller, appointmentId: string, work: (tx: Tx, held: Held) => Promise<void>): Promise<CallView> {
    return this.act(caller, appointmentId, async (tx, held) => {
      if (!treats(held.role)) throw callProblems.notYours();
      await work(tx, held);
    });
  }

  private act(caller: Caller, appointmentId: string, work: (tx: Tx, held: Held) => Promise<void>): Promise<CallView> {
    return this.database.transact(async (tx) => {
      const held = await this.hold.take(tx, caller, appointmentId);
      await work(tx, held);
      return this.reading.viewOf(tx, caller, held);
    });
  }
}
