import type { AuditProof } from './audited.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';
import { heldForFood, REASON } from './repeated-gate-overrides.js';

/** Who signs over something that holds a gate, and who looks at it. */
export async function provesOverrides(clinic: Clinic, audit: AuditProof): Promise<void> {
  const [nina, director] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Helen')];
  const { sessionId } = await Visitor.chaperoneOf(clinic, 'jonas');
  const at = `/v1/dosing-sessions/${sessionId}/overrides`;
  const gateSeq = await heldForFood(clinic, nina, sessionId);
  await nina.stepUp('Nina');
  for (const item of ['consent-current', 'chaperone-present', 'medicines-held'])
    expect((await nina.post(at, { gateSeq, item, reason: REASON })).body.facts).toEqual({ reason: 'not-to-be-overridden' });
  await audit.proves('GateOverridesController.sign', 'Nina', 'Jonas', () =>
    nina.post(at, { gateSeq, item: 'fasting', reason: REASON }).expect(201),
  );
  const { findings } = (await nina.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201)).body;
  expect(findings.find(({ item }: { item: string }) => item === 'fasting')).toMatchObject({ isMet: true, reason: 'overridden' });
  await audit.proves('GateOverridesController.list', 'Helen', 'Jonas', async () => {
    const { overrides } = (await director.get('/v1/gate-overrides').expect(200)).body;
    expect(overrides[0]).toMatchObject({ item: 'fasting', heldFor: 'ate-too-recently', reason: REASON });
  });
}
