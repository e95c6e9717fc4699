import { Module } from '@nestjs/common';

import { AlertsModule } from '#alerts';
import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { SessionsModule } from '#sessions';
import { IncidentRepository } from './incident.repository.js';
import { IncidentBooks } from './incident-books.js';
import { IncidentDoor } from './incident-door.js';
import { IncidentEntryRepository } from './incident-entry.repository.js';
import { IncidentReading } from './incident-reading.service.js';
import { IncidentReview } from './incident-review.service.js';
import { IncidentTraces } from './incident-traces.js';
import { IncidentViews } from './incident-views.js';
import { IncidentsService } from './incidents.service.js';
import { IncidentsWaiting } from './incidents-waiting.service.js';

const OPEN = [IncidentsService, IncidentReading, IncidentReview, IncidentsWaiting];

@Module({
  imports: [AlertsModule, AuditModule, IdentityModule, CareModule, SessionsModule],
  providers: [
    ...OPEN,
    ...[IncidentRepository, IncidentEntryRepository, IncidentDoor, IncidentViews, IncidentBooks, IncidentTraces],
  ],
  exports: OPEN,
})
export class IncidentsModule {}
