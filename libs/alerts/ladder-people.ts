import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import { IdentityService } from '#identity';
import { Clock, type Tx } from '#platform';
import { AlertsService } from './alerts.service.js';
import { ClinicAlertSightRepository } from './clinic-alert-sight.repository.js';
import type { ClinicTier } from './domain/clinic-ladders.js';
import { whomToCall } from './domain/who-ends.js';

/** Turns a tier into people: whoever is on call that minute, and whom else it calls. */
@Injectable()
export class LadderPeople {
  constructor(
    private readonly alerts: AlertsService,
    private readonly care: CareService,
    private readonly identity: IdentityService,
    private readonly clock: Clock,
    private readonly sights: ClinicAlertSightRepository,
  ) {}

  /**
   * Whoever is on call gets access to the patient as a row; if nobody is, every admin is called instead, and an alert says why. So does
   * whoever watches for somebody of them who is away.
   */
  async of(tx: Tx, tier: ClinicTier, about: { alertId: string; patientId: string | null }): Promise<string[]> {
    const onCall = await this.alerts.onCallAt(tx, await this.clock.now(tx));
    const { patientId } = about;
    if (onCall && patientId) await this.care.assignPaged(tx, patientId, onCall.personId);
    if (!onCall) {
      const gap = { kind: 'nobody-on-call', subjectId: about.alertId, level: 3 } as const;
      await this.alerts.raise(tx, patientId ? { ...gap, patientId } : gap);
    }
    const team = tier.callsTeam && patientId ? await this.clinicians(tx, patientId) : [];
    const standIns = await this.alerts.standInsOf(tx, [...(onCall ? [onCall.personId] : []), ...team]);
    if (patientId) for (const personId of standIns) await this.care.assignPaged(tx, patientId, personId);
    const admins = tier.callsAdmins || !onCall ? await this.identity.peopleWithRole(tx, 'admin') : [];
    const seenBy = await this.sights.findOf(tx, about.alertId);
    return whomToCall(
      { onCallId: onCall?.personId ?? null, teamIds: [...team, ...standIns], adminIds: admins.map(({ id }) => id) },
      seenBy,
    );
  }

  /** The team without the companion, who sees no answer and no score. */
  private async clinicians(tx: Tx, patientId: string): Promise<string[]> {
    const cards = await this.identity.people(tx, await this.care.team(tx, patientId));
    return [...cards.values()].filter(({ role }) => role !== 'chaperone').map(({ id }) => id);
  }
}
