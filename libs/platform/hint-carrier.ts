import type pg from 'pg';

/** The name of the channel of all hints, in PostgreSQL and in Redis. */
export const CHANNEL = 'hearth_hint';
/** Settings of a connection whose hints are carried by the program instead of NOTIFY. */
export const CARRIED = { 'hearth.hints': 'carried' } as const;
const HINT_CODE = 'HH001';

/** What each connection has hinted at since it was taken from its pool. */
const hinted = new WeakMap<pg.ClientBase, string[]>();

/** Carries what statements hint at: when a connection goes back to its pool, what it wrote is committed. */
export function carryHints(pool: pg.Pool, carry: (hint: string) => void): void {
  pool.on('connect', (client) => {
    client.on('notice', ({ code, message }) => {
      if (code === HINT_CODE && message) hinted.set(client, [...(hinted.get(client) ?? []), message]);
    });
  });
  pool.on('release', (_, client) => {
    for (const hint of hinted.get(client) ?? []) carry(hint);
    hinted.delete(client);
  });
}

/** What was rolled back was never said. */
export function forgetHints(client: pg.ClientBase): void {
  hinted.delete(client);
}
