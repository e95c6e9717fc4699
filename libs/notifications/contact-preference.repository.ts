import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { Reader, Tx } from '#platform';
import { type QuietHours, USUAL_QUIET } from './domain/quiet-hours.js';
import { EXTERNAL, type External } from './message.repository.js';

export type Preference = Readonly<Record<External, boolean>> & Readonly<{ first: External | null; quiet: QuietHours }>;
/** As the clinic does it for whoever has not said how they want it. */
const USUAL: Preference = { email: true, sms: true, push: true, first: null, quiet: USUAL_QUIET };

/** How people want to be reached, and each yes and no to a channel. */
@Injectable()
export class ContactPreferenceRepository {
  async find(on: Reader, personId: string): Promise<Preference> {
    const [row] = await on.sql<Record<External, boolean> & { first: External | null; fromMin: number; toMin: number }>`
      SELECT email, sms, push, first, quiet_from_min AS "fromMin", quiet_to_min AS "toMin"
      FROM contact_preference WHERE person_id = ${personId}`;
    if (!row) return USUAL;
    const { fromMin, toMin, ...channels } = row;
    return { ...channels, quiet: { fromMin, toMin } };
  }

  async put(tx: Tx, personId: string, wanted: Preference): Promise<void> {
    const before = await this.find(tx, personId);
    const { email, sms, push, first, quiet } = wanted;
    await tx.sql`
      INSERT INTO contact_preference (person_id, email, sms, push, first, quiet_from_min, quiet_to_min)
      VALUES (${personId}, ${email}, ${sms}, ${push}, ${first}::message_channel, ${quiet.fromMin}, ${quiet.toMin})
      ON CONFLICT (person_id) DO UPDATE SET email = EXCLUDED.email, sms = EXCLUDED.sms, push = EXCLUDED.push, first = EXCLUDED.first,
        quiet_from_min = EXCLUDED.quiet_from_min, quiet_to_min = EXCLUDED.quiet_to_min, changed_at = app_now()`;
    for (const channel of EXTERNAL) if (before[channel] !== wanted[channel]) this.consent(tx, personId, channel, wanted[channel]);
  }

  private consent(tx: Tx, personId: string, channel: External, isGiven: boolean): void {
    tx.later`
      INSERT INTO channel_consent (id, person_id, channel, is_given)
      VALUES (${randomUUID()}, ${personId}, ${channel}::message_channel, ${isGiven})`;
  }
}
