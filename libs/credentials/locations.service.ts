import { Injectable } from '@nestjs/common';

import { Audit } from '#audit';
import { CareService } from '#care';
import type { PatientLocation } from '#contracts';
import { type Caller, IdentityService } from '#identity';
import { Database } from '#platform';
import { LocationRepository } from './location.repository.js';
import { LocationViews } from './location-views.js';

/** Where patients say that they are, and who may treat them there. */
@Injectable()
export class LocationsService {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly locations: LocationRepository,
    private readonly views: LocationViews,
    private readonly audit: Audit,
  ) {}

  /** @throws `care.not-found` */
  async read(caller: Caller, patientId: string): Promise<PatientLocation> {
    await this.care.requireAccess(caller, patientId, 'session');
    await this.audit.recordRead(caller, { action: 'read-location', objectType: 'patient-location', subjectPersonId: patientId });
    return this.views.of(this.database.read, patientId);
  }

  /** The patient says it, or somebody of their team who has asked them. @throws `care.not-found` */
  async state(caller: Caller, patientId: string, jurisdiction: string): Promise<PatientLocation> {
    return this.database.transact(async (tx) => {
      await this.care.requireAccess(caller, patientId, 'planning', tx);
      const { zone } = await this.identity.person(tx, patientId);
      await this.locations.insert(tx, { patientId, jurisdiction, zone, by: caller.personId });
      const act = { action: 'state-location', objectType: 'patient-location', subjectPersonId: patientId };
      await this.audit.record(tx, caller, act);
      return this.views.of(tx, patientId);
    });
  }
}
