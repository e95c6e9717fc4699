import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dosedClinic } from './testing/answers.js';
import { brokenLaw } from './testing/laws.js';
import { PATHS_AFTER_DOSE } from './testing/paths-after-dose.js';
import { PATHS_BEFORE_DOSE } from './testing/paths-before-dose.js';
import { PATHS_ELSEWHERE, PATHS_OPEN } from './testing/paths-elsewhere.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

/** Walked in a session, and in the room in which they begin. */
const SHARED = ['U15', 'U29', 'U33', 'U37', 'U39', 'U41'];

/** Two more sweeps, so that what is due by now has had its turn. */
function swept(clinic: SimulatedClinic): SimulatedClinic {
  clinic.sweep();
  clinic.pass(1);
  clinic.sweep();
  return clinic;
}

describe('unhappy paths of a session', () => {
  it.each(PATHS_BEFORE_DOSE)('$id, $event: $does', ({ play, shows }) => {
    const clinic = new SimulatedClinic();
    expect(play(clinic)).toEqual(shows);
    expect(brokenLaw(swept(clinic))).toBeUndefined();
  });

  it.each(PATHS_AFTER_DOSE)('$id, $event: $does', ({ play, shows }) => {
    const clinic = dosedClinic();
    expect(play(clinic)).toEqual(shows);
    expect(brokenLaw(swept(clinic))).toBeUndefined();
  });

  it.each(PATHS_ELSEWHERE)('$id, $event: is proven where it belongs', ({ proof: [file, test] }) => {
    expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).toContain(test);
  });

  it('are all fifty: walked here, proven elsewhere, or named as open', () => {
    const walked = [...PATHS_BEFORE_DOSE, ...PATHS_AFTER_DOSE, ...PATHS_ELSEWHERE].map(({ id }) => id);
    const known = new Set([...walked, ...Object.keys(PATHS_OPEN)].map((id) => /^U\d+/.exec(id)?.[0]));
    expect([...known].sort()).toEqual(Array.from({ length: 50 }, (_, i) => `U${i + 1}`).sort());
    expect(new Set(walked).size).toBe(walked.length - SHARED.length);
  });
});
