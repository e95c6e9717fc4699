import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { PreparationStanding } from '#preparation';
import type { GateFacts } from '#protocols';
import { type GateEvidence, isInClinic, type Ready } from '#session-engine';
import { DoseSupply } from '#supply';
import { GateCover } from './gate-cover.js';
import { GateInClinic } from './gate-in-clinic.js';
import type { OpenLog } from './open-log.js';

type Around = Pick<GateEvidence, 'onCallPersonId' | 'cover'> & Ready;

/** What is ready around a session before it begins: who answers on call, what was prepared, and what there is at home or in the clinic. */
@Injectable()
export class GateSurroundings {
  constructor(
    private readonly cover: GateCover,
    private readonly supply: DoseSupply,
    private readonly preparation: PreparationStanding,
    private readonly clinic: GateInClinic,
  ) {}

  async read(tx: Tx, log: OpenLog, { doseMg, courseId }: Pick<GateFacts, 'doseMg' | 'courseId'>): Promise<Around> {
    const { patientId } = log.session;
    const cover = await this.cover.read(tx, log);
    const open = await this.preparation.open(tx, patientId, courseId);
    const preparation = { openItems: open.length, firstOpen: open[0]?.item ?? null };
    const wantedMg = doseMg ?? 0; // what was not signed is refused by another item
    if (isInClinic(log.plan)) {
      const ready = await this.clinic.read(tx, log, { doseMg: wantedMg, onCallId: cover.onCallPersonId });
      return { ...cover, inClinic: { ...ready, preparation } };
    }
    return { ...cover, medicine: { ...(await this.supply.onHand(tx, patientId)), doseMg: wantedMg }, preparation };
  }
}
