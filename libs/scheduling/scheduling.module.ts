import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AppointmentRepository } from './appointment.repository.js';
import { AppointmentLinkRepository } from './appointment-link.repository.js';
import { AppointmentLinksService } from './appointment-links.service.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarRepository } from './calendar.repository.js';
import { ChangeRepository } from './change.repository.js';
import { ChangesService } from './changes.service.js';
import { HoldRepository } from './hold.repository.js';
import { HoldsService } from './holds.service.js';
import { LateChangesService } from './late-changes.service.js';
import { SchedulingService } from './scheduling.service.js';
import { ZoneTableRepository } from './zone-table.repository.js';

const OPEN = [SchedulingService, HoldsService, ChangesService, LateChangesService, AvailabilityService, AppointmentLinksService];

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [
    ...OPEN,
    AppointmentRepository,
    AppointmentLinkRepository,
    HoldRepository,
    ChangeRepository,
    CalendarRepository,
    ZoneTableRepository,
  ],
  exports: OPEN,
})
export class SchedulingModule {}
