import { Injectable } from '@nestjs/common';

import type { Db } from '#platform';

const COLUMNS = {
  name: true,
  zone: true,
  phone: true,
  consentVersion: true,
  gateLimits: true,
  maxConcurrentSessions: true,
  onlineWithinSec: true,
} as const;

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
    const row = await db.clinicSettings.findUniqueOrThrow({ where: { one: true }, select: COLUMNS });
    return { ...row, gateLimits: row.gateLimits as Record<string, number> };
  }
}
