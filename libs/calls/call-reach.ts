import { Injectable } from '@nestjs/common';

import { CareService, EmergencyCardService } from '#care';
import type { CallContacts } from '#contracts';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import type { AppointmentRow } from '#scheduling';

type Reach = Pick<CallContacts, 'patient' | 'chaperone' | 'addressLine' | 'entryNote' | 'localEmergencyNumber'>;

/** Telephones, and the address that an ambulance needs. Opened for `CallContacts` only, which audits it. */
@Injectable()
export class CallReach {
  constructor(
    private readonly identity: IdentityService,
    private readonly care: CareService,
    private readonly cards: EmergencyCardService,
  ) {}

  async of(db: Db, { patientId, parties }: Pick<AppointmentRow, 'patientId' | 'parties'>): Promise<Reach> {
    const chaperoneId = parties.find(({ part }) => part === 'chaperone')?.personId ?? (await this.companionOf(db, patientId));
    const card = await this.cards.read(db, patientId);
    return {
      patient: await this.person(db, patientId),
      chaperone: chaperoneId ? await this.person(db, chaperoneId) : null,
      addressLine: card?.addressLine ?? null,
      entryNote: card?.entryNote || null,
      localEmergencyNumber: card?.localEmergencyNumber || null,
    };
  }

  /** Who stands by the patient in their course, where this appointment has no companion. */
  private async companionOf(db: Db, patientId: string): Promise<string | null> {
    const team = await this.identity.people(db, await this.care.team(db, patientId));
    return [...team.values()].find(({ role }) => role === 'chaperone')?.id ?? null;
  }

  private async person(db: Db, id: string): Promise<{ displayName: string; phone: string | null }> {
    const [{ displayName }, { phone }] = [await this.identity.person(db, id), await this.identity.contact(db, id)];
    return { displayName, phone };
  }
}
