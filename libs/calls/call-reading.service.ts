import { Injectable } from '@nestjs/common';

import type { CallView } from '#contracts';
import type { Caller } from '#identity';
import { Database, type Db } from '#platform';
import { CallDoor, type Entrance } from './call-door.js';
import { CallRecords } from './call-records.js';
import { CallTables } from './call-tables.js';
import { CallViews } from './call-views.js';

/** What the people of a call see of it. */
@Injectable()
export class CallReading {
  constructor(
    private readonly database: Database,
    private readonly door: CallDoor,
    private readonly tables: CallTables,
    private readonly views: CallViews,
    private readonly records: CallRecords,
  ) {}

  /** @throws `calls.not-found` */
  async read(caller: Caller, appointmentId: string): Promise<CallView> {
    const db = this.database.read;
    const entrance = await this.door.require(caller, appointmentId, db);
    await this.records.read(caller, appointmentId, entrance.appointment.patientId);
    return this.viewOf(db, caller, entrance);
  }

  /** After the entrance was found open. */
  async viewOf(db: Db, caller: Caller, entrance: Entrance): Promise<CallView> {
    const room = await this.tables.rooms.findOf(db, entrance.appointment.id);
    const people = room ? await this.tables.participants.findOf(db, room.id) : [];
    return this.views.of(db, caller, { ...entrance, room, people });
  }
}
