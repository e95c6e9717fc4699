import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { HeldLicences } from './held-licences.js';
import { LicenceRepository } from './licence.repository.js';
import { LicenceService } from './licence.service.js';
import { LicenceLists } from './licence-lists.js';
import { LicenceReminders } from './licence-reminders.js';
import { LicencesService } from './licences.service.js';
import { LocationRepository } from './location.repository.js';
import { LocationViews } from './location-views.js';
import { LocationsService } from './locations.service.js';

const OPEN = [LicenceService, LicencesService, LocationsService, LicenceReminders, HeldLicences];

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [...OPEN, LicenceLists, LocationViews, LicenceRepository, LocationRepository],
  exports: OPEN,
})
export class CredentialsModule {}
