import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AftercareService } from './aftercare.service.js';
import { AftercareAnswers } from './aftercare-answers.js';
import { AftercareOpening } from './aftercare-opening.js';
import { AftercareViews } from './aftercare-views.js';
import { AftercareWatch } from './aftercare-watch.js';
import { CheckRepository } from './check.repository.js';

const OPEN = [AftercareService, AftercareOpening, AftercareWatch];

@Module({
  imports: [AuditModule, IdentityModule, CareModule, AlertsModule],
  providers: [...OPEN, AftercareAnswers, AftercareViews, CheckRepository],
  exports: OPEN,
})
export class AftercareModule {}
