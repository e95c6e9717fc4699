import { Injectable } from '@nestjs/common';

import { CompanionReadiness } from '#care';
import type { Tx } from '#platform';
import { PreparationStanding } from '#preparation';
import type { GateFacts } from '#protocols';
import type { GateEvidence } from '#session-engine';
import { DoseSupply } from '#supply';
import { GateCover } from './gate-cover.js';
import type { OpenLog } from './open-log.js';

type Around = Pick<GateEvidence, 'onCallPersonId' | 'cover' | 'companionLacks' | 'medicine' | 'preparation'>;

/** What is ready around a session before it begins: who answers on call, who stays with the patient, what is at home, what was prepared. */
@Injectable()
export class GateSurroundings {
  constructor(
    private readonly cover: GateCover,
    private readonly supply: DoseSupply,
    private readonly preparation: PreparationStanding,
    private readonly companions: CompanionReadiness,
  ) {}

  async read(tx: Tx, log: OpenLog, { doseMg, courseId }: Pick<GateFacts, 'doseMg' | 'courseId'>): Promise<Around> {
    const { patientId, chaperoneId } = log.session;
    const medicine = await this.supply.onHand(tx, patientId);
    const open = await this.preparation.open(tx, patientId, courseId);
    const { lacks } = await this.companions.standing(tx, chaperoneId, log.now);
    return {
      ...(await this.cover.read(tx, log)),
      companionLacks: lacks,
      medicine: { ...medicine, doseMg: doseMg ?? 0 }, // what was not signed is refused by another item
      preparation: { openItems: open.length, firstOpen: open[0]?.item ?? null },
    };
  }
}
