import { Injectable } from '@nestjs/common';

import { type Caller, SignInService } from '#identity';
import { ProtocolDoor } from './protocol-door.js';
import { RequestRepository, type Wish } from './request.repository.js';

/** Therapists ask, and never sign; prescribers review, and clear nothing by it but their own way to a proposal. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly door: ProtocolDoor,
    private readonly requests: RequestRepository,
    private readonly signIns: SignInService,
  ) {}

  /** @returns its id. @throws `care.not-found` */
  async ask(caller: Caller, patientId: string, asked: Readonly<{ wish: Wish; reason: string }>): Promise<string> {
    return this.door.change(caller, patientId, async (tx) => {
      const id = await this.requests.ask(tx, { patientId, by: caller.personId, ...asked });
      return [id, { action: 'ask-about-dose', objectType: 'dose-request', objectId: id }];
    });
  }

  /**
   * @param readAt when what is reviewed was read: what has come since waits for its own review
   * @throws `care.not-found`, `identity.step-up-needed`
   */
  async review(caller: Caller, patientId: string, { reason, readAt }: Readonly<{ reason: string; readAt: Date }>): Promise<void> {
    await this.door.change(caller, patientId, async (tx) => {
      await this.signIns.requireStepUp(tx, caller);
      const id = await this.requests.review(tx, { patientId, reason, by: caller.personId, seenUntil: readAt });
      await this.requests.answerAll(tx, patientId, caller.personId);
      return [null, { action: 'review-course', objectType: 'protocol-review', objectId: id }];
    });
  }
}
