// A clinic in which each patient has a time to book that no other will want.
import { withClient } from './database.mjs';
import { enrol, signIn } from './people.mjs';

const DAY_MS = 86_400_000;
/** Sessions begin at these hours UTC, one after the other for a team: 8 to 20 h in the clinic's zone. Visits fill the day after. */
const HOURS = [15, 18, 21, 24];
/** The worker would send what the bookings promise; the floor sends nothing either. */
export const BOOKING_LIMITS = {
  HEARTH_WORKER: 'separate',
  HEARTH_LIMIT_PERSON_PER_MIN: '1000000',
  HEARTH_LIMIT_ADDRESS_PER_MIN: '1000000',
};

/** The time of the nth session of a team: it has sessions on every second day. */
export function sessionAt(place) {
  const day = Math.ceil(Date.now() / DAY_MS) + 1 + 2 * Math.floor(place / HOURS.length);
  return new Date(day * DAY_MS + HOURS[place % HOURS.length] * 3_600_000);
}

/** Fills an empty clinic and signs all patients in. @returns what each books; neighbours belong to different teams */
export const makeBookings = (url, { teams, patientsPerTeam }) =>
  withClient(url, async (client) => {
    const patients = await enrol(client, { teams, patientsPerTeam });
    const tokens = await signIn(
      client,
      patients.map(({ patientId }) => ({ personId: patientId, sessionScope: null })),
    );
    await client.query('ANALYZE');
    return patients.map(({ patientId }, i) => ({
      ...{ patientId, token: tokens[i], startsAt: sessionAt(Math.floor(i / teams)).toISOString() },
    }));
  });
