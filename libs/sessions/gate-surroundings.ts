import { Injectable } from '@nestjs/common';

import { CompanionReadiness } from '#care';
import type { Tx } from '#platform';
import { PreparationStanding } from '#preparation';
import type { GateFacts } from '#protocols';
import { type GateEvidence, isInClinic, type Ready } from '#session-engine';
import { DoseSupply } from '#supply';
import { GateCover } from './gate-cover.js';
import { GateInClinic } from './gate-in-clinic.js';
import type { OpenLog } from './open-log.js';

type Around = Pick<GateEvidence, 'onCallPersonId' | 'cover' | 'companionLacks'> & Ready;

/** What is ready around a session before it begins: who answers on call and stays with the patient, what was prepared, and what there is at home or in the clinic. */
@Injectable()
export class GateSurroundings {
  constructor(
    private readonly cover: GateCover,
    private readonly supply: DoseSupply,
    private readonly preparation: PreparationStanding,
    private readonly companions: CompanionReadiness,
    private readonly clinic: GateInClinic,
  ) {}

  /** Whose screen counts for the prescriber's. */
  watchersFor(tx: Tx, prescriberId: string): Promise<string[]> {
    return this.cover.watchersFor(tx, prescriberId);
  }

  async read(tx: Tx, log: OpenLog, { doseMg, courseId }: Pick<GateFacts, 'doseMg' | 'courseId'>): Promise<Around> {
    const { patientId, chaperoneId } = log.session;
    const open = await this.preparation.open(tx, patientId, courseId);
    const preparation = { openItems: open.length, firstOpen: open[0]?.item ?? null };
    const { lacks: companionLacks } = await this.companions.standing(tx, chaperoneId, log.now);
    const around = { ...(await this.cover.read(tx, log)), companionLacks };
    const wantedMg = doseMg ?? 0; // what was not signed is refused by another item
    if (isInClinic(log.plan)) {
      const ready = await this.clinic.read(tx, log, { doseMg: wantedMg, onCallId: around.onCallPersonId });
      return { ...around, inClinic: { ...ready, preparation } };
    }
    return { ...around, medicine: { ...(await this.supply.onHand(tx, patientId)), doseMg: wantedMg }, preparation };
  }
}
