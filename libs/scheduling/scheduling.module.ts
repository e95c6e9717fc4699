import { Module } from '@nestjs/common';

import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AppointmentRepository } from './appointment.repository.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { SchedulingService } from './scheduling.service.js';
import { ZoneTableRepository } from './zone-table.repository.js';

@Module({
  imports: [IdentityModule, CareModule],
  providers: [SchedulingService, AvailabilityService, AppointmentRepository, CalendarRepository, ZoneTableRepository],
  exports: [SchedulingService, AvailabilityService],
})
export class SchedulingModule {}
