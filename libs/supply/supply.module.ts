import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { ClinicStock } from './clinic-stock.js';
import { CountRepository } from './count.repository.js';
import { CountWriter } from './count-writer.js';
import { CountsService } from './counts.service.js';
import { DispenseRepository } from './dispense.repository.js';
import { DisposalsService } from './disposals.service.js';
import { DoseSupply } from './dose-supply.js';
import { DrawRepository } from './draw.repository.js';
import { LedgerRepository } from './ledger.repository.js';
import { OrdersService } from './orders.service.js';
import { RecallRepository } from './recall.repository.js';
import { RecallNotices } from './recall-notices.js';
import { RecallsService } from './recalls.service.js';
import { ReviewsService } from './reviews.service.js';
import { StockRepository } from './stock.repository.js';
import { StockService } from './stock.service.js';
import { SupplyService } from './supply.service.js';
import { SupplyBooks } from './supply-books.js';
import { SupplyLists } from './supply-lists.js';
import { SupplyReader } from './supply-reader.js';
import { SupplyStock } from './supply-stock.js';
import { TakenUnitsService } from './taken-units.service.js';

const OPEN = [
  SupplyService,
  OrdersService,
  CountsService,
  ReviewsService,
  DisposalsService,
  TakenUnitsService,
  RecallsService,
  RecallNotices,
  DoseSupply,
  SupplyStock,
  ClinicStock,
  StockService,
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule],
  providers: [
    ...OPEN,
    SupplyReader,
    SupplyLists,
    SupplyBooks,
    CountWriter,
    DispenseRepository,
    LedgerRepository,
    CountRepository,
    RecallRepository,
    StockRepository,
    DrawRepository,
  ],
  exports: OPEN,
})
export class SupplyModule {}
