import fc from 'fast-check';
import { type Guardrails, refusedTemplate, strictestGuardrails, type TemplateFacts } from './template-laws.js';

const bounds = fc.record({
  warnStepPct: fc.integer({ min: 0, max: 100 }),
  secondSignerStepPct: fc.integer({ min: 0, max: 100 }),
  maxMgPerSession: fc.option(fc.integer({ min: 1, max: 1_000 })),
  maxSessionsPer30Days: fc.integer({ min: 1, max: 31 }),
});
const GOOD: TemplateFacts = {
  ...{ medication: 'ketamine', route: 'sublingual', setting: 'home', doseMg: null },
  phases: [{ name: 'induction', sessions: 6, spacingDays: 7 }],
  guardrails: { warnStepPct: 25, secondSignerStepPct: 50, maxMgPerSession: null, maxSessionsPer30Days: 5 },
  plan: {
    phases: [{ offsetMin: 10 }, { offsetMin: 15 }],
    vitals: { offsetsMin: [40, 90] },
    discharge: { minMin: 120, endVitalsFromMin: 90 },
  },
};
/** With a prescriber on site, and a pulse oximeter. */
const WATCHED = { ...GOOD.plan, onSite: { roles: ['prescriber'] }, vitals: { offsetsMin: [40, 90], needsOximeter: true } };
const routes = ['sublingual', 'oral', 'intranasal', 'intravenous', 'intramuscular', 'subcutaneous'] as const;
const NO = { subcutaneousAtHome: false };

describe('a template', () => {
  it('can hold as it is shipped', () => expect(refusedTemplate(GOOD, NO)).toEqual([]));

  it('never brings esketamine home, whatever else it says and whatever is allowed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...routes), fc.boolean(), bounds, (route, subcutaneousAtHome, guardrails) => {
        const asked = { ...GOOD, medication: 'esketamine' as const, route, guardrails };
        expect(refusedTemplate(asked, { subcutaneousAtHome })).toContain('esketamine-outside-a-clinic');
      }),
    );
  });

  it('has esketamine watched for two hours', () => {
    const plan = { ...WATCHED, discharge: { minMin: 119, endVitalsFromMin: 90 } };
    const asked = { ...GOOD, medication: 'esketamine', setting: 'clinic', plan } as const;
    expect(refusedTemplate(asked, NO)).toEqual(['esketamine-not-watched']);
  });

  it('has a prescriber and an oximeter beside whoever gets esketamine, and staff beside everybody in the clinic', () => {
    const here = (plan: TemplateFacts['plan'], medication: TemplateFacts['medication']) =>
      refusedTemplate({ ...GOOD, medication, setting: 'clinic', plan }, NO);
    expect(here(WATCHED, 'esketamine')).toEqual([]);
    const short = ['esketamine-without-prescriber-or-oximeter'];
    expect(here({ ...WATCHED, onSite: { roles: ['prescriber', 'therapist'] } }, 'esketamine')).toEqual(short);
    expect(here({ ...WATCHED, vitals: { offsetsMin: [40] } }, 'esketamine')).toEqual(short);
    expect(here(GOOD.plan, 'ketamine')).toEqual(['nobody-on-site']);
    expect(refusedTemplate({ ...GOOD, plan: WATCHED }, NO)).toEqual(['nobody-on-site']);
  });

  it('lets a needle home only under the skin, and only where the medical director allows it', () => {
    const at = (route: TemplateFacts['route'], subcutaneousAtHome: boolean) =>
      refusedTemplate({ ...GOOD, route }, { subcutaneousAtHome });
    expect([at('subcutaneous', false), at('subcutaneous', true)]).toEqual([['subcutaneous-at-home'], []]);
    for (const route of ['intravenous', 'intramuscular'] as const) expect(at(route, true)).toEqual(['injection-at-home']);
  });

  it('holds no dose, says each phase once, and has a plan that rises', () => {
    const wrong = {
      ...GOOD,
      doseMg: 100 as unknown as null,
      phases: [...GOOD.phases, ...GOOD.phases],
      guardrails: { ...GOOD.guardrails, warnStepPct: 60 },
      plan: {
        phases: [{ offsetMin: 15 }, { offsetMin: 15 }],
        vitals: { offsetsMin: [40] },
        discharge: { minMin: 60, endVitalsFromMin: 90 },
      },
    };
    expect(refusedTemplate(wrong, NO)).toEqual([
      'holds-a-dose',
      'phase-named-twice',
      'guardrails-turned',
      'plan-does-not-rise',
      'end-vitals-after-discharge',
    ]);
    expect(refusedTemplate({ ...GOOD, phases: [] }, NO)).toEqual(['no-phases']);
  });
});

describe('the strictest of several bounds', () => {
  const isAtLeastAsStrict = (one: Guardrails, other: Guardrails) =>
    one.warnStepPct <= other.warnStepPct &&
    one.secondSignerStepPct <= other.secondSignerStepPct &&
    one.maxSessionsPer30Days <= other.maxSessionsPer30Days &&
    (other.maxMgPerSession === null || (one.maxMgPerSession !== null && one.maxMgPerSession <= other.maxMgPerSession));

  it('is as strict as each of them, and says nothing that none of them says', () => {
    fc.assert(
      fc.property(bounds, bounds, (one, other) => {
        const both = strictestGuardrails(one, other);
        expect([isAtLeastAsStrict(both, one), isAtLeastAsStrict(both, other)]).toEqual([true, true]);
        expect(strictestGuardrails(other, one)).toEqual(both);
        for (const name of Object.keys(both) as (keyof Guardrails)[]) expect([one[name], other[name]]).toContain(both[name]);
      }),
    );
  });
});
