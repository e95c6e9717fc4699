import { Injectable } from '@nestjs/common';

import type { ScreeningCase } from '#contracts';
import type { Caller } from '#identity';
import type { Db } from '#platform';
import type { CaseRow } from './case.repository.js';
import { CaseViews } from './case-views.js';
import { Clinicians } from './clinicians.js';
import { dueOf } from './domain/next.js';
import { Evidence, type Known } from './evidence.js';
import { Standings } from './standings.js';

const PRESCRIBERS: ReadonlySet<string> = new Set(['prescriber', 'physician']);

/** Puts together all that there is of a case. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly evidence: Evidence,
    private readonly views: CaseViews,
    private readonly standings: Standings,
    private readonly clinicians: Clinicians,
  ) {}

  async read(db: Db, found: CaseRow, { personId, role }: Caller): Promise<ScreeningCase> {
    const { id, patientId, ownerId, state, stateSince, appointmentId } = found;
    const now = await this.standings.now();
    const isOwn = ownerId === personId;
    // a licence is judged for whoever would decide: the one who looks, if they may
    const deciderId = PRESCRIBERS.has(role) ? personId : ownerId;
    const known = await this.evidence.of(db, found, deciderId, isOwn ? PRESCRIBERS.has(role) : true);
    const seenBy = known.identity ? [known.identity.seenBy] : [];
    const { named, ...parts } = await this.views.of(db, id, [patientId, ownerId, ...seenBy], now);
    const standing = (await this.standings.of(db, [found])).get(id)!;
    const colleagues = isOwn ? await this.clinicians.prescribers(db) : [];
    const startsAt = standing.callStartsAt;
    return {
      ...{ patientId, state, isOwn, ...parts },
      patientName: named(patientId).displayName,
      stateSince: stateSince.toISOString(),
      next: dueOf(standing).step,
      owner: named(ownerId),
      colleagues: colleagues.filter((one) => one.personId !== personId),
      mayDecide: isOwn && PRESCRIBERS.has(role),
      call: appointmentId && startsAt !== null ? { appointmentId, startsAt: new Date(startsAt).toISOString() } : null,
      ...seen(known, (by) => named(by).displayName),
    };
  }
}

function seen({ identity, safetyAnsweredAt, place, demands }: Known, nameOf: (id: string) => string) {
  return {
    identity: identity && {
      documentKind: identity.documentKind as NonNullable<ScreeningCase['identity']>['documentKind'],
      seenByName: nameOf(identity.seenBy),
      seenAt: identity.seenAt.toISOString(),
    },
    place:
      place.place && place.statedAt
        ? { state: place.place, statedAt: place.statedAt.toISOString(), licensedUntil: place.isCovered ? place.until : null }
        : null,
    safetyAnsweredAt: safetyAnsweredAt?.toISOString() ?? null,
    demands: [...demands],
  };
}
