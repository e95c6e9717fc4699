import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { CompanionDutyView } from '#contracts';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { CompanionDoor } from './companion-door.js';
import { CompanionPlace } from './companion-place.js';
import { CompanionViews } from './companion-views.js';

/** Who is on duty, and since when (epoch ms; null: since it was booked). */
export type OnDuty = Readonly<{ personId: string; since: number | null }>;

/** Exactly one companion is on duty in a session, and its log says who and since when. */
@Injectable()
export class CompanionDuty {
  constructor(
    private readonly database: Database,
    private readonly door: CompanionDoor,
    private readonly place: CompanionPlace,
    private readonly views: CompanionViews,
    private readonly audit: Audit,
  ) {}

  /** For a companion of the session, whether or not they are on duty. @throws `sessions.not-found` */
  async read(caller: Caller, sessionId: string): Promise<CompanionDutyView> {
    const session = await this.door.requireOwn(caller, sessionId);
    const act = { action: 'read-companion-duty', objectType: 'dosing-session', objectId: sessionId };
    await this.audit.recordRead(caller, { ...act, subjectPersonId: session.patientId });
    return this.views.of(this.database.read, session, caller.personId);
  }

  /**
   * Another companion is on duty from now on: they say so themselves once the one on duty cannot come or has left, or staff decide it.
   * Whoever is on duty already stays so. They have to say that they are there before any dose, and what was released is held.
   *
   * @throws `sessions.not-found`, `sessions.no-such-companion`, `sessions.refused` (fact `reason`), `sessions.session-over`,
   *         `scheduling.slot-taken` when they are somewhere else at that time
   */
  async relieve(caller: Caller, sessionId: string, personId: string): Promise<OnDuty> {
    return this.database.transact(async (tx) => {
      const log = await this.place.open(tx, sessionId);
      const session = await this.door.requireRelief(tx, caller, sessionId, personId); // held from here on: no link is taken back meanwhile
      if (log.session.chaperoneId === personId) return { personId, since: log.state.companion?.since ?? null };
      await this.door.requireNamed(tx, session.patientId, personId);
      await this.place.take(tx, log, { caller, personId });
      return { personId, since: log.now };
    });
  }
}
