import { Injectable } from '@nestjs/common';

import { GateAnswers } from '#assessments';
import { EmergencyPlanService } from '#care';
import { PlaceCheckService } from '#credentials';
import type { Tx } from '#platform';
import type { GateEvidence } from '#session-engine';

/** Whose session it is, who signed its dose, who looks after it, who is to release it, and whether they all meet in the clinic. */
export type GateParties = Readonly<{
  patientId: string;
  prescriberId: string;
  therapistId: string;
  releaserId: string;
  isInClinic: boolean;
}>;

/** What the gate asks of the patient: what they have answered, and where they are. */
@Injectable()
export class GatePatient {
  constructor(
    private readonly answers: GateAnswers,
    private readonly places: PlaceCheckService,
    private readonly plans: EmergencyPlanService,
  ) {}

  async read(tx: Tx, parties: GateParties): Promise<Pick<GateEvidence, 'openSignals' | 'item9' | 'place'>> {
    return { ...(await this.answers.facts(tx, parties.patientId)), place: await this.place(tx, parties) };
  }

  /** Whoever releases a dose prescribes it in this moment, whoever has signed it. In the clinic nobody prescribes at a distance. */
  private async place(tx: Tx, parties: GateParties): Promise<GateEvidence['place']> {
    const { patientId, prescriberId, therapistId, releaserId, isInClinic } = parties;
    const act = isInClinic ? ('prescribe-in-person' as const) : ('prescribe' as const);
    const prescribers = [...new Set([prescriberId, releaserId])].map((personId) => ({ personId, act }));
    const asked = [...prescribers, { personId: therapistId, act: 'treat' as const }];
    const { jurisdiction, day, parts } = isInClinic
      ? await this.places.here(tx, patientId, (await this.plans.inForce(tx))?.jurisdiction ?? null, asked)
      : await this.places.today(tx, patientId, asked);
    const standings = parts.map(({ personId, reason, until }) => ({ personId, reason, until }));
    return { jurisdiction, day, isClinic: isInClinic, prescribers: standings.slice(0, -1), therapist: standings.at(-1)! };
  }
}
