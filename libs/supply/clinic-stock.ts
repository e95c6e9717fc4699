import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { StockLot } from '#contracts';
import type { Db, Tx } from '#platform';
import { drawStanding, stockStanding } from './domain/stock.js';
import { type DrawEnd, DrawRepository, type DrawRow, type NewDraw } from './draw.repository.js';
import { supplyProblems } from './problems.js';
import { type LotRow, type NewLot, StockRepository } from './stock.repository.js';

/** Medicine that the clinic keeps itself, as sessions and whoever makes a clinic use it. Access is theirs to ask. */
@Injectable()
export class ClinicStock {
  constructor(
    private readonly stock: StockRepository,
    private readonly draws: DrawRepository,
    private readonly care: CareService,
  ) {}

  async lots(db: Db): Promise<StockLot[]> {
    const today = await this.today(db);
    return (await this.stock.findAll(db)).map((row) => shown(row, today));
  }

  /** @returns its id. @throws `supply.over` */
  async receive(tx: Tx, lot: NewLot, by: string): Promise<string> {
    if (lot.beyondUseDate < (await this.today(tx))) throw supplyProblems.over();
    return this.stock.insert(tx, lot, by);
  }

  /** The last draw of a dose, however it ended; null when there was none. */
  drawOf(db: Db, doseLineId: string): Promise<DrawRow | null> {
    return this.draws.findLast(db, doseLineId);
  }

  /** What is ready for a dose: drawn, and neither put back nor destroyed. */
  async readyFor(db: Db, doseLineId: string) {
    const last = await this.draws.findLast(db, doseLineId);
    const isReady = last !== null && (last.endedAs === null || last.endedAs === 'given');
    return drawStanding(isReady ? last : null, await this.today(db));
  }

  /** @throws `supply.no-stock`, `supply.not-good`, `supply.not-so-many`, `supply.drawn` */
  async draw(tx: Tx, draw: NewDraw): Promise<void> {
    const lot = await this.stock.lock(tx, draw.lotId);
    if (!lot) throw supplyProblems.noStock();
    const standing = stockStanding(lot, await this.today(tx));
    if (standing !== 'good') throw supplyProblems.notGood({ standing });
    if (draw.units > lot.onHandUnits) throw supplyProblems.notSoMany();
    const drawId = await this.draws.insert(tx, draw);
    const { lotId, units, witness, by } = draw;
    await this.stock.move(tx, { lotId, kind: 'drawn', units: -units, by, witness, drawId });
  }

  /** The dose was given: what was drawn for it is gone. */
  async given(tx: Tx, doseLineId: string, by: string): Promise<void> {
    await this.draws.end(tx, doseLineId, { how: 'given', by, witness: null });
  }

  /** @throws `supply.no-draw` when none is open */
  async end(
    tx: Tx,
    doseLineId: string,
    { how, by, witness }: Readonly<{ how: Exclude<DrawEnd, 'given'>; by: string; witness: string }>,
  ): Promise<void> {
    const draw = await this.draws.end(tx, doseLineId, { how, by, witness });
    if (!draw) throw supplyProblems.noDraw();
    const { lotId, units, id: drawId } = draw;
    if (how === 'put-back') await this.stock.move(tx, { lotId, kind: 'put-back', units, by, witness, drawId });
  }

  private async today(db: Db): Promise<string> {
    return this.stock.today(db, (await this.care.settings(db)).zone);
  }
}

const shown = ({ id: lotId, isRecalled, ...lot }: LotRow, today: string): StockLot => ({
  ...{ lotId, ...lot },
  standing: stockStanding({ ...lot, isRecalled }, today),
});
