import { Injectable } from '@nestjs/common';

import { AssessmentsService } from '#assessments';
import { LicenceService, type PlaceStanding } from '#credentials';
import { Clock, type Db } from '#platform';
import type { CaseRow } from './case.repository.js';
import { ClearanceRepository } from './clearance.repository.js';
import type { Grounds } from './decision.repository.js';
import { type Demand, demandsFor, PLACE_LASTS_HOURS } from './domain/demands.js';
import { type IdentityCheck, IdentityCheckRepository } from './identity-check.repository.js';

export type Known = Readonly<{
  identity: IdentityCheck | null;
  safetyAnsweredAt: Date | null;
  place: PlaceStanding;
  demands: readonly Demand[];
}>;

/** What is known before a decision, and what is missing. */
@Injectable()
export class Evidence {
  constructor(
    private readonly assessments: AssessmentsService,
    private readonly licences: LicenceService,
    private readonly identityChecks: IdentityCheckRepository,
    private readonly clearances: ClearanceRepository,
    private readonly clock: Clock,
  ) {}

  /** @param deciderId whose licence has to cover the place @param isPrescriber whether they may decide */
  async of(db: Db, { id, patientId }: CaseRow, deciderId: string, isPrescriber: boolean): Promise<Known> {
    const identity = await this.identityChecks.find(db, id);
    const safetyAnsweredAt = await this.assessments.safetyAnsweredAt(db, patientId);
    const place = await this.licences.coverage(db, { patientId, clinicianId: deciderId, withinHours: PLACE_LASTS_HOURS });
    const clearances = (await this.clearances.findStates(db, [id])).map(({ state }) => state);
    const known = {
      ...{ isPrescriber, isIdentitySeen: identity !== null, clearances },
      safetyAnsweredAt: safetyAnsweredAt?.getTime() ?? null,
      place: place.place === null ? null : { isLicensed: place.isCovered },
    };
    const now = (await this.clock.now(db)).getTime();
    return { identity, safetyAnsweredAt, place, demands: demandsFor(known, now) };
  }
}

/** What an `eligible` stands on; null when anything of it is missing. */
export function groundsOf({ identity, safetyAnsweredAt, place, demands }: Known): Grounds | null {
  if (demands.length || !identity || !safetyAnsweredAt || !place.isCovered || !place.place || !place.statedAt) return null;
  const { place: state, statedAt, until: licensedUntil } = place;
  return { identityCheckId: identity.id, safetyAnsweredAt, place: { state, statedAt, licensedUntil } };
}
