import type { Response } from 'supertest';
import type { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
const REASON = 'As we spoke of it.';

/** A dose is withdrawn once, and its protocol ended once. @param at the protocol of a patient of whoever does it */
export async function endsProtocolOnce(by: Visitor, provesOnce: ProvesOnce, at: string): Promise<void> {
  const route = '/v1/patients/{patientId}/protocol';
  await by.grantStepUp();
  const close = { by, path: `${at}/doses/2/closing`, body: { as: 'voided', reason: REASON } };
  await provesOnce(`${route}/doses/{doseNumber}/closing`, {
    ...close,
    other: { body: { as: 'voided', reason: 'Another one.' } },
  });
  await by.grantStepUp();
  const end = { by, path: `${at}/end`, body: { reason: REASON }, other: { body: { reason: 'Another one.' } } };
  await provesOnce(`${route}/end`, end);
}
