import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { IdentityService } from '#identity';
import type { Tx } from '#platform';
import { AlertsService } from './alerts.service.js';
import { PageRepository } from './page.repository.js';
import { SupervisingPhysicians } from './supervising-physicians.js';

/** Whom one tier of a session's alert calls; the session's facts come as values. */
export type Call = Readonly<{
  sessionId: string;
  alertRef: string;
  tier: number;
  patientId: string;
  personIds: readonly string[];
  callsOnCall: boolean;
  callsPhysician: boolean;
  callsAdmins: boolean;
}>;

/** Turns a tier of a ladder into people. */
@Injectable()
export class PagingService {
  constructor(
    private readonly pages: PageRepository,
    private readonly alerts: AlertsService,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly physicians: SupervisingPhysicians,
  ) {}

  /**
   * Records whom a tier calls. Whoever is on call that minute gets access to the patient as a row; if nobody is, every admin is
   * called instead and an alert says why. Of whoever is away, the one who watches for them is called, too.
   *
   * @returns the people who are to be told now; nobody is called twice by one tier
   */
  async page(tx: Tx, call: Call): Promise<string[]> {
    const onCall = call.callsOnCall ? await this.alerts.onCallIn(tx) : null;
    if (onCall) await this.care.assignPaged(tx, call.patientId, onCall.personId);
    const isUncovered = call.callsOnCall && !onCall;
    if (isUncovered) {
      await this.alerts.raise(tx, { kind: 'nobody-on-call', subjectId: call.sessionId, level: 3, patientId: call.patientId });
    }
    const admins = call.callsAdmins || isUncovered ? await this.identity.peopleWithRole(tx, 'admin') : [];
    const physicians = call.callsPhysician ? await this.physicians.of(tx, call.patientId) : [];
    for (const personId of physicians) await this.care.assignPaged(tx, call.patientId, personId);
    const called = [...call.personIds, ...(onCall ? [onCall.personId] : []), ...physicians, ...admins.map(({ id }) => id)];
    const standIns = await this.alerts.standInsOf(tx, called);
    for (const personId of standIns) await this.care.assignPaged(tx, call.patientId, personId);
    return this.pages.insert(tx, { ...call, personIds: [...new Set([...called, ...standIns])] });
  }
}
