import { Injectable } from '@nestjs/common';

import type { SessionDraw, SessionRide, StockLot } from '#contracts';
import type { Db } from '#platform';
import { ProtocolsService } from '#protocols';
import { ClinicStock, drawnMg } from '#supply';
import { RideRepository } from './ride.repository.js';
import type { SessionRow } from './session.repository.js';

export type InClinicState = Readonly<{
  doseMg: number | null;
  draw: SessionDraw | null;
  lots: readonly StockLot[];
  ride: SessionRide | null;
}>;

/** Medicine and ride of one session. */
@Injectable()
export class InClinicThings {
  constructor(
    private readonly stock: ClinicStock,
    private readonly rides: RideRepository,
    private readonly protocols: ProtocolsService,
  ) {}

  async of(db: Db, { id, doseLineId }: SessionRow): Promise<InClinicState> {
    const { doseMg } = await this.protocols.gateFacts(db, doseLineId);
    const draw = await this.stock.drawOf(db, doseLineId);
    return { doseMg, draw: draw && shown(draw), lots: await this.stock.lots(db), ride: await this.rides.find(db, id) };
  }
}

type Draw = NonNullable<Awaited<ReturnType<ClinicStock['drawOf']>>>;
const shown = ({ medication, form, lot, units, strengthMg, witness, drawnAt, endedAs }: Draw): SessionDraw => ({
  ...{ medication, form, lot, units, drawnMg: drawnMg({ units, strengthMg }) },
  ...{ witness, drawnAt: drawnAt.toISOString(), endedAs },
});
