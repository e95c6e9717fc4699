import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';
import { GapRepository } from './gap.repository.js';
import { PairingRepository, type PairingRow } from './pairing.repository.js';
import { PartCover } from './part-cover.js';

/** Of a patient who lacks somebody. */
const UNPAIRED = 'patient-unpaired';

/** Nobody is silently unpaired: whoever has lost somebody is a row, and an alert. */
@Injectable()
export class GapWatch {
  constructor(
    private readonly gaps: GapRepository,
    private readonly pairings: PairingRepository,
    private readonly cover: PartCover,
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

  /** Whoever was missing is there: the alarm asks for nothing any more. */
  async closed(tx: Tx, gapId: string): Promise<void> {
    await this.alerts.close(tx, UNPAIRED, gapId);
  }

  /**
   * Looks whether somebody's licences, or those of others who have the same part, still cover their patients where these are today. What
   * has lapsed is a gap, what is mended none.
   */
  async licencesChanged(tx: Tx, personId: string): Promise<void> {
    for (const pairing of await this.pairings.findCaredBy(tx, [personId])) await this.judge(tx, pairing);
  }

  /**
   * Some register has changed, or a day has begun: everything that prescribing at a distance takes can lapse, for one patient or for all, so
   * whoever prescribes is looked at.
   */
  async registersChanged(tx: Tx): Promise<void> {
    const people = [
      ...(await this.identity.peopleWithRole(tx, 'prescriber')),
      ...(await this.identity.peopleWithRole(tx, 'physician')),
    ];
    const pairings = await this.pairings.findCaredBy(
      tx,
      people.map(({ id }) => id),
    );
    for (const pairing of pairings) if (pairing.part === 'prescriber') await this.judge(tx, pairing);
  }

  private async judge(tx: Tx, { patientId, part, clinicianId }: PairingRow): Promise<void> {
    if (!(await this.cover.isDone(tx, { patientId, part })))
      return this.gaps.open(tx, { patientId, part, clinicianId: clinicianId!, cause: 'licence' });
    await this.gaps.close(tx, { patientId, part }, 'licence');
  }
}
