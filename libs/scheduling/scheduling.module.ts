import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AppointmentRepository } from './appointment.repository.js';
import { AppointmentLinkRepository } from './appointment-link.repository.js';
import { AppointmentLinksService } from './appointment-links.service.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { SchedulingService } from './scheduling.service.js';
import { ZoneTableRepository } from './zone-table.repository.js';

const OPEN = [SchedulingService, AvailabilityService, AppointmentLinksService];

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [...OPEN, AppointmentRepository, AppointmentLinkRepository, CalendarRepository, ZoneTableRepository],
  exports: OPEN,
})
export class SchedulingModule {}
