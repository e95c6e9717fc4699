import { Injectable } from '@nestjs/common';

import { CallRooms } from '#calls';
import type { Tx } from '#platform';
import type { CaseRow } from './case.repository.js';
import { Clinicians } from './clinicians.js';
import type { HandOffRow } from './hand-off.repository.js';

type Offered = Pick<HandOffRow, 'roomId' | 'toId'>;

/** The video call in which a case is offered: the colleague may come, leads it after a yes, and the patient is told which it is. */
@Injectable()
export class ScreeningCalls {
  constructor(
    private readonly rooms: CallRooms,
    private readonly clinicians: Clinicians,
  ) {}

  /** @returns the call's id; null when the screening is held without one */
  async invite(tx: Tx, { appointmentId, ownerId, state }: CaseRow, toId: string): Promise<string | null> {
    if (!appointmentId || state !== 'in_screening') return null;
    const { id: roomId } = await this.rooms.openFor(tx, appointmentId);
    const { role } = (await this.clinicians.named(tx, [toId]))(toId);
    const invited = role === 'physician' ? 'physician' : 'prescriber';
    await this.rooms.invite(tx, roomId, { personId: toId, role: invited, invitedBy: ownerId });
    await this.rooms.tell(tx, roomId, 'somebody-is-joining', toId);
    return roomId;
  }

  /** The call goes to whoever takes the case over, from whoever leads it at this moment. */
  async handOver(tx: Tx, { roomId, toId }: Offered): Promise<void> {
    const from = roomId && (await this.rooms.ownerOf(tx, roomId));
    if (roomId && from && from !== toId) await this.rooms.handOver(tx, roomId, { from, to: toId });
  }

  /** Nobody took the case over: the colleague comes no more, and the patient is not left waiting for them. */
  async end(tx: Tx, { roomId, toId }: Offered, wasTakenBack: boolean): Promise<void> {
    if (!roomId) return;
    if ((await this.rooms.ownerOf(tx, roomId)) === toId) return; // they lead it by another way
    await this.rooms.withdraw(tx, roomId, toId);
    await this.rooms.tell(tx, roomId, wasTakenBack ? null : 'hand-off-did-not-work', toId);
  }
}
