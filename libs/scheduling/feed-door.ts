import { Injectable } from '@nestjs/common';

import { Config, RateLimits } from '#platform';
import type { Feed } from './feed.repository.js';

/** Programs ask a few times an hour; a broken one is slowed down. Source: docs/adr/0016-calendars.md. */
const MOST_PER_MIN = 30;
const PATH = '/v1/calendar/';

/** Where a feed is found, where it leads, and how often it may be asked for. */
@Injectable()
export class FeedDoor {
  constructor(
    private readonly config: Config,
    private readonly limits: RateLimits,
  ) {}

  address(secret: string): string {
    return `${this.config.publicUrl}${PATH}${secret}.ics`;
  }

  /** The page of the app on which its reader finds more. */
  page({ role }: Pick<Feed, 'role'>): string {
    return `${this.config.publicUrl}${role === 'patient' ? '/home' : '/board'}`;
  }

  count({ id }: Feed): void {
    this.limits.spend(`calendar:${id}`, MOST_PER_MIN);
  }
}
