import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { ANSWERS, DELIVERY, openForm, PLAN, RIDE, sessionInClinic } from './in-clinic-acts.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
const SESSION = '/v1/dosing-sessions/{sessionId}';

/** A delivery, a count, a draw and its end, a ride, a form, a plan: each once. */
export async function treatsInClinicOnce(clinic: Clinic, provesOnce: ProvesOnce): Promise<void> {
  const [nina, helen] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Helen')];
  const delivery = { by: nina, path: '/v1/stock', body: DELIVERY, other: { body: { ...DELIVERY, units: 3 } } };
  const { lotId } = (await provesOnce('/v1/stock', delivery)).body;
  const count = { units: 5, why: 'counted', witness: 'Paul' };
  const counted = { by: nina, path: `/v1/stock/${lotId}/counts`, body: count, other: { body: { ...count, units: 6 } } };
  await provesOnce('/v1/stock/{lotId}/counts', counted);
  const at = `/v1/dosing-sessions/${await sessionInClinic(nina)}`;
  const end = { how: 'put-back', witness: 'Paul' };
  const ended = { by: nina, path: `${at}/draw/end`, body: end, other: { body: { ...end, how: 'destroyed' } } };
  await provesOnce(`${SESSION}/draw/end`, ended);
  const draw = { lotId, units: 2, witness: 'Paul' };
  await provesOnce(`${SESSION}/draw`, { by: nina, path: `${at}/draw`, body: draw, other: { body: { ...draw, units: 1 } } });
  const { lots } = (await nina.get('/v1/stock').expect(200)).body;
  expect(lots.find((lot: { lotId: string }) => lot.lotId === lotId).onHandUnits).toBe(3);
  const ride = { by: nina, path: `${at}/ride`, body: RIDE, other: { body: { ...RIDE, name: 'Another' } }, audited: 2 }; // and as an entry of the log
  await provesOnce(`${SESSION}/ride`, ride);
  const path = `/v1/monitoring-forms/${await openForm(nina)}`;
  const form = { by: nina, path, body: ANSWERS, other: { body: { ...ANSWERS, maoi: true } } };
  await provesOnce('/v1/monitoring-forms/{formId}', form);
  await helen.stepUp('Helen');
  const plan = { by: helen, path: '/v1/emergency-plan', body: PLAN, other: { body: { ...PLAN, entryNote: 'Left' } } };
  await provesOnce('/v1/emergency-plan', plan);
}
