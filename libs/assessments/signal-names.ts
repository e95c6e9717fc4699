import { Injectable } from '@nestjs/common';

import { IdentityService } from '#identity';
import { Clock, type Db } from '#platform';
import { signalOf } from './domain/alert-rules.js';
import { SignalRepository, type SignalRow } from './signal.repository.js';

/** A patient's signals with the names of those who reviewed them. */
@Injectable()
export class SignalNames {
  constructor(
    private readonly signals: SignalRepository,
    private readonly identity: IdentityService,
    private readonly clock: Clock,
  ) {}

  async of(db: Db, patientId: string) {
    const rows = await this.signals.findOf(db, [patientId]);
    const people = await this.identity.people(db, [patientId, ...rows.flatMap(({ reviewedBy }) => reviewedBy ?? [])]);
    const nameOf = (id: string | null) => (id && people.get(id)?.displayName) ?? null;
    return {
      patientName: nameOf(patientId) ?? '',
      signals: rows.map((row) => toSignal(row, nameOf(row.reviewedBy))),
      now: (await this.clock.now(db)).getTime(),
    };
  }
}

const toSignal = ({ id, rule, level, holdsDosing, raisedAt, reviewedAt, outcome }: SignalRow, reviewedByName: string | null) => ({
  ...{ id, rule, level, holdsDosing, reviewedByName },
  reason: signalOf(rule).reason,
  raisedAt: raisedAt.toISOString(),
  reviewedAt: reviewedAt?.toISOString() ?? null,
  outcome,
});
