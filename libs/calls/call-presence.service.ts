import { Injectable } from '@nestjs/common';

import type { CallView } from '#contracts';
import type { Caller } from '#identity';
import { Database, violatedConstraint } from '#platform';
import { CallHold } from './call-hold.js';
import { CallReading } from './call-reading.service.js';
import { CallTables } from './call-tables.js';
import { CallWatch } from './call-watch.js';
import { callProblems } from './problems.js';

/** A screen of somebody in a call. */
export type Screen = Readonly<{
  roomId: string;
  appointmentId: string;
  personId: string;
  sessionScope: string | null;
  connection: string;
  claim: string;
  isParty: boolean;
}>;
export type Connect = Readonly<{ appointmentId: string; connection: string; takesOver: boolean }>;

/** So many see each other well, when everybody sends to everybody. */
const MOST_IN_CALL = 4;
const ONE_SCREEN = 'call_participant_one_screen';

/** On which screen each is in a call, and whether it is still there. */
@Injectable()
export class CallPresence {
  constructor(
    private readonly database: Database,
    private readonly hold: CallHold,
    private readonly tables: CallTables,
    private readonly watch: CallWatch,
    private readonly reading: CallReading,
  ) {}

  /**
   * This screen is the caller's from now on.
   *
   * @throws `calls.not-found`; `calls.door-closed`; `calls.not-admitted` when they have not come in or have left;
   *         `calls.elsewhere` when another screen of theirs is there and this one does not take over; `calls.full`
   */
  async connect(caller: Caller, wanted: Connect): Promise<{ view: CallView; screen: Screen }> {
    try {
      return await this.place(caller, wanted);
    } catch (error) {
      if (violatedConstraint(error) === ONE_SCREEN) throw callProblems.elsewhere({}, { cause: error }); // the name of another's screen
      throw error;
    }
  }

  private place(caller: Caller, { appointmentId, connection, takesOver }: Connect): Promise<{ view: CallView; screen: Screen }> {
    return this.database.transact(async (tx) => {
      const held = await this.hold.take(tx, caller, appointmentId);
      const { room, own, people } = held;
      await this.hold.requireOpenDoor(tx, held);
      if (room.state === 'ended') throw callProblems.ended();
      if (!own.hasKnocked || own.hasLeft || own.isAway) throw callProblems.notAdmitted();
      if (own.isSeen && own.connection !== connection && !takesOver) throw callProblems.elsewhere();
      const others = people.filter(({ id, isSeen, isAdmitted }) => id !== own.id && isSeen && isAdmitted);
      if (others.length >= MOST_IN_CALL) throw callProblems.full();
      const claim = this.tables.participants.connect(tx, own.id, connection);
      await this.watch.isBack(tx, room, own);
      if (!own.isSeen || own.connection !== connection) this.tables.rooms.changed(tx, room.id);
      const screen = {
        roomId: room.id,
        appointmentId,
        personId: caller.personId,
        sessionScope: caller.sessionScope,
        connection,
        claim,
        isParty: own.invitedBy === null,
      };
      return { view: await this.reading.viewOf(tx, caller, held), screen };
    });
  }

  /** A screen has gone, without its person having left: a patient who does not come back is looked for. */
  async disconnect({ appointmentId, personId, claim }: Screen): Promise<void> {
    await this.database.transact(async (tx) => {
      const room = await this.tables.rooms.holdOf(tx, appointmentId);
      const people = room ? await this.tables.participants.findOf(tx, room.id) : [];
      const own = people.find((person) => person.personId === personId);
      if (!room || !own || !(await this.tables.participants.disconnect(tx, own.id, claim))) return;
      await this.watch.isGone(tx, room, own);
      this.tables.rooms.changed(tx, room.id);
    });
  }
}
