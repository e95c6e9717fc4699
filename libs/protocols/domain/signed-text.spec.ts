import fc from 'fast-check';
import { canonicalJson, doseText, type Signing, versionText } from './signed-text.js';

const SIGNING: Signing = {
  ...{ reference: 'r', patientId: 'p', patientName: 'Rosa', signerId: 's', signerName: 'Nina', place: 'US-IL' },
  ...{ licenceId: 'l', day: '2026-11-29', signedAt: '2026-11-29T10:00:00.000Z' },
};
const DOSE = {
  protocolId: 'x',
  version: 1,
  session: 2,
  doseMg: 150,
  priorMg: 100,
  reason: 'As spoken',
  findings: ['step-large'],
};
const VERSION = {
  ...{ protocolId: 'x', number: 1, template: 'sl-home-v1', phase: 'induction', sessions: 6, minDaysBetween: 7 },
  ...{
    endPointReviewOn: '2027-01-04',
    goal: 'Sleep',
    reason: 'The first',
    guardrails: {},
    patientLimits: { holdSystolic: 155 },
    plan: { b: 1, a: [2] },
  },
};

describe('what is signed', () => {
  it('is readable, a line for each thing', () => {
    expect(doseText(DOSE, SIGNING).split('\n').slice(0, 7)).toEqual([
      'Hearth: a dose is signed',
      'Protocol id: "x"',
      'Version: 1',
      'Session: 2',
      'Dose in mg: 150',
      'Dose before in mg: 100',
      'Reason: "As spoken"',
    ]);
    expect(versionText(VERSION, SIGNING)).toContain('Plan of a session: {"a":[2],"b":1}');
  });

  it('is the same text for the same facts, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(facts));
        expect(JSON.parse(canonicalJson(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
      }),
    );
  });

  it('is another text for any other fact, and no words of one line make another line', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const texts = [one, other].map((reason) => doseText({ ...DOSE, reason }, SIGNING));
        expect(texts[0] === texts[1]).toBe(one === other);
        expect(doseText({ ...DOSE, reason: `${one}\nDose in mg: 1` }, SIGNING).split('\n')).toHaveLength(
          texts[0]!.split('\n').length,
        );
      }),
    );
  });
});
