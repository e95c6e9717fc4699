import { Injectable } from '@nestjs/common';

import { offsetMinAt } from '#kernel';
import { type Reader, ZoneTables } from '#platform';

/** How far clocks are apart at this moment. */
@Injectable()
export class Clocks {
  constructor(private readonly zones: ZoneTables) {}

  /** @param now epoch ms @returns minutes ahead of UTC, by zone */
  async offsets(on: Reader, zones: readonly string[], now: number): Promise<Map<string, number>> {
    const each = [...new Set(zones)].map(async (zone) => {
      const table = await this.zones.find(zone, { from: now, to: now }, on);
      return [zone, offsetMinAt(table, now)] as const;
    });
    return new Map(await Promise.all(each));
  }
}
