import { Module } from '@nestjs/common';

import { AuditModule } from '#audit';
import { CareModule } from '#care';
import { IdentityModule } from '#identity';
import { AuthorityRepository } from './authority.repository.js';
import { AuthorityService } from './authority.service.js';
import { CarePlaces } from './care-places.js';
import { EndingsRepository } from './endings.repository.js';
import { HeldLicences } from './held-licences.js';
import { LegalBasesService } from './legal-bases.service.js';
import { LegalBasisRepository } from './legal-basis.repository.js';
import { LegalBasisPeople } from './legal-basis-people.js';
import { LicenceRepository } from './licence.repository.js';
import { LicenceService } from './licence.service.js';
import { LicenceLists } from './licence-lists.js';
import { LicenceReminders } from './licence-reminders.js';
import { LicencesService } from './licences.service.js';
import { LicensedPlaces } from './licensed-places.js';
import { LocationRepository } from './location.repository.js';
import { LocationViews } from './location-views.js';
import { LocationsService } from './locations.service.js';
import { PdmpRepository } from './pdmp.repository.js';
import { PdmpService } from './pdmp.service.js';
import { PdmpDue } from './pdmp-due.js';
import { PdmpPeople } from './pdmp-people.js';
import { PdmpRecord } from './pdmp-record.js';
import { PlaceCheckService } from './place-check.service.js';
import { PrescribingRuleRepository } from './prescribing-rule.repository.js';
import { PrescribingRulesService } from './prescribing-rules.service.js';
import { RegisterChanges } from './register-changes.js';

const OPEN = [
  AuthorityService,
  CarePlaces,
  HeldLicences,
  LegalBasesService,
  LicenceReminders,
  LicensedPlaces,
  LicenceService,
  LicencesService,
  LocationsService,
  PdmpService,
  PdmpDue,
  PlaceCheckService,
  PrescribingRulesService,
];
const REPOSITORIES = [
  AuthorityRepository,
  EndingsRepository,
  LegalBasisRepository,
  LicenceRepository,
  LocationRepository,
  PdmpRepository,
  PrescribingRuleRepository,
];

@Module({
  imports: [AuditModule, IdentityModule, CareModule],
  providers: [...OPEN, PdmpPeople, PdmpRecord, LegalBasisPeople, RegisterChanges, LicenceLists, LocationViews, ...REPOSITORIES],
  exports: OPEN,
})
export class CredentialsModule {}
