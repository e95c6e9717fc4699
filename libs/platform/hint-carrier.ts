import type pg from 'pg';
import type { HintChannel } from './hint-channel.js';

/** Settings of a connection whose hints come back to the program, instead of leaving with the commit. */
export const CARRIED = { 'hearth.hints': 'carried' } as const;
const HINT_CODE = 'HH001';

/** What each connection has hinted at since it was taken from its pool. */
const hinted = new WeakMap<pg.ClientBase, string[]>();

/**
 * Says what statements hint at: when a connection goes back to its pool, what it wrote is committed.
 *
 * A commit that itself notifies holds a lock of the whole database until it is on the disk: all who write would do so in single file.
 */
export function carryHints(pool: pg.Pool, channel: HintChannel): void {
  pool.on('connect', (client) => {
    client.on('notice', ({ code, message }) => {
      if (code === HINT_CODE && message) hinted.set(client, [...(hinted.get(client) ?? []), message]);
    });
  });
  pool.on('release', (_, client) => {
    for (const hint of hinted.get(client) ?? []) channel.say(hint);
    hinted.delete(client);
  });
}

/** What was rolled back was never said. */
export function forgetHints(client: pg.ClientBase): void {
  hinted.delete(client);
}
