import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { ProtocolsModule } from '#protocols';
import { SupplyModule } from '#supply';
import { HomeReader } from './home-reader.js';
import { PreparationRepository } from './preparation.repository.js';
import { PreparationService } from './preparation.service.js';
import { PreparationDesk } from './preparation-desk.js';
import { PreparationMaking } from './preparation-making.js';
import { PreparationReader } from './preparation-reader.js';
import { PreparationStanding } from './standing.js';

const OPEN = [PreparationService, PreparationStanding, PreparationMaking];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, ProtocolsModule, SupplyModule],
  providers: [...OPEN, PreparationDesk, PreparationReader, PreparationRepository, HomeReader],
  exports: OPEN,
})
export class PreparationModule {}
