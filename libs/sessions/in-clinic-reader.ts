import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { type InClinicState, InClinicThings } from './in-clinic-things.js';
import { SessionAccess } from './session-access.service.js';
import { SessionCards } from './session-cards.js';

export type InClinicView = InClinicState &
  Readonly<{ companion: Readonly<{ name: string; phone: string }>; address: string | null }>;

/** What staff see of a session in the clinic beside its log. */
@Injectable()
export class InClinicReader {
  constructor(
    private readonly access: SessionAccess,
    private readonly things: InClinicThings,
    private readonly cards: SessionCards,
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** @throws `sessions.not-found` */
  async read(caller: Caller, sessionId: string): Promise<InClinicView> {
    const session = await this.access.require(caller, sessionId, 'session');
    const act = {
      action: 'read-in-clinic',
      objectType: 'dosing-session',
      objectId: sessionId,
      subjectPersonId: session.patientId,
    };
    await this.audit.recordRead(caller, act);
    const { read } = this.database;
    const [companion, address] = [await this.cards.companion(read, session), await this.cards.address(read)];
    return { ...(await this.things.of(read, session)), companion, address };
  }
}
