export type { Registers } from './authority.repository.js';
export { type AuthorityAsked, AuthorityService, type PartOnDay, type PartToCome } from './authority.service.js';
export { type CarePlace, CarePlaces } from './care-places.js';
export { CredentialsModule } from './credentials.module.js';
export {
  type Act,
  type Asked,
  type Authority,
  type AuthorityLack,
  type AuthorityRegister,
  judgeAuthority,
  mayHaveAuthority,
  NEEDS,
  type Need,
} from './domain/authority.js';
export { type Covered, isLicence, type LicenceFact, type NotCovered } from './domain/covers.js';
export { LACKS, type Lack } from './domain/held.js';
export type { PdmpStanding } from './domain/pdmp.js';
export { type PrescribingRule, ruleOf, UNVERIFIED } from './domain/prescribing-rule.js';
export type { Ending } from './endings.repository.js';
export { type HeldLicence, HeldLicences } from './held-licences.js';
export { LegalBasesService } from './legal-bases.service.js';
export type { About, NewLegalBasis } from './legal-basis.repository.js';
export type { NewLicence } from './licence.repository.js';
export { LicenceService, type PlaceStanding } from './licence.service.js';
export { LicenceReminders } from './licence-reminders.js';
export { LicencesService } from './licences.service.js';
export { LicensedPlaces } from './licensed-places.js';
export { LocationsService } from './locations.service.js';
export { basisEnding, licenceEnding, pdmpDue, REGISTERS_KEY, registersChanged } from './messages.js';
export type { NewPdmpLook } from './pdmp.repository.js';
export { PdmpService } from './pdmp.service.js';
export { PdmpDue } from './pdmp-due.js';
export { type Part, type PlaceCheck, PlaceCheckService } from './place-check.service.js';
export { type LookedUp, PrescribingRulesService } from './prescribing-rules.service.js';
