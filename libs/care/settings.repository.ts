import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';

/** How this clinic works: one row. `gateLimits` holds the clinic's own limits by name of the engine's `GateLimits`. */
export type ClinicSettings = Readonly<{
  name: string;
  zone: string;
  phone: string;
  consentVersion: string;
  gateLimits: Readonly<Record<string, number>>;
  maxConcurrentSessions: number;
  onlineWithinSec: number;
}>;

@Injectable()
export class SettingsRepository {
  async read(db: Db): Promise<ClinicSettings> {
    const [row] = await db.sql<ClinicSettings>`
      SELECT name, zone, phone, consent_version AS "consentVersion", gate_limits AS "gateLimits",
        max_concurrent_sessions AS "maxConcurrentSessions", online_within_sec AS "onlineWithinSec"
      FROM clinic_settings`;
    if (!row) throw new Error('This clinic has no settings.');
    return row;
  }
}
