import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { answerAll, CARD, differing, filled, ORDER, shipped, supplyOf, TALKED } from './at-home-acts.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;
const OF_PATIENT = '/v1/patients/{patientId}';

/** An order, a step, a count, a review, a disposal, what a dose took, a recall: each once. */
export async function suppliesOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [ida, nina] = [await Visitor.named(clinic, 'Ida'), await Visitor.named(clinic, 'Nina')];
  const { personId: patientId } = (await ida.get('/v1/me')).body;
  const at = supplyOf(patientId);
  const order = { by: nina, path: at, body: ORDER, other: { body: { ...ORDER, orderedUnits: 20 } } };
  const ordered = (await provesOnce(`${OF_PATIENT}/supply`, order)).body.dispenseId;
  const step = { by: nina, path: `${at}/${ordered}/steps`, body: { to: 'sent-to-pharmacy' }, other: { body: filled('LOT-R0') } };
  await provesOnce(`${OF_PATIENT}/supply/{dispenseId}/steps`, step);
  const { dispenseId, discrepancyId } = await differing(nina, ida, patientId, 'LOT-R1');
  const review = { finding: 'pharmacy-error', units: 9, note: 'The pharmacy sends the missing one.' };
  await provesOnce(`${OF_PATIENT}/supply-discrepancies/{discrepancyId}/review`, {
    by: nina,
    path: `/v1/patients/${patientId}/supply-discrepancies/${discrepancyId}/review`,
    body: review,
    other: { body: { ...review, units: 8 } },
  });
  const count = { by: ida, path: `${at}/${dispenseId}/counts`, body: { units: 9 }, other: { body: { units: 8 } } };
  await provesOnce(`${OF_PATIENT}/supply/{dispenseId}/counts`, count);
  const disposal = { how: 'destroyed', units: 1, witness: 'Somebody' };
  const path = `${at}/${dispenseId}/disposals`;
  await provesOnce(`${OF_PATIENT}/supply/{dispenseId}/disposals`, {
    by: nina,
    path,
    body: disposal,
    other: { body: { ...disposal, units: 2 } },
  });
  const { id } = await one(
    'INSERT INTO supply_dose (dose_line_id, patient_id, dose_mg, taken_at) VALUES (gen_random_uuid(), $1, 100, app_now()) RETURNING dose_line_id AS id',
    patientId,
  );
  await provesOnce(`${OF_PATIENT}/supply-doses/{doseLineId}`, {
    by: nina,
    path: `/v1/patients/${patientId}/supply-doses/${id}`,
    body: { dispenseId, units: 2 },
    other: { body: { dispenseId, units: 3 } },
  });
  const { left } = await one('SELECT on_hand_units::float8::text AS left FROM medication_dispense WHERE id = $1', dispenseId);
  expect(left).toBe('6');
  await shipped(nina, patientId, 'LOT-R2');
  await nina.stepUp('Nina');
  const recall = { pharmacy: ORDER.pharmacy, lot: 'LOT-R2' };
  const act = { by: nina, path: '/v1/supply/recalls', body: recall, other: { body: { ...recall, lot: 'LOT-R1' } } };
  expect((await provesOnce('/v1/supply/recalls', act)).body).toEqual({ patients: 1 });
}

/** An answer, a card, what is talked through, a signature: each once. */
export async function preparesOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [rosa, tom] = [await Visitor.named(clinic, 'Rosa'), await Visitor.named(clinic, 'Tom')];
  const { personId: patientId } = (await rosa.get('/v1/me')).body;
  const [at, route] = [`/v1/patients/${patientId}`, OF_PATIENT];
  const card = { by: rosa, path: `${at}/emergency-card`, body: CARD, other: { body: { ...CARD, addressLine: '2 Test St' } } };
  await provesOnce(`${route}/emergency-card`, card);
  const [understood, fears] = [
    { item: 'fasting', understood: true },
    { item: 'fears', text: 'None.' },
  ];
  const answer = { by: rosa, path: `${at}/preparation/answers`, body: understood, other: { body: fears } };
  await provesOnce(`${route}/preparation/answers`, answer);
  await answerAll(rosa, patientId);
  const { dispenses } = (await rosa.get(supplyOf(patientId)).expect(200)).body;
  await rosa.post(`${supplyOf(patientId)}/${dispenses[0].dispenseId}/counts`, { units: 10 }).expect(201);
  const talks = { by: tom, path: `${at}/preparation/talks`, body: { items: TALKED }, other: { body: { items: ['fears'] } } };
  await provesOnce(`${route}/preparation/talks`, talks);
  const other = { path: `/v1/patients/${randomUUID()}/preparation/sign-off` };
  const { body } = await provesOnce(`${route}/preparation/sign-off`, {
    by: tom,
    path: `${at}/preparation/sign-off`,
    body: {},
    other,
  });
  expect(body.open).toEqual([]);
}
