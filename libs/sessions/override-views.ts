import { Injectable } from '@nestjs/common';

import type { GateOverride } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { GateOverrideRepository, type OverrideRow } from './gate-override.repository.js';

/** What was signed over a gate, as people read of it. */
@Injectable()
export class OverrideViews {
  constructor(
    private readonly overrides: GateOverrideRepository,
    private readonly identity: IdentityService,
  ) {}

  async shown(db: Db, row: OverrideRow): Promise<GateOverride> {
    const { id: overrideId, sessionId, item, heldFor, evidence, signedAt } = row;
    const [patient, signer] = await Promise.all([
      this.identity.person(db, row.patientId),
      this.identity.person(db, row.signedBy),
    ]);
    return {
      ...{ overrideId, sessionId, item: item as GateOverride['item'], heldFor },
      evidence: evidence as GateOverride['evidence'],
      ...{ patientName: patient.displayName, signedByName: signer.displayName, signedAt: signedAt.toISOString() },
      reason: await this.overrides.reason(db, row),
    };
  }
}
