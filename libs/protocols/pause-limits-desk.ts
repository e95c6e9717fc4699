import { Injectable } from '@nestjs/common';

import type { PauseLimitsView } from '#contracts';
import { IdentityService } from '#identity';
import type { Db, Tx } from '#platform';
import { PAUSE_FLOORS, PAUSE_LIMITS, refusedPauseLimits, strictestPauseLimits } from './domain/pause-limits.js';
import { type NewPauseLimits, PauseLimitsRepository } from './pause-limits.repository.js';
import { protocolProblems } from './problems.js';

/** `limits`: as somebody has entered them. */
export type SignedPauseLimits = Readonly<{ basedOn: number; reason: string; limits: Readonly<Record<string, number>> }>;

/** Limits for pausing: read by whoever may, and put in force by whoever may sign. */
@Injectable()
export class PauseLimitsDesk {
  constructor(
    private readonly limits: PauseLimitsRepository,
    private readonly identity: IdentityService,
  ) {}

  /** @param patientId null: the clinic's */
  async view(db: Db, patientId: string | null): Promise<PauseLimitsView> {
    const own = await this.limits.findOf(db, patientId);
    const [clinic] = patientId === null ? own : await this.limits.findOf(db, null);
    const people = await this.identity.people(db, [...new Set(own.map(({ signedBy }) => signedBy))]);
    return {
      ...{ strictestFrom: { ...PAUSE_LIMITS }, floors: { ...PAUSE_FLOORS } },
      holds: { ...strictestPauseLimits(clinic?.limits ?? {}, own[0]?.limits ?? {}) },
      versions: own.map(({ signedBy, signedAt, limits, ...row }) => ({
        ...{ ...row, limits: { ...limits } as Record<string, number> },
        ...{ signedByName: people.get(signedBy)?.displayName ?? null, signedAt: signedAt.toISOString() },
      })),
    };
  }

  /** @throws `protocols.pause-limits-refused` with the `names` of what is unknown or out of bounds */
  requireLawful({ limits }: SignedPauseLimits): void {
    const names = refusedPauseLimits(limits);
    if (names.length) throw protocolProblems.pauseLimitsRefused({ names });
  }

  /** A trigger has each course looked at that they are about. @throws `protocols.changed-meanwhile` */
  async put(tx: Tx, signed: NewPauseLimits): Promise<void> {
    if (!(await this.limits.insert(tx, signed))) throw protocolProblems.changedMeanwhile();
  }
}
