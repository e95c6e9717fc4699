import fc from 'fast-check';
import { type AuthorityRegister, judgeAuthority, mayHaveAuthority, NEEDS } from './authority.js';
import type { LicenceFact } from './covers.js';
import { UNVERIFIED } from './prescribing-rule.js';

const YEAR = { validFrom: '2026-01-01', validTo: '2026-12-31', hasEnded: false } as const;
const entry = (kind: string, different: Partial<LicenceFact> = {}): LicenceFact => ({
  ...{ ...YEAR, id: kind, kind, jurisdiction: 'US-NY' },
  ...different,
});
const KINDS = ['nurse-practitioner', 'prescriptive-authority', 'collaboration', 'state-registration', 'dea-registration'];
const whole: AuthorityRegister = { entries: KINDS.map((kind) => entry(kind)), bases: [YEAR], rules: [] };
const without = (kind: string) => ({ ...whole, entries: whole.entries.filter((one) => one.kind !== kind) });
const asked = { jurisdiction: 'US-NY', day: '2026-06-01', act: 'prescribe' } as const;
const reason = (register: AuthorityRegister, different: Partial<Parameters<typeof judgeAuthority>[1]> = {}) =>
  judgeAuthority(register, { ...asked, ...different }).reason;
const rule = (different: Partial<typeof UNVERIFIED>) => [{ ...UNVERIFIED, jurisdiction: 'US-NY', ...different }];

describe('whether a clinician may prescribe where a patient is', () => {
  it('needs all that may be asked where nobody has looked up the rule of the place', () => {
    expect(judgeAuthority(whole, asked)).toEqual({ isMet: true, reason: 'met', until: '2026-12-31' });
    expect(reason(without('nurse-practitioner'))).toBe('licence-missing');
    for (const kind of KINDS.slice(1)) expect(reason(without(kind))).toBe(`${kind}-missing`);
    expect(reason({ ...whole, bases: [] })).toBe('legal-basis-missing');
    expect(reason(whole, { jurisdiction: 'US-NJ' })).toBe('licence-missing');
    expect(reason(whole, { jurisdiction: null })).toBe('not-stated');
  });

  it('ends with the basis in law on its last day, while treating goes on', () => {
    const later = { ...whole, entries: whole.entries.map((one) => ({ ...one, validTo: '2027-12-31' })) };
    expect(judgeAuthority(later, { ...asked, day: '2026-12-31' })).toMatchObject({ isMet: true, until: '2026-12-31' });
    expect(reason(later, { day: '2027-01-01' })).toBe('legal-basis-over');
    expect(reason(later, { day: '2027-01-01', act: 'treat' })).toBe('met');
  });

  it('names how close it comes: ended, over, or not yet', () => {
    const dea = (different: Partial<LicenceFact>) => ({
      ...whole,
      entries: [...without('dea-registration').entries, entry('dea-registration', different)],
    });
    expect(reason(dea({ hasEnded: true }))).toBe('dea-registration-ended');
    expect(reason(dea({ validTo: '2026-05-31' }))).toBe('dea-registration-over');
    expect(reason(dea({ validFrom: '2026-06-02' }))).toBe('dea-registration-not-yet');
    expect(reason(dea({ jurisdiction: 'US-NJ' }))).toBe('dea-registration-missing');
  });

  it('asks a physician for neither an authority nor an agreement, wherever they are one', () => {
    const bare = { ...without('prescriptive-authority'), rules: [] };
    expect(reason({ ...bare, entries: [...bare.entries, entry('physician', { jurisdiction: 'US-NJ' })] })).toBe('met');
    expect(reason({ ...bare, entries: [...bare.entries, entry('physician', { validTo: '2026-05-01' })] })).toBe(
      'prescriptive-authority-missing',
    );
  });

  it('asks for no more than the rule of the place that the clinic has entered', () => {
    const elsewhere = {
      ...whole,
      entries: whole.entries.map((one) => (one.kind === 'dea-registration' ? { ...one, jurisdiction: 'US-NJ' } : one)),
    };
    expect(reason(elsewhere)).toBe('dea-registration-missing');
    expect(reason({ ...elsewhere, rules: rule({ dea: 'anywhere' }) })).toBe('met');
    expect(reason({ ...without('dea-registration'), rules: rule({ dea: 'none' }) })).toBe('met');
    expect(reason({ ...without('collaboration'), rules: rule({ needsCollaboration: false }) })).toBe('met');
    expect(reason({ ...without('state-registration'), rules: rule({ needsStateRegistration: false }) })).toBe('met');
  });

  it('goes, where the place is not known yet, by a place for which all of it holds', () => {
    const unknown = { ...asked, jurisdiction: null };
    expect(mayHaveAuthority(whole, unknown)).toMatchObject({ isMet: true });
    expect(mayHaveAuthority(without('dea-registration'), unknown)).toMatchObject({ reason: 'dea-registration-missing' });
    expect(mayHaveAuthority({ ...whole, entries: [] }, unknown)).toMatchObject({ reason: 'licence-missing' });
    expect(mayHaveAuthority(whole, { ...asked, jurisdiction: 'US-NJ' })).toMatchObject({ isMet: false });
  });
});

describe('authority, whatever is in the registers', () => {
  const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-06-0${n}`);
  const place = fc.constantFrom('US-NY', 'US-NJ');
  const held = { validFrom: day, validTo: day, hasEnded: fc.boolean() };
  const kind = fc.constantFrom('physician', ...KINDS);
  const registers: fc.Arbitrary<AuthorityRegister> = fc.record({
    entries: fc.array(fc.record({ ...held, id: fc.uuid(), kind, jurisdiction: place }), { maxLength: 14 }),
    bases: fc.array(fc.record(held), { maxLength: 2 }),
    rules: fc.array(
      fc.record({
        ...{ jurisdiction: fc.constant('US-NY'), needsPrescriptiveAuthority: fc.boolean(), needsCollaboration: fc.boolean() },
        ...{ needsStateRegistration: fc.boolean(), dea: fc.constantFrom('there', 'anywhere', 'none') },
        ...{ pdmp: fc.constant('each-order'), pdmpDays: fc.constant(null) },
      }),
      { maxLength: 1 },
    ),
  });

  it('to prescribe is never there without the authority to treat', () => {
    fc.assert(
      fc.property(registers, place, day, (register, jurisdiction, on) => {
        const may = (act: 'treat' | 'prescribe') => judgeAuthority(register, { jurisdiction, day: on, act }).isMet;
        expect(may('prescribe') && !may('treat')).toBe(false);
      }),
    );
  });

  it('never grows by what is taken away, and never shrinks by what is entered', () => {
    fc.assert(
      fc.property(registers, place, day, fc.nat(), (register, jurisdiction, on, at) => {
        const may = (one: AuthorityRegister) => judgeAuthority(one, { jurisdiction, day: on, act: 'prescribe' }).isMet;
        const fewer = { ...register, entries: register.entries.filter((_, i) => i !== at % (register.entries.length || 1)) };
        expect(may(fewer) && !may(register)).toBe(false);
      }),
    );
  });

  it('holds on each day until the one that it names, and names a need that is not met otherwise', () => {
    fc.assert(
      fc.property(registers, place, day, day, (register, jurisdiction, on, later) => {
        const found = judgeAuthority(register, { jurisdiction, day: on, act: 'prescribe' });
        if (!found.isMet) expect(NEEDS.some((need) => found.reason.startsWith(`${need}-`))).toBe(true);
        else if (later >= on && later <= found.until && !register.entries.some((one) => one.kind === 'physician'))
          expect(judgeAuthority(register, { jurisdiction, day: later, act: 'prescribe' }).isMet).toBe(true);
      }),
    );
  });
});
