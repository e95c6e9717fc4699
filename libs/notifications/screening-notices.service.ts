import { Injectable } from '@nestjs/common';

import { DAY } from '#kernel';
import { Clock, type Tx } from '#platform';
import { ClearanceWatch, OwnerWatch, ScreeningNoticesReader } from '#screening';
import { DispatchService } from './dispatch.service.js';

/** Whoever has not looked by then sees it in the program. */
const USEFUL_MS = 2 * DAY;
type Told = 'handOff' | 'handOffReturned' | 'letter' | 'whoIsWho';

/** Tells people that something is there to read, or to answer, in a screening; nothing of what. */
@Injectable()
export class ScreeningNotices {
  constructor(
    private readonly screening: ScreeningNoticesReader,
    private readonly owners: OwnerWatch,
    private readonly clearances: ClearanceWatch,
    private readonly dispatch: DispatchService,
    private readonly clock: Clock,
  ) {}

  /** A colleague asks somebody to take a patient over. In a call a patient is waiting, whatever time it is. */
  async offered(tx: Tx, handOffId: string): Promise<void> {
    const offer = await this.screening.handOff(tx, handOffId);
    if (offer?.state !== 'offered') return;
    const about = { subjectId: handOffId, cause: `hand-off:${handOffId}` };
    const notice = { template: 'handOff', channel: 'email', ...about } as const;
    if (offer.isWarm) await this.dispatch.call(tx, notice, [offer.toId]);
    else await this.tell(tx, 'handOff', about, [offer.toId], offer.until.getTime());
  }

  /** Nobody took the case: its owner has it as before. */
  async returned(tx: Tx, handOffId: string): Promise<void> {
    const offer = await this.screening.handOff(tx, handOffId);
    if (offer)
      await this.tell(tx, 'handOffReturned', { subjectId: handOffId, cause: `hand-off-over:${handOffId}` }, [offer.fromId]);
  }

  async handedOver(tx: Tx, caseId: string, eventId: string): Promise<void> {
    const patientId = await this.screening.patientOf(tx, caseId);
    if (patientId) await this.tell(tx, 'whoIsWho', { subjectId: caseId, cause: `who-is-who:${eventId}` }, [patientId]);
  }

  async decided(tx: Tx, decisionId: string): Promise<void> {
    const patientId = await this.screening.patientToTell(tx, decisionId);
    if (patientId) await this.tell(tx, 'letter', { subjectId: decisionId, cause: `letter:${decisionId}` }, [patientId]);
  }

  /** A case of which the owner has left. */
  async ownerLeft(tx: Tx, caseId: string, eventId: string): Promise<void> {
    const personIds = await this.owners.left(tx, caseId);
    const notice = { template: 'clinicAlert', channel: 'email', cause: `owner-left:${eventId}`, subjectId: caseId } as const;
    await this.dispatch.tell(tx, notice, personIds);
  }

  async clearanceDue(tx: Tx, clearanceId: string): Promise<void> {
    const personIds = await this.clearances.overdue(tx, clearanceId);
    const notice = {
      template: 'clinicAlert',
      channel: 'email',
      cause: `clearance:${clearanceId}`,
      subjectId: clearanceId,
    } as const;
    await this.dispatch.tell(tx, notice, personIds);
  }

  private async tell(
    tx: Tx,
    template: Told,
    about: { subjectId: string; cause: string },
    personIds: readonly string[],
    until?: number,
  ): Promise<void> {
    const now = (await this.clock.now(tx)).getTime();
    const notice = { template, channel: 'email', ...about } as const;
    await this.dispatch.tell(tx, notice, personIds, { at: now, useUntil: until ?? now + USEFUL_MS });
  }
}
