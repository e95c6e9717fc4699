import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Who signs from where on courses are paused, for the clinic and for a patient. */
export async function provesPauseLimits(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [helen, nina] = [await Visitor.named(clinic, 'Helen'), await Visitor.named(clinic, 'Nina')];
  const limits = { reason: 'A test of the audit', limits: { gapDays: 80 } };
  const { versions } = (await helen.get('/v1/pause-limits').expect(200)).body;
  await helen.stepUp('Helen');
  await audit.proves('PauseLimitsController.sign', 'Helen', null, () =>
    helen.post('/v1/pause-limits', { ...limits, basedOn: versions[0]?.version ?? 0 }).expect(201),
  );
  const path = `/v1/patients/${await audit.idOf('Rosa')}/pause-limits`;
  await audit.proves('PauseLimitsController.readOf', 'Nina', 'Rosa', () => nina.get(path).expect(200));
  await nina.stepUp('Nina');
  await audit.proves('PauseLimitsController.signOf', 'Nina', 'Rosa', () =>
    nina.post(path, { ...limits, basedOn: 0 }).expect(201),
  );
}
