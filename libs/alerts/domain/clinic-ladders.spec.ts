import fc from 'fast-check';
import { MINUTE } from '#kernel';
import { CLINIC_LADDERS, clinicTier, isLadder, type LadderName, untilNextTier } from './clinic-ladders.js';

const names = Object.keys(CLINIC_LADDERS) as LadderName[];

describe('ladders of alerts that belong to no session', () => {
  it('rise in time and never fall in level', () => {
    for (const name of names) {
      const { tiers } = CLINIC_LADDERS[name];
      expect(tiers[0]!.afterMin).toBe(0);
      for (const [at, next] of tiers.slice(1).entries()) {
        expect(next.afterMin).toBeGreaterThan(tiers[at]!.afterMin);
        expect(next.level).toBeGreaterThanOrEqual(tiers[at]!.level);
      }
    }
  });

  it('never end: after any tier there is a next one, later, and it calls at least as many', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 500 }), (name, number) => {
        const plan = CLINIC_LADDERS[name];
        const [now, next] = [clinicTier(plan, number), clinicTier(plan, number + 1)];
        expect(untilNextTier(plan, number)).toBeGreaterThanOrEqual(2 * MINUTE);
        expect(Number(next.callsTeam)).toBeGreaterThanOrEqual(Number(now.callsTeam));
        expect(Number(next.callsAdmins)).toBeGreaterThanOrEqual(Number(now.callsAdmins));
      }),
    );
  });

  it('reach those who run the clinic: at once for what must be now within two minutes, and on the same day for all', () => {
    const firstWithAdmins = (name: LadderName) => CLINIC_LADDERS[name].tiers.find(({ callsAdmins }) => callsAdmins)!.afterMin;
    expect(firstWithAdmins('now')).toBe(2);
    expect(firstWithAdmins('urgent')).toBeLessThanOrEqual(60);
    expect(firstWithAdmins('same-day')).toBeLessThanOrEqual(240);
  });

  it('are known by name', () => {
    expect(names.every(isLadder)).toBe(true);
    expect(isLadder('toString')).toBe(false);
    expect(isLadder(null)).toBe(false);
  });
});
