import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { FormRepository } from './form.repository.js';
import { FormDoor } from './form-door.js';
import { FormNotices } from './form-notices.js';
import { FormOpening } from './form-opening.js';
import { MonitoringFormsService } from './forms.service.js';

const OPEN = [MonitoringFormsService, FormOpening, FormNotices];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule],
  providers: [...OPEN, FormDoor, FormRepository],
  exports: OPEN,
})
export class MonitoringFormsModule {}
