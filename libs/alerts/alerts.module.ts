import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AlertsService } from './alerts.service.js';
import { ClinicAlertRepository } from './clinic-alert.repository.js';
import { ClinicAlertsService } from './clinic-alerts.service.js';
import { OnCallRepository } from './on-call.repository.js';
import { PageRepository } from './page.repository.js';
import { PagingService } from './paging.service.js';

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [AlertsService, ClinicAlertsService, PagingService, OnCallRepository, ClinicAlertRepository, PageRepository],
  exports: [AlertsService, ClinicAlertsService, PagingService],
})
export class AlertsModule {}
