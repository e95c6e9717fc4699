import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { DAY } from '#kernel';
import { type FirstEvent, Outbox, type Tx, ZoneTables } from '#platform';
import { CheckRepository, type OfSession } from './check.repository.js';
import { type CheckTimes, checkTimes } from './domain/check-times.js';
import { aftercareAsked, aftercareKey, aftercareReminded, aftercareUnanswered } from './messages.js';

/** Instants in epoch ms. */
export type Discharged = OfSession & Readonly<{ dosedAt: number }>;

/** Writes down, in the transaction of a discharge, when its patient is asked how they are, and who is called when they do not answer. */
@Injectable()
export class AftercareOpening {
  constructor(
    private readonly checks: CheckRepository,
    private readonly identity: IdentityService,
    private readonly zones: ZoneTables,
    private readonly outbox: Outbox,
  ) {}

  async open(tx: Tx, discharged: Discharged): Promise<void> {
    const { zone } = await this.identity.person(tx, discharged.patientId);
    const within = { from: discharged.dosedAt - DAY, to: discharged.dischargedAt + 3 * DAY };
    const times = checkTimes(discharged, await this.zones.find(zone, within, tx));
    this.outbox.appendFirst(
      tx,
      times.flatMap((each) => eventsOf(this.checks.insert(tx, discharged, each), each)),
    );
  }
}

const eventsOf = (checkId: string, { askAt, remindAt, callAt }: CheckTimes): FirstEvent[] => {
  const row = (event: FirstEvent['event'], what: string, at: number): FirstEvent => ({
    ...{ event, payload: { checkId }, key: aftercareKey(checkId, what), dueAt: new Date(at) },
  });
  return [
    row(aftercareAsked, 'ask', askAt),
    row(aftercareReminded, 'remind', remindAt),
    row(aftercareUnanswered, 'call', callAt),
  ];
};
