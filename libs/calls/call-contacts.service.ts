import { Injectable } from '@nestjs/common';

import type { CallContacts as Contacts } from '#contracts';
import type { Caller } from '#identity';
import { SECOND } from '#kernel';
import { Database } from '#platform';
import { CallDoor } from './call-door.js';
import { CallReach } from './call-reach.js';
import { CallRecords } from './call-records.js';
import { CallTables } from './call-tables.js';
import { treats } from './domain/part.js';
import { CALL_CHAPERONE_SEC, CALL_PATIENT_SEC, ESCALATE_SEC } from './domain/presence.js';
import { callProblems } from './problems.js';

/** How the patient of a call is reached when their picture and sound are lost, for whoever treats them in it. */
@Injectable()
export class CallContacts {
  constructor(
    private readonly database: Database,
    private readonly door: CallDoor,
    private readonly tables: CallTables,
    private readonly reach: CallReach,
    private readonly records: CallRecords,
  ) {}

  /**
   * Each look is audited before it is shown.
   *
   * @throws `calls.not-found`; `calls.not-yours` for whoever does not treat; `calls.not-admitted` unless the caller is in the open call
   */
  async read(caller: Caller, appointmentId: string): Promise<Contacts> {
    const db = this.database.read;
    const { role, appointment } = await this.door.require(caller, appointmentId, db);
    if (!treats(role)) throw callProblems.notYours();
    const room = await this.tables.rooms.findOf(db, appointmentId);
    const people = room ? await this.tables.participants.findOf(db, room.id) : [];
    const own = people.find(({ personId }) => personId === caller.personId);
    if (room?.state !== 'open' || !own?.isAdmitted || own.hasLeft || own.isRemoved) throw callProblems.notAdmitted();
    await this.records.readContacts(caller, room);
    const after = (sec: number) => room.lostAt && new Date(room.lostAt.getTime() + sec * SECOND).toISOString();
    return {
      ...(await this.reach.of(db, appointment)),
      callPatientAt: after(CALL_PATIENT_SEC),
      callChaperoneAt: after(CALL_CHAPERONE_SEC),
      escalatesAt: after(ESCALATE_SEC),
    };
  }
}
