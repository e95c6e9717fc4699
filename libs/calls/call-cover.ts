import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';
import { CallTables } from './call-tables.js';
import type { RoomRow } from './room.repository.js';

/** Whoever is called to a patient in a call may come into it. */
@Injectable()
export class CallCover {
  constructor(
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
    private readonly tables: CallTables,
  ) {}

  /** Invites whoever is on call this minute, in the name of the owner. The call is held. */
  async invite(tx: Tx, { id }: Pick<RoomRow, 'id'>): Promise<void> {
    const onCall = await this.alerts.onCallIn(tx);
    const invitedBy = await this.tables.participants.ownerOf(tx, id);
    if (!onCall || onCall.personId === invitedBy) return;
    const { role } = await this.identity.person(tx, onCall.personId);
    if (role !== 'prescriber' && role !== 'physician') return;
    await this.tables.participants.put(tx, id, { personId: onCall.personId, role, invitedBy });
    this.tables.rooms.changed(tx, id);
  }
}
