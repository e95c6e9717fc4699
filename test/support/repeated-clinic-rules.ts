import type { Response } from 'supertest';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import type { Act } from './repeated-bookings.js';

type ProvesOnce = (route: string, act: Act) => Promise<Response>;
type One = <T>(statement: string, ...values: unknown[]) => Promise<T>;

/** Limits for pausing are signed once, for the clinic and for a patient. */
export async function limitsOnce(clinic: Clinic, provesOnce: ProvesOnce, one: One): Promise<void> {
  const [helen, nina] = [await Visitor.named(clinic, 'Helen'), await Visitor.named(clinic, 'Nina')];
  const { versions } = (await helen.get('/v1/pause-limits').expect(200)).body;
  const body = { basedOn: versions[0]?.version ?? 0, reason: 'Asked for once', limits: { gapDays: 80 } };
  const other = { body: { ...body, limits: { gapDays: 70 } } };
  await helen.stepUp('Helen');
  await provesOnce('/v1/pause-limits', { by: helen, path: '/v1/pause-limits', body, other });
  const { id } = await one<{ id: string }>("SELECT id FROM person WHERE display_name LIKE 'Rosa%'");
  await nina.stepUp('Nina');
  const path = `/v1/patients/${id}/pause-limits`;
  const asked = { ...body, basedOn: 0 };
  await provesOnce('/v1/patients/{patientId}/pause-limits', {
    by: nina,
    path,
    body: asked,
    other: { body: { ...asked, basedOn: 1 } },
  });
}
