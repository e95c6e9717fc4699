import fc from 'fast-check';
import { doseText } from './domain/signed-text.js';
import { proofOf, standingOf } from './text-proof.js';

const text = doseText(
  { protocolId: 'x', version: 1, session: 2, doseMg: 150, priorMg: 100, reason: 'Wie besprochen: größer', findings: [] },
  {
    ...{ reference: 'r', patientId: 'p', patientName: 'Rosa', signerId: 's', signerName: 'Nina', place: 'US-IL' },
    ...{ licenceId: 'l', day: '2026-11-29', signedAt: '2026-11-29T10:00:00.000Z' },
  },
);

describe('the proof beside a signed text', () => {
  it('says that it is as it was signed', () => expect(standingOf(text, proofOf(text))).toBe('as-signed'));

  it('fails after any change of any byte', () => {
    const bytes = Buffer.from(text, 'latin1');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      expect([at, standingOf(changed.toString('latin1'), proofOf(text))]).toEqual([at, 'changed']);
    }
  });

  it('fails for any other text, and for any other proof', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 31 }), fc.integer({ min: 1, max: 255 }), (other, at, mask) => {
        expect(standingOf(other, proofOf(text))).toBe(other === text ? 'as-signed' : 'changed');
        const proof = proofOf(text);
        proof[at] = proof[at]! ^ mask;
        expect(standingOf(text, proof)).toBe('changed');
      }),
    );
  });

  it('knows what was erased', () => expect(standingOf(null, proofOf(text))).toBe('erased'));
});
