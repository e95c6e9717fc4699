import { Module } from '@nestjs/common';

import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AlertsService } from './alerts.service.js';
import { ClinicAlertRepository } from './clinic-alert.repository.js';
import { OnCallRepository } from './on-call.repository.js';
import { PageRepository } from './page.repository.js';
import { PagingService } from './paging.service.js';

@Module({
  imports: [IdentityModule, CareModule],
  providers: [AlertsService, PagingService, OnCallRepository, ClinicAlertRepository, PageRepository],
  exports: [AlertsService, PagingService],
})
export class AlertsModule {}
