import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { problems } from '#kernel';
import { classify, Database, SweepLoop } from '#platform';

export const healthProblems = problems('health', {
  notReady: ['unavailable', 'The clinic is not ready.'],
});

const LONGEST_SWEEP_AGE_SEC = 5;

/** The newest migration that this program was built with. */
function newestMigration(folder = resolve('prisma/migrations')): string | undefined {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => name)
    .sort()
    .at(-1);
}

/** Whether this process should be sent requests: its database answers and fits it, and somebody sweeps. */
@Injectable()
export class Readiness {
  private readonly expected = newestMigration();

  constructor(
    private readonly database: Database,
    private readonly sweeps: SweepLoop,
  ) {}

  /** @throws `health.not-ready` with the reasons */
  async require(): Promise<{ ready: true }> {
    const reasons = await this.reasons();
    if (reasons.length) throw healthProblems.notReady({ reasons });
    return { ready: true };
  }

  private async reasons(): Promise<string[]> {
    try {
      const [schema, sweepAgeSec] = await Promise.all([this.newestApplied(), this.sweeps.ageSec()]);
      const isSwept = sweepAgeSec !== null && sweepAgeSec <= LONGEST_SWEEP_AGE_SEC;
      return [...(schema === this.expected ? [] : ['schema']), ...(isSwept ? [] : ['sweeper'])];
    } catch (error) {
      if (classify(error) !== 'unknown') throw error;
      return ['database'];
    }
  }

  private async newestApplied(): Promise<string | null> {
    const [row] = await this.database.sql<{ schema: string | null }>`
      SELECT max(migration_name) AS schema FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    return row!.schema;
  }
}
