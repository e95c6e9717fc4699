import { Injectable } from '@nestjs/common';

import { GateAnswers } from '#assessments';
import { PlaceCheckService } from '#credentials';
import type { Tx } from '#platform';
import type { GateEvidence } from '#session-engine';

/** Whose session it is, who signed its dose, who looks after it, and who is to release it. */
export type GateParties = Readonly<{ patientId: string; prescriberId: string; therapistId: string; releaserId: string }>;

/** What the gate asks of the patient: what they have answered, and where they are. */
@Injectable()
export class GatePatient {
  constructor(
    private readonly answers: GateAnswers,
    private readonly places: PlaceCheckService,
  ) {}

  async read(tx: Tx, parties: GateParties): Promise<Pick<GateEvidence, 'openSignals' | 'item9' | 'place'>> {
    return { ...(await this.answers.facts(tx, parties.patientId)), place: await this.place(tx, parties) };
  }

  /** Whoever releases a dose prescribes it in this moment, whoever has signed it. */
  private async place(tx: Tx, { patientId, prescriberId, therapistId, releaserId }: GateParties): Promise<GateEvidence['place']> {
    const prescribers = [...new Set([prescriberId, releaserId])].map((personId) => ({ personId, act: 'prescribe' as const }));
    const therapist = { personId: therapistId, act: 'treat' as const };
    const { jurisdiction, day, parts } = await this.places.today(tx, patientId, [...prescribers, therapist]);
    const standings = parts.map(({ personId, reason, until }) => ({ personId, reason, until }));
    return { jurisdiction, day, prescribers: standings.slice(0, -1), therapist: standings.at(-1)! };
  }
}
