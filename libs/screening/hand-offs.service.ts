import { Injectable } from '@nestjs/common';

import type { Caller } from '#identity';
import { Database, type Tx } from '#platform';
import { CaseDoor } from './case-door.js';
import { type DeclineReason, HandOffRepository, type HandOffRow } from './hand-off.repository.js';
import { OfferEnding } from './offer-ending.js';
import { OfferTaking } from './offer-taking.js';
import { screeningProblems } from './problems.js';

type Answer = 'accept' | 'decline' | 'withdraw';

/** Answers to an offer. However they race, the first one counts: each has the case to itself, and the rest finds the offer over. */
@Injectable()
export class HandOffsService {
  constructor(
    private readonly database: Database,
    private readonly door: CaseDoor,
    private readonly handOffs: HandOffRepository,
    private readonly ending: OfferEnding,
    private readonly taking: OfferTaking,
  ) {}

  /**
   * Ownership of the case, care of the patient and what is booked move in one transaction.
   *
   * @returns whose case it is. @throws `screening.no-hand-off`, `screening.offer-over`
   */
  async accept(caller: Caller, handOffId: string): Promise<{ patientId: string }> {
    const { patientId } = await this.database.transact(async (tx) => {
      const offer = await this.requireTheirs(tx, caller, handOffId, 'accept');
      await this.taking.take(tx, caller, offer);
      await this.record(tx, caller, offer, 'accept');
      return offer;
    });
    return { patientId };
  }

  /** @throws `screening.no-hand-off`, `screening.offer-over` */
  async decline(caller: Caller, handOffId: string, reason: DeclineReason): Promise<void> {
    await this.database.transact(async (tx) => {
      const offer = await this.requireTheirs(tx, caller, handOffId, 'decline');
      await this.ending.end(tx, offer, { state: 'declined', reason, by: caller.personId });
      await this.record(tx, caller, offer, 'decline', reason);
    });
  }

  /** @throws `screening.no-hand-off`, `screening.offer-over` */
  async withdraw(caller: Caller, handOffId: string): Promise<void> {
    await this.database.transact(async (tx) => {
      const offer = await this.requireTheirs(tx, caller, handOffId, 'withdraw');
      await this.ending.end(tx, offer, { state: 'withdrawn', by: caller.personId });
      await this.record(tx, caller, offer, 'withdraw');
    });
  }

  /** Its time is over: unless it was answered, the case is with its owner alone again, who is told. */
  async timeOut(tx: Tx, handOffId: string): Promise<void> {
    const offer = await this.handOffs.findById(tx, handOffId);
    if (offer?.state !== 'offered' || !(await this.ending.timeOut(tx, offer))) return;
    await this.door.record(tx, null, offer.patientId, {
      ...{ action: 'time-out-hand-off', objectType: 'screening-hand-off', objectId: handOffId },
    });
  }

  /** Nobody learns of an offer who has no part in it, or who may not see the patient. */
  private async requireTheirs(tx: Tx, caller: Caller, id: string, answer: Answer): Promise<HandOffRow> {
    const offer = await this.handOffs.findById(tx, id);
    const whose = answer === 'withdraw' ? offer?.fromId : offer?.toId;
    if (!offer || whose !== caller.personId) throw screeningProblems.noHandOff();
    if (offer.state !== 'offered') throw screeningProblems.offerOver();
    if (await this.door.isOpenTo(tx, caller, offer.patientId)) return offer;
    const { state } = (await this.handOffs.findById(tx, id))!; // an answer between the two looks takes the way in with it
    throw state === 'offered' ? screeningProblems.noHandOff() : screeningProblems.offerOver();
  }

  private record(tx: Tx, caller: Caller, { id, patientId }: HandOffRow, answer: Answer, reason?: string): Promise<void> {
    const act = { action: `${answer}-hand-off`, objectType: 'screening-hand-off', objectId: id };
    return this.door.record(tx, caller, patientId, reason ? { ...act, reason } : act);
  }
}
