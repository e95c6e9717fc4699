import { Injectable } from '@nestjs/common';

import { AlertsService } from '#alerts';
import { CareService, EmergencyCardService, type EmergencyDetails } from '#care';
import { IdentityService } from '#identity';
import { Database, type Db } from '#platform';
import { isOverForChaperone } from './domain/aftercare.js';
import type { SessionRow } from './session.repository.js';

export type Card = EmergencyDetails & Readonly<{ chaperoneName: string; chaperonePhone: string }>;
/** What surrounds a live session: whom to call, and what to read aloud. */
export type Surroundings = Readonly<{ card: Card | null; onCallName: string | null; clinicPhone: string }>;

/** Emergency card, on-call and clinic numbers of a session: read together, opened for its people only. */
@Injectable()
export class SurroundingsReader {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly cards: EmergencyCardService,
    private readonly care: CareService,
    private readonly alerts: AlertsService,
  ) {}

  async read(session: SessionRow, now: Date): Promise<Surroundings> {
    const db = this.database.read;
    const { phone } = await this.care.settings(db);
    const onCall = await this.alerts.onCallAt(db, now);
    const card = isOverForChaperone(session, now.getTime()) ? null : await this.card(db, session);
    return { card, onCallName: onCall?.displayName ?? null, clinicPhone: phone };
  }

  private async card(db: Db, { patientId, chaperoneId }: SessionRow): Promise<Card | null> {
    const details = await this.cards.read(db, patientId);
    if (!details) return null;
    const [chaperone, contact] = [await this.identity.person(db, chaperoneId), await this.identity.contact(db, chaperoneId)];
    return { ...details, chaperoneName: chaperone.displayName, chaperonePhone: contact.phone ?? '' };
  }
}
