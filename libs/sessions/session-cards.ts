import { Injectable } from '@nestjs/common';

import { EmergencyCardService, type EmergencyDetails, EmergencyPlanService } from '#care';
import { IdentityService } from '#identity';
import type { Db } from '#platform';
import { isInClinic } from '#session-engine';
import type { SessionRow } from './session.repository.js';

/** `steps`: what is done in the clinic; at home there are none of the kind. */
export type Card = EmergencyDetails & Readonly<{ chaperoneName: string; chaperonePhone: string; steps?: string }>;
export type Companion = Readonly<{ name: string; phone: string }>;

/** What is read aloud when help has to come to a session: to the patient's home, or to the clinic. */
@Injectable()
export class SessionCards {
  constructor(
    private readonly identity: IdentityService,
    private readonly cards: EmergencyCardService,
    private readonly plans: EmergencyPlanService,
  ) {}

  /** Null when nobody has written it. */
  async of(db: Db, session: SessionRow): Promise<Card | null> {
    const home = await this.cards.read(db, session.patientId);
    const details = isInClinic(session.plan) ? await this.here(db, home?.allergies ?? '') : home;
    if (!details) return null;
    const { name, phone } = await this.companion(db, session);
    return { ...details, chaperoneName: name, chaperonePhone: phone };
  }

  /** Who comes with the patient at home, and takes them home from the clinic unless somebody else does. */
  async companion(db: Db, { chaperoneId }: SessionRow): Promise<Companion> {
    const [person, contact] = [await this.identity.person(db, chaperoneId), await this.identity.contact(db, chaperoneId)];
    return { name: person.displayName, phone: contact.phone ?? '' };
  }

  async address(db: Db): Promise<string | null> {
    return (await this.plans.inForce(db))?.addressLine ?? null;
  }

  private async here(db: Db, allergies: string): Promise<(EmergencyDetails & Pick<Card, 'steps'>) | null> {
    const plan = await this.plans.inForce(db);
    if (!plan) return null;
    const { addressLine, entryNote, localEmergencyNumber, steps } = plan;
    return { addressLine, entryNote, localEmergencyNumber, steps, allergies };
  }
}
