import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type One = (statement: string, ...values: unknown[]) => Promise<Record<string, unknown>>;

/** A clinic that closes, closes once. */
export async function closesOnce(
  clinic: Clinic,
  provesOnce: (route: string, act: Act) => Promise<Response>,
  one: One,
): Promise<void> {
  const by = await Visitor.named(clinic, 'Ada');
  const { personId } = (await (await Visitor.named(clinic, 'Nina')).get('/v1/me')).body;
  const dayOff = (day: string) => ({ personId, away: { kind: 'unplanned', firstDay: day, lastDay: day } });
  const path = '/v1/closures';
  const { body } = await provesOnce(path, { by, path, body: dayOff('2099-02-01'), other: { body: dayOff('2099-02-02') } });
  expect(body.people).toBe(1);
  const { days } = await one(
    "SELECT count(*)::int AS days FROM time_off WHERE person_id = $1 AND first_day = '2099-02-01'",
    personId,
  );
  expect(days).toBe(1);
}
