import { Injectable } from '@nestjs/common';
import type { Readiness as Ready } from '#contracts';
import { problems } from '#kernel';
import { classify, Database, lackingMigrations, RedisLink, SweepLoop } from '#platform';

export const healthProblems = problems('health', {
  notReady: ['unavailable', 'The clinic is not ready.'],
});

const LONGEST_SWEEP_AGE_SEC = 5;

/** Whether this process should be sent requests: its database answers and fits it, and somebody sweeps. */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: Database,
    private readonly sweeps: SweepLoop,
    private readonly link: RedisLink,
  ) {}

  /** @throws `health.not-ready` with the reasons */
  async require(): Promise<Ready> {
    const reasons = await this.reasons();
    if (reasons.length) throw healthProblems.notReady({ reasons });
    return { ready: true, degraded: this.link.isMissed ? ['queue-store'] : [] };
  }

  private async reasons(): Promise<string[]> {
    try {
      const [lacks, sweepAgeSec] = await Promise.all([lackingMigrations(this.database.sql), this.sweeps.ageSec()]);
      const isSwept = sweepAgeSec !== null && sweepAgeSec <= LONGEST_SWEEP_AGE_SEC;
      return [...(lacks.length ? ['schema'] : []), ...(isSwept ? [] : ['sweeper'])];
    } catch (error) {
      if (classify(error) !== 'unknown') throw error;
      return ['database'];
    }
  }
}
