import { Database } from '#platform';
import type { SmallClinic } from './small-clinic.js';

/** Until somebody waits for a lock that another transaction of this database has taken, of a row or by its name. */
export async function waitsForLock(clinic: SmallClinic): Promise<void> {
  for (;;) {
    const [row] = await clinic.get(Database).sql<{ isWaiting: boolean }>`
      SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE NOT granted AND datname = current_database()) AS "isWaiting"`;
    if (row!.isWaiting) return;
    await new Promise((next) => setImmediate(next));
  }
}
