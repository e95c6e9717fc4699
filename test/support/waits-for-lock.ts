import { Database, type Tx } from '#platform';
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

type Overtaking = Readonly<{ takes: (tx: Tx) => Promise<unknown>; does: (tx: Tx) => Promise<unknown> }>;

/** Lets `late` come to what another transaction has taken, waits until that one has done its work, and ends as `late` does. */
export async function overtaken<T>(clinic: SmallClinic, { takes, does }: Overtaking, late: () => Promise<T>): Promise<T> {
  const { ended } = await clinic.transact(async (tx) => {
    await takes(tx);
    const ending = Promise.allSettled([late()]);
    await waitsForLock(clinic);
    await does(tx);
    return { ended: ending };
  });
  const [outcome] = await ended;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
