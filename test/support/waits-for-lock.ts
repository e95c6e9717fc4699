import { Database } from '#platform';
import type { SmallClinic } from './small-clinic.js';

/** Until somebody waits for a lock that another transaction of this database has taken by its name. */
export async function waitsForLock(clinic: SmallClinic): Promise<void> {
  for (;;) {
    const [row] = await clinic.get(Database).sql<{ isWaiting: boolean }>`
      SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "isWaiting"`;
    if (row!.isWaiting) return;
    await new Promise((next) => setImmediate(next));
  }
}
