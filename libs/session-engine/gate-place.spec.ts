import { type GatePlace, judgePlace } from './gate-place.js';

const nina = { personId: 'nina', reason: 'met', until: '2026-12-31' };
const tom = { personId: 'tom', reason: 'met', until: '2027-05-31' };
const place = (different: Partial<GatePlace> = {}): GatePlace => ({
  ...{ jurisdiction: 'US-NY', day: '2026-11-29', prescribers: [nina], therapist: tom },
  ...different,
});

describe('the place at the gate', () => {
  it('is covered when everybody may do their part there today, and says until when', () => {
    expect(judgePlace(place())).toEqual({
      ...{ item: 'place-licensed', isMet: true, reason: 'covered-there' },
      evidence: { jurisdiction: 'US-NY', day: '2026-11-29', personId: null, until: '2026-12-31' },
    });
  });

  it('is nowhere until somebody has said it today', () => {
    expect(judgePlace(place({ jurisdiction: null }))).toMatchObject({ isMet: false, reason: 'place-not-stated' });
    expect(judgePlace(place({ jurisdiction: null, isClinic: true }))).toMatchObject({ reason: 'clinic-place-not-stated' });
  });

  it.each([
    ['prescriber-dea-registration-over', { prescribers: [{ ...nina, reason: 'dea-registration-over', until: null }] }, 'nina'],
    ['prescriber-licence-missing', { prescribers: [nina, { personId: 'paul', reason: 'licence-missing', until: null }] }, 'paul'],
    ['prescriber-licence-missing', { prescribers: [] }, null],
    ['therapist-licence-ended', { therapist: { ...tom, reason: 'licence-ended', until: null } }, 'tom'],
  ] as const)('holds: %s', (reason, different, personId) => {
    expect(judgePlace(place(different))).toMatchObject({ isMet: false, reason, evidence: { personId, until: null } });
  });
});
