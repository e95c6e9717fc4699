import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { AssignmentRepository } from './assignment.repository.js';
import { CareService } from './care.service.js';
import { ConsentRepository } from './consent.repository.js';
import { EmergencyCardService } from './emergency-card.service.js';
import { EnrolmentService } from './enrolment.service.js';
import { SettingsRepository } from './settings.repository.js';

@Module({
  imports: [AuditModule],
  providers: [CareService, EmergencyCardService, EnrolmentService, AssignmentRepository, ConsentRepository, SettingsRepository],
  exports: [CareService, EmergencyCardService, EnrolmentService],
})
export class CareModule {}
