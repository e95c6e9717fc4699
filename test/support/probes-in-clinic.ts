import { randomUUID } from 'node:crypto';
import type { Cast, Patient } from './cast.js';
import { ANSWERS, DELIVERY, PLAN, RIDE } from './in-clinic-acts.js';

/** What is sent to the doors of the clinic's own rooms: the sessions of the matrix are at home, and refuse it. */
export const IN_CLINIC_BODIES = {
  'POST /v1/emergency-plan': PLAN,
  'POST /v1/stock': { ...DELIVERY, beyondUseDate: '2000-01-01' },
  'POST /v1/stock/{lotId}/counts': { units: 0, why: 'counted', witness: 'Somebody' },
  'POST /v1/dosing-sessions/{sessionId}/draw': { lotId: randomUUID(), units: 1, witness: 'Somebody' },
  'POST /v1/dosing-sessions/{sessionId}/draw/end': { how: 'put-back', witness: 'Somebody' },
  'POST /v1/dosing-sessions/{sessionId}/ride': RIDE,
  'POST /v1/monitoring-forms/{formId}': ANSWERS,
} as const;

/** A lot of which nothing has come yet; anew for each try. */
export async function stockLotFor(cast: Cast, isThere: boolean): Promise<string> {
  const id = randomUUID();
  if (!isThere) return id;
  await cast.sql(
    `INSERT INTO stock_lot (id, supplier, medication, form, strength_mg, lot, beyond_use_date, entered_by)
     VALUES ($1, 'Nobody', 'ketamine', 'vial', 100, 'TRIED', '2199-12-31', $1)`,
    [id],
  );
  return id;
}

/** A form of the patient's; anew for each try, because it is done once. */
export async function formFor(cast: Cast, patient: Patient | null): Promise<string> {
  const id = randomUUID();
  if (!patient) return id;
  await cast.sql(
    `INSERT INTO monitoring_form (id, session_id, patient_id, program, facts, discharged_at, due_at)
     VALUES ($1, gen_random_uuid(), $2, 'rems', $3, app_now(), app_now() + interval '7 days')`,
    [id, patient.personId, JSON.stringify(FACTS)],
  );
  return id;
}

/** Of both patients there is one. */
export async function bothHaveForms(cast: Cast): Promise<string> {
  for (const patient of [cast.a, cast.b]) await formFor(cast, patient);
  return '';
}

const FACTS = {
  ...{ medication: 'esketamine', doseMg: 56, lot: null, givenAt: '2026-01-01T10:00:00.000Z' },
  ...{ dischargedAt: '2026-01-01T12:05:00.000Z', watchedMin: 125, before: null, at40Min: null, atEnd: null },
};
