import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { LicenceService } from '#credentials';
import { IdentityService } from '#identity';
import { DAY, HOUR } from '#kernel';
import type { Tx } from '#platform';
import { UNPAIRED } from './entry-following.js';
import { GapRepository } from './gap.repository.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';

/** However long ago a patient has said where they are: nobody has said anything else since. In hours. */
const EVER_HOURS = (400 * 365 * DAY) / HOUR;

/** Nobody is silently unpaired: whoever has lost somebody is a row, and an alert. */
@Injectable()
export class GapWatch {
  constructor(
    private readonly gaps: GapRepository,
    private readonly pairings: PairingRepository,
    private readonly licences: LicenceService,
    private readonly alerts: AlertsService,
    private readonly identity: IdentityService,
  ) {}

  /** @returns the admins, who are to be told; nobody when somebody else is there by now */
  async found(tx: Tx, gapId: string): Promise<string[]> {
    const gap = await this.gaps.findById(tx, gapId);
    if (!gap || gap.closedAt) return [];
    await this.alerts.raise(tx, { kind: UNPAIRED, subjectId: gapId, level: 2, patientId: gap.patientId });
    return (await this.identity.peopleWithRole(tx, 'admin')).map(({ id }) => id);
  }

  /**
   * Looks whether somebody's licences, or those of others who have the same part, still cover their patients where these are today. What
   * has lapsed is a gap, what is mended none.
   */
  async licencesChanged(tx: Tx, personId: string): Promise<void> {
    for (const pairing of await this.pairings.findCaredBy(tx, [personId])) await this.judge(tx, pairing);
  }

  private async judge(tx: Tx, { patientId, part, clinicianId }: PairingRow): Promise<void> {
    if (!(await this.isCovered(tx, { patientId, part })))
      return this.gaps.open(tx, { patientId, part, clinicianId: clinicianId!, cause: 'licence' });
    for (const id of await this.gaps.close(tx, { patientId, part }, 'licence')) await this.alerts.close(tx, UNPAIRED, id);
  }

  /** Of a patient who has never said where they are nothing can be said. */
  private async isCovered(tx: Tx, { patientId, part }: Pick<PairingRow, 'patientId' | 'part'>): Promise<boolean> {
    const all = await this.pairings.findOpen(tx, [patientId]);
    for (const one of all.filter((pairing) => pairing.part === part && pairing.clinicianId)) {
      const asked = { patientId, clinicianId: one.clinicianId!, withinHours: EVER_HOURS };
      const { isCovered, reason } = await this.licences.coverage(tx, asked);
      if (isCovered || reason === 'not-stated') return true;
    }
    return false;
  }
}
