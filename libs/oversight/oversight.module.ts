import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { SchedulingModule } from '#scheduling';
import { AnomaliesService, AnomalyReport } from './anomalies.service.js';
import { AuditViewer } from './audit-viewer.service.js';
import { Overseers } from './overseers.js';
import { RecordViewsService } from './record-views.service.js';

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule, SchedulingModule],
  providers: [Overseers, AuditViewer, AnomaliesService, AnomalyReport, RecordViewsService],
  exports: [AuditViewer, AnomalyReport, RecordViewsService],
})
export class OversightModule {}
