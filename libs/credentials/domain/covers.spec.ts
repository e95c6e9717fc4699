import fc from 'fast-check';
import { covers, type LicenceFact, standingOf } from './covers.js';

const licence = (different: Partial<LicenceFact> = {}): LicenceFact => ({
  ...{ id: 'a', kind: 'physician', jurisdiction: 'US-NY', validFrom: '2026-01-01', validTo: '2026-12-31', hasEnded: false },
  ...different,
});
const reason = (place: string | null, day: string, ...licences: LicenceFact[]) => covers(licences, place, day).reason;

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const place = fc.constantFrom('US-NY', 'US-NJ', 'CA-ON');
const kind = fc.constantFrom('nurse', 'physician', 'dea-registration');
const fact = fc.record({ id: fc.uuid(), kind, jurisdiction: place, validFrom: day, validTo: day, hasEnded: fc.boolean() });
const facts = fc.array(fact, { maxLength: 6 });

describe('whether a licence covers where a patient is', () => {
  it('does on its first and on its last day, and on no other side of them', () => {
    expect(covers([licence()], 'US-NY', '2026-01-01')).toEqual({
      isCovered: true,
      reason: 'covered',
      licenceId: 'a',
      until: '2026-12-31',
    });
    expect(reason('US-NY', '2026-12-31', licence())).toBe('covered');
    expect(reason('US-NY', '2025-12-31', licence())).toBe('not-yet');
    expect(reason('US-NY', '2027-01-01', licence())).toBe('over');
  });

  it('does not in another state, where nobody said, or once it has ended', () => {
    expect(reason('US-NJ', '2026-06-01', licence())).toBe('no-licence-there');
    expect(reason('ZZ', '2026-06-01', licence())).toBe('no-licence-there');
    expect(reason(null, '2026-06-01', licence())).toBe('not-stated');
    expect(reason('US-NY', '2026-06-01', licence({ hasEnded: true }))).toBe('ended');
    expect(reason('US-NY', '2026-06-01')).toBe('no-licence-there');
    expect(reason('US-NY', '2026-06-01', licence({ kind: 'dea-registration' }))).toBe('no-licence-there');
  });

  it('names of several licences the one that lasts longest, and of several reasons the closest', () => {
    const longer = licence({ id: 'b', validTo: '2027-12-31' });
    expect(covers([licence(), longer], 'US-NY', '2026-06-01')).toMatchObject({ licenceId: 'b', until: '2027-12-31' });
    const later = licence({ validFrom: '2028-01-01', validTo: '2028-12-31' });
    expect(reason('US-NY', '2027-06-01', later, licence({ hasEnded: true }), licence())).toBe('not-yet');
    expect(reason('US-NY', '2027-06-01', licence({ hasEnded: true }), licence())).toBe('over');
  });

  it('says yes exactly when one of them is for that place, valid that day and not ended', () => {
    fc.assert(
      fc.property(facts, place, day, (licences, where, on) => {
        const one = licences.some(
          ({ kind, jurisdiction, validFrom, validTo, hasEnded }) =>
            kind !== 'dea-registration' && jurisdiction === where && validFrom <= on && on <= validTo && !hasEnded,
        );
        expect(covers(licences, where, on).isCovered).toBe(one);
      }),
    );
  });

  it('never says yes for more licences that have ended, are over, or are for elsewhere', () => {
    fc.assert(
      fc.property(facts, place, day, (licences, where, on) => {
        const useless = licences.map((one) => ({ ...one, hasEnded: true }));
        expect(covers(useless, where, on).isCovered).toBe(false);
        expect(
          covers(
            licences.filter(({ jurisdiction }) => jurisdiction !== where),
            where,
            on,
          ).isCovered,
        ).toBe(false);
      }),
    );
  });
});

describe('how a licence stands', () => {
  it.each([
    ['ended', { hasEnded: true }],
    ['over', { validTo: '2026-05-31' }],
    ['not-yet', { validFrom: '2026-06-02' }],
    ['ends-soon', { validTo: '2026-07-01' }],
    ['active', { validTo: '2026-07-02' }],
  ] as const)('%s', (standing, different) => {
    expect(standingOf(licence(different), '2026-06-01', '2026-07-01')).toBe(standing);
  });
});
