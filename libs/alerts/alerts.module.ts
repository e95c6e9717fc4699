import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AlertsService } from './alerts.service.js';
import { ClinicAlertRepository } from './clinic-alert.repository.js';
import { ClinicAlertNames } from './clinic-alert-names.js';
import { ClinicAlertPageRepository } from './clinic-alert-page.repository.js';
import { ClinicAlertSightRepository } from './clinic-alert-sight.repository.js';
import { ClinicAlertsService } from './clinic-alerts.service.js';
import { ClinicCalendar } from './clinic-calendar.js';
import { ClinicLadder } from './clinic-ladder.service.js';
import { DutyRepository } from './duty.repository.js';
import { GapSweep } from './gap-sweep.js';
import { LadderPeople } from './ladder-people.js';
import { OnCallRepository } from './on-call.repository.js';
import { PageRepository } from './page.repository.js';
import { PagingService } from './paging.service.js';
import { RotaService } from './rota.service.js';
import { RotaReader } from './rota-reader.service.js';
import { SupervisingPhysicians } from './supervising-physicians.js';
import { WatchCoverRepository } from './watch-cover.repository.js';
import { WatchCoverSweep } from './watch-cover-sweep.js';
import { WatchCovers } from './watch-covers.service.js';

const OPEN = [AlertsService, ClinicAlertsService, ClinicLadder, PagingService, RotaService, RotaReader, WatchCovers];

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [
    ...OPEN,
    OnCallRepository,
    DutyRepository,
    ClinicAlertRepository,
    ClinicAlertPageRepository,
    ClinicAlertSightRepository,
    ClinicAlertNames,
    LadderPeople,
    SupervisingPhysicians,
    PageRepository,
    ClinicCalendar,
    GapSweep,
    WatchCoverRepository,
    WatchCoverSweep,
  ],
  exports: [...OPEN, ClinicCalendar],
})
export class AlertsModule {}
