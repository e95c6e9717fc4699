import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { PatientAssessments, TrialVerification } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import type { Answered } from './domain/findings.js';
import { countTrials, type IsVerified } from './domain/trials.js';
import { TrialVerificationRepository, type VerificationRow } from './trial-verification.repository.js';

type Names = ReadonlyMap<string, Readonly<{ displayName: string }>>;
/** What of a patient's treatments is verified, by exactly what they say of each. */
export type Verified = Readonly<{ isVerified: IsVerified; of: (said: string) => TrialVerification[] }>;

/** By what a trial is named on the wire: whoever clicks means what they have read. */
export const trialKey = (said: string): string => createHash('sha256').update(said).digest('hex');

/** The treatments that a patient has tried, with what is known of them beside their own words. */
@Injectable()
export class VerifiedTrials {
  constructor(
    private readonly verifications: TrialVerificationRepository,
    private readonly identity: IdentityService,
  ) {}

  async find(db: Db, patientId: string): Promise<Verified> {
    const rows = await this.verifications.findOf(db, patientId);
    const names = await this.identity.people(db, [...new Set(rows.map(({ verifiedBy }) => verifiedBy))]);
    return {
      isVerified: (said) => rows.some((row) => row.said === said),
      of: (said) => rows.filter((row) => row.said === said).map((row) => onWire(row, names)),
    };
  }

  show(answered: Answered, { isVerified, of }: Verified): PatientAssessments['trials'] {
    const { trials, ...counts } = countTrials(answered['treatment-history']?.answers ?? {}, isVerified);
    const shown = trials.map(({ said, missing, ...trial }) => ({
      ...{ ...trial, missing: [...missing] },
      ...{ key: trialKey(said), verifications: of(said) },
    }));
    return { trials: shown, ...counts };
  }
}

const onWire = (
  { id, source, documentId, informant, spokenAt, note, verifiedBy, verifiedAt }: VerificationRow,
  names: Names,
): TrialVerification => ({
  ...{ id, source, documentId, informant, note },
  ...{ spokenAt: spokenAt?.toISOString() ?? null, verifiedAt: verifiedAt.toISOString() },
  verifiedByName: names.get(verifiedBy)?.displayName ?? '',
});
