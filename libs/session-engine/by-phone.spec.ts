import fc from 'fast-check';
import { MINUTE } from '#kernel';
import type { AuthorRole, EntryPayloads, EntryType } from './entry.js';
import { asked, calm, check } from './testing/answers.js';
import { SimulatedClinic } from './testing/simulated-clinic.js';

const CLINICIANS = ['therapist', 'prescriber', 'physician'] as const;
const spoken = { byPhone: true } as const;
type Told = Extract<EntryType, 'arrival' | 'chaperone-left' | 'vitals' | 'safety-check' | 'discharge-confirmation'>;
const TOLD: Readonly<{ [T in Told]: EntryPayloads[T] }> = {
  arrival: spoken,
  'chaperone-left': spoken,
  vitals: { ...calm, ...spoken },
  'safety-check': { ...check(1), ...spoken },
  'discharge-confirmation': spoken,
};
const types = Object.keys(TOLD) as Told[];

/** A clinic in which the companion has only a telephone, and a clinician enters all that they say. */
function dosedByPhone(): SimulatedClinic {
  const clinic = new SimulatedClinic();
  clinic.write('arrival', spoken, { by: 'therapist' });
  clinic.write('vitals', { ...calm, ...spoken }, { by: 'therapist' });
  asked(clinic);
  clinic.judge();
  clinic.release();
  clinic.write('dose-taken', {});
  return clinic;
}

describe('what a companion says on the telephone', () => {
  it('is entered by clinicians, and by nobody who was not on the line', () => {
    const others: readonly AuthorRole[] = ['patient', 'chaperone', 'system'];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.constantFrom(...others), (type, by) => {
        expect(new SimulatedClinic().write(type, TOLD[type], { by })).toBe('not-your-part');
      }),
    );
    for (const by of CLINICIANS) expect(new SimulatedClinic().write('arrival', spoken, { by })).toBeUndefined();
  });

  it('is never passed off as something that a clinician has seen', () => {
    for (const type of ['arrival', 'chaperone-left'] as const)
      expect(new SimulatedClinic().write(type, {}, { by: 'therapist' })).toBe('not-your-part');
  });

  it('brings a patient to the dose, and the check counts', () => {
    const clinic = dosedByPhone();
    expect(clinic.state).toMatchObject({ phase: 'dosed', isChaperonePresent: true });
    clinic.live(15);
    expect(clinic.write('safety-check', { ...check(1), ...spoken }, { by: 'therapist' })).toBeUndefined();
    clinic.live(10);
    expect(clinic.state.checks).toMatchObject([{ number: 1, state: 'done' }]);
    expect(clinic.state.alerts).toEqual([]);
    expect(clinic.log.at(-1)!.author.role).not.toBe('chaperone');
  });

  it('calls people as loudly as a tap would', () => {
    const clinic = dosedByPhone();
    clinic.live(15);
    clinic.write('safety-check', { ...check(1, { response: 'none' }), ...spoken }, { by: 'prescriber' });
    expect(clinic.state.alerts).toMatchObject([{ kind: 'safety-check', level: 4 }]);
    clinic.write('chaperone-left', spoken, { by: 'prescriber' });
    expect(clinic.state).toMatchObject({ isChaperonePresent: false, alerts: [{}, { kind: 'chaperone-left', level: 2 }] });
  });

  it('confirms the discharge for the companion, not for the clinician who enters it', () => {
    const clinic = dosedByPhone();
    clinic.now += 130 * MINUTE;
    clinic.write('discharge-confirmation', spoken, { by: 'therapist' });
    expect(clinic.state.confirmed).toEqual({ chaperoneAt: clinic.now });
    clinic.write('discharge-confirmation', {}, { by: 'therapist' });
    expect(clinic.state.confirmed).toEqual({ chaperoneAt: clinic.now, clinicianAt: clinic.now });
  });
});
