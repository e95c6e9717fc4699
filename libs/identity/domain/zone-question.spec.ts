import fc from 'fast-check';
import { isAsked, type ZoneMeaning, type ZoneStanding, zonesAfter } from './zone-question.js';

const [NEW_YORK, PARIS, TOKYO] = ['America/New_York', 'Europe/Paris', 'Asia/Tokyo'];
const at = (zone: string, homeZone: string | null = null, keptAgainst: string[] = []): ZoneStanding => ({
  zone,
  homeZone,
  keptAgainst,
});

describe('the question about another clock', () => {
  it('is asked once for each zone, and never where the clocks read the same', () => {
    expect(isAsked(at(NEW_YORK), PARIS, false)).toBe(true);
    expect(isAsked(at(NEW_YORK), 'America/Detroit', true)).toBe(false);
    expect(isAsked(at(NEW_YORK, null, [PARIS]), PARIS, false)).toBe(false);
    expect(isAsked(at(NEW_YORK, null, [PARIS]), TOKYO, false)).toBe(true);
  });
  it.each(['UTC', 'Etc/UTC', 'Etc/GMT+5', 'EST'])('is not asked of %s: a browser that does not tell where it is', (zone) => {
    expect(isAsked(at(NEW_YORK), zone, false)).toBe(false);
  });
});

describe('an answer', () => {
  it.each<[string, ZoneStanding, [string, ZoneMeaning], string, string | null]>([
    ['keeps the clock', at(NEW_YORK), [PARIS, 'keep'], NEW_YORK, null],
    ['moves for good', at(NEW_YORK), [PARIS, 'moved'], PARIS, null],
    ['moves for a while, and knows where home is', at(NEW_YORK), [PARIS, 'travelling'], PARIS, NEW_YORK],
    ['goes on from one journey to the next', at(PARIS, NEW_YORK), [TOKYO, 'travelling'], TOKYO, NEW_YORK],
    ['comes home early', at(PARIS, NEW_YORK), [NEW_YORK, 'moved'], NEW_YORK, null],
    ['is on no journey at home', at(PARIS, NEW_YORK), [NEW_YORK, 'travelling'], NEW_YORK, null],
    ['keeps the clock of the journey', at(PARIS, NEW_YORK), [TOKYO, 'keep'], PARIS, NEW_YORK],
  ])('%s', (_, standing, said, zone, homeZone) => {
    expect(zonesAfter(standing, ...said)).toEqual({ zone, homeZone });
  });

  it('never loses home on a journey, and never calls the zone where somebody is their home elsewhere', () => {
    const zones = fc.constantFrom(NEW_YORK, PARIS, TOKYO);
    const steps = fc.array(fc.tuple(zones, fc.constantFrom<ZoneMeaning>('travelling', 'keep')), { maxLength: 12 });
    fc.assert(
      fc.property(zones, steps, (home, journey) => {
        let standing = at(home);
        for (const [browser, meaning] of journey) standing = { ...zonesAfter(standing, browser, meaning), keptAgainst: [] };
        expect(standing.homeZone ?? standing.zone).toBe(home);
        expect(standing.homeZone).not.toBe(standing.zone);
      }),
    );
  });
});
