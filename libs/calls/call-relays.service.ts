import { Injectable } from '@nestjs/common';

import type { CallRelay, CallRole } from '#contracts';
import type { Caller } from '#identity';
import { Clock, Config, Database } from '#platform';
import { CallDoor } from './call-door.js';
import { CallTables } from './call-tables.js';
import { callProblems } from './problems.js';
import { turnCredential } from './turn-credential.js';

/** Real seconds. Longer than most calls, and half of what may be; a browser asks for the next before it runs out. Source: docs/adr/0026. */
const VALID_SEC = 3_600;

/** Passwords for the relay, for those who are in an open call. */
@Injectable()
export class CallRelays {
  constructor(
    private readonly database: Database,
    private readonly door: CallDoor,
    private readonly tables: CallTables,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws `calls.not-found`, `calls.not-admitted`, `calls.no-video` */
  async mint(caller: Caller, appointmentId: string): Promise<CallRelay> {
    const db = this.database.read;
    const { appointment, role } = await this.door.require(caller, appointmentId, db);
    const room = await this.tables.rooms.findOf(db, appointmentId);
    const people = room ? await this.tables.participants.findOf(db, room.id) : [];
    const own = people.find(({ personId }) => personId === caller.personId);
    const isOpen = this.door.doorAt(appointment, role, await this.clock.now(db)) === 'open' && room?.state === 'open';
    if (!isOpen || !own?.isAdmitted || own.hasLeft || own.isRemoved) throw callProblems.notAdmitted();
    return this.relayFor(own.id, role);
  }

  private relayFor(participantId: string, role: CallRole): CallRelay {
    const { video, mode } = this.config;
    if (!video) {
      if (mode === 'demo') return { iceServers: [], relayOnly: false, validForSec: VALID_SEC };
      throw callProblems.noVideo();
    }
    const credential = turnCredential(video.secret, participantId, Date.now() + VALID_SEC * 1_000);
    const isPatients = role === 'patient' || role === 'chaperone';
    return {
      iceServers: [{ urls: [...video.relays], ...credential }],
      relayOnly: video.relayOnly === 'everybody' || (video.relayOnly === 'patients' && isPatients),
      validForSec: VALID_SEC,
    };
  }
}
