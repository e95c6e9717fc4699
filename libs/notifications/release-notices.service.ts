import { Injectable } from '@nestjs/common';

import type { Tx } from '#platform';
import { PausedReleases } from '#sessions';
import { DispatchService } from './dispatch.service.js';

/** Whoever has the medicine in their hands is called at once, by every channel that reaches them: they are to wait. */
@Injectable()
export class ReleaseNotices {
  constructor(
    private readonly releases: PausedReleases,
    private readonly dispatch: DispatchService,
  ) {}

  /** @param eventId of what took it back: another time is another call */
  async takenBack(tx: Tx, sessionId: string, eventId: string): Promise<void> {
    const people = await this.releases.toTell(tx, sessionId);
    if (!people) return;
    const about = { subjectId: sessionId, cause: `release-taken-back:${eventId}`, channel: 'sms' } as const;
    await this.dispatch.call(tx, { template: 'waitNow', ...about }, [people.patientId]);
    await this.dispatch.call(tx, { template: 'prompt', ...about }, [people.chaperoneId]);
  }
}
