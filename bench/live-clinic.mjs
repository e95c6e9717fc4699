// What the live rows have in common: sessions in which the dose was taken, and limits that stop no generator.
import { join } from 'node:path';
import { start, startHearth, temporaryFolder } from './children.mjs';
import { makeMigratedDatabase } from './database.mjs';

/** Everybody comes from one address here, and a saturated sender may record more often than a person would. */
export const LIMITS = Object.fromEntries(
  ['SAFETY_PER_MIN', 'PERSON_PER_MIN', 'SOCKET_EVENTS_PER_SEC', 'SOCKET_BURST', 'SOCKETS_PER_PERSON', 'SOCKETS_PER_ADDRESS'].map(
    (name) => [`HEARTH_LIMIT_${name}`, '1000000'],
  ),
);
export const limitLines = () => Object.entries(LIMITS).map(([name, value]) => `${name}=${value}`);

/** Which of a room's cookies is whose. */
export const SEAT = { chaperone: 0, patient: 1, therapist: 2, prescriber: 3 };

/**
 * A clinic of so many live sessions, each with a team of its own.
 *
 * @returns the address of its database; `rooms` as `{ id, tokens }`; `launch(flags, env, url)`, which starts an api on it or on a copy of it
 */
export async function makeLiveClinic(name, sessions) {
  const databaseUrl = await makeMigratedDatabase(name);
  const dataDir = temporaryFolder(); // holds the key under which what is said there is sealed
  const maker = start('bench/sessions.mjs', {
    env: { DATABASE_URL: databaseUrl, HEARTH_DATA_DIR: dataDir },
    args: [String(sessions)],
  });
  const { rooms } = await maker.ask();
  await maker.ended;
  const keys = { HEARTH_KEY_FILE: join(dataDir, 'field-key') };
  const launch = (flags = [], env = {}, url = databaseUrl) => startHearth(url, { env: { ...LIMITS, ...keys, ...env }, flags });
  return { databaseUrl, rooms, launch };
}
