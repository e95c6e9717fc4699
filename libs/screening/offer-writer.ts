import { Injectable } from '@nestjs/common';

import { AssessmentsService } from '#assessments';
import { CareHandOver } from '#care';
import { Outbox, type Tx } from '#platform';
import type { CaseRow } from './case.repository.js';
import { HandOffRepository } from './hand-off.repository.js';
import { handOffDue, handOffKey, handOffOffered } from './messages.js';
import { ScreeningCalls } from './screening-calls.js';
import { summaryOf } from './summary.js';

export type Offer = Readonly<{
  toId: string;
  isWarm: boolean;
  untilMin: number;
  situation: string;
  openQuestions: string;
}>;

/** Writes an offer with its summary, the invitation to the call, the access that it takes to answer it, and the row that ends it. */
@Injectable()
export class OfferWriter {
  constructor(
    private readonly handOffs: HandOffRepository,
    private readonly assessments: AssessmentsService,
    private readonly handOver: CareHandOver,
    private readonly calls: ScreeningCalls,
    private readonly outbox: Outbox,
  ) {}

  /** @param id of the offer */
  async write(tx: Tx, held: CaseRow, offer: Offer, { id, until }: Readonly<{ id: string; until: Date }>): Promise<void> {
    const { id: caseId, patientId, ownerId: fromId } = held;
    const { toId, isWarm } = offer;
    const summary = summaryOf(await this.assessments.asTheyStand(tx, patientId), offer);
    await this.handOver.lend(tx, { patientId, personId: toId, by: fromId, until });
    const roomId = isWarm ? await this.calls.invite(tx, held, toId) : null;
    await this.handOffs.insert(tx, { id, caseId, patientId, isWarm, fromId, toId, roomId, until }, summary);
    await this.outbox.append(tx, handOffOffered, { handOffId: id });
    await this.outbox.append(tx, handOffDue, { handOffId: id }, { dueAt: until, key: handOffKey(id), isFirst: true });
  }
}
