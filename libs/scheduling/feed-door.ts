import { Injectable } from '@nestjs/common';

import type { Role } from '#contracts';
import { IdentityService } from '#identity';
import { Config, type Db, RateLimits } from '#platform';
import type { Feed } from './feed.repository.js';

/** Programs ask a few times an hour; a broken one is slowed down. Source: docs/adr/0017-calendars.md. */
const MOST_PER_MIN = 30;
const PATH = '/v1/calendar/';

/** Where a feed is found, where it leads, and how often it may be asked for. */
@Injectable()
export class FeedDoor {
  constructor(
    private readonly config: Config,
    private readonly limits: RateLimits,
    private readonly identity: IdentityService,
  ) {}

  address(secret: string): string {
    return `${this.config.publicUrl}${PATH}${secret}.ics`;
  }

  /** Who reads it, in which zone, and the page of the app on which they find more. */
  async reader(on: Db, { personId }: Pick<Feed, 'personId'>): Promise<{ role: Role; zone: string; page: string }> {
    const { role, zone } = await this.identity.person(on, personId);
    return { role, zone, page: `${this.config.publicUrl}${role === 'patient' ? '/home' : '/board'}` };
  }

  count({ id }: Feed): void {
    this.limits.spend(`calendar:${id}`, MOST_PER_MIN);
  }
}
