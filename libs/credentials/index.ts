export { CredentialsModule } from './credentials.module.js';
export type { Covered, NotCovered } from './domain/covers.js';
export { type HeldLicence, HeldLicences } from './held-licences.js';
export type { NewLicence } from './licence.repository.js';
export { LicenceService, type PlaceStanding, type Treated } from './licence.service.js';
export { LicenceReminders } from './licence-reminders.js';
export { LicencesService } from './licences.service.js';
export { LocationsService } from './locations.service.js';
export { licenceEnding } from './messages.js';
