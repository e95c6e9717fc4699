import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AppointmentRepository } from './appointment.repository.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { ChangeRepository } from './change.repository.js';
import { ChangesService } from './changes.service.js';
import { HoldRepository } from './hold.repository.js';
import { HoldsService } from './holds.service.js';
import { LateChangesService } from './late-changes.service.js';
import { SchedulingService } from './scheduling.service.js';
import { ZoneTableRepository } from './zone-table.repository.js';

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [
    SchedulingService,
    HoldsService,
    ChangesService,
    LateChangesService,
    AvailabilityService,
    AppointmentRepository,
    HoldRepository,
    ChangeRepository,
    CalendarRepository,
    ZoneTableRepository,
  ],
  exports: [SchedulingService, HoldsService, ChangesService, LateChangesService, AvailabilityService],
})
export class SchedulingModule {}
