import { Injectable } from '@nestjs/common';

import { EmergencyPlanService } from '#care';
import type { Tx } from '#platform';
import { SchedulingService } from '#scheduling';
import type { ReadyInClinic } from '#session-engine';
import { ClinicStock } from '#supply';
import type { OpenLog } from './open-log.js';

type Asked = Readonly<{ doseMg: number; onCallId: string | null }>;

/** What a session in the clinic is judged on: who is with the patient, what was drawn for the dose, and the clinic's emergency plan. */
@Injectable()
export class GateInClinic {
  constructor(
    private readonly scheduling: SchedulingService,
    private readonly stock: ClinicStock,
    private readonly plans: EmergencyPlanService,
  ) {}

  /** Rostered is whoever is a party of the appointment, and whoever is on call at this moment. */
  async read(tx: Tx, { session, plan, state }: OpenLog, asked: Asked): Promise<Omit<ReadyInClinic, 'preparation'>> {
    const booked = (await this.scheduling.findMany(tx, [session.appointmentId])).get(session.appointmentId);
    const rostered = new Set([asked.onCallId, ...(booked?.parties ?? []).map(({ personId }) => personId)]);
    const written = await this.plans.inForce(tx);
    return {
      staff: (state.onSite ?? []).map((one) => ({ ...one, isRostered: rostered.has(one.personId) })),
      roles: plan.onSite?.roles ?? [],
      stock: { ...(await this.stock.readyFor(tx, session.doseLineId)), doseMg: asked.doseMg },
      emergencyPlanAt: written?.writtenAt.getTime() ?? null,
    };
  }
}
