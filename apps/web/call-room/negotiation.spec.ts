import fc from 'fast-check';
import type { CallRole } from '#contracts';
import { isPolite, MediaWatch, type Step } from './negotiation.js';

const roles: readonly CallRole[] = ['patient', 'chaperone', 'screener', 'therapist', 'prescriber', 'physician'];
const end = fc.record({ role: fc.constantFrom(...roles), participantId: fc.uuid() });

describe('who gives way when both offer at once', () => {
  it('is exactly one of the two, and never the clinician before the patient', () => {
    fc.assert(
      fc.property(end, end, (a, b) => {
        fc.pre(a.participantId !== b.participantId);
        expect(isPolite(a, b)).toBe(!isPolite(b, a));
      }),
    );
    expect(isPolite({ role: 'patient', participantId: 'b' }, { role: 'screener', participantId: 'a' })).toBe(true);
  });
});

/** Looks each second. @param heard whether something came in that second */
function watched(seconds: number, heard: (second: number) => boolean) {
  const watch = new MediaWatch(0);
  let bytes = 0;
  const steps: [number, Step][] = [];
  const states: string[] = [];
  for (let second = 1; second <= seconds; second++) {
    if (heard(second)) bytes += 1_000;
    const { step, state } = watch.see(second * 1_000, bytes);
    if (step !== 'none') steps.push([second, step]);
    states.push(state);
  }
  return { steps, states };
}

describe('media that is watched by its bytes', () => {
  it('is left alone as long as any come', () => {
    const { steps, states } = watched(60, () => true);
    expect(steps).toEqual([]);
    expect(new Set(states)).toEqual(new Set(['live']));
  });
  it('is restarted after 4 s of silence, and rebuilt again and again after that, with more time each time; before 25 s people are told that it is lost', () => {
    const { steps, states } = watched(30, (second) => second <= 5);
    expect(steps).toEqual([
      [9, 'restart'],
      [14, 'rebuild'],
      [21, 'rebuild'],
      [30, 'rebuild'],
    ]);
    expect(states.indexOf('interrupted')).toBeLessThanOrEqual(9);
    expect(states.indexOf('lost') - 5).toBeLessThanOrEqual(20);
  });
  it('begins with the gentlest step again once something was heard', () => {
    const { steps } = watched(40, (second) => second <= 5 || (second >= 16 && second <= 20));
    expect(steps.map(([, step]) => step)).toEqual(['restart', 'rebuild', 'restart', 'rebuild', 'rebuild']);
  });
  it('is never called lost while something was heard in the last 20 s, and always something is tried while nothing is', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 120 }), (heard) => {
        const { states } = watched(heard.length, (second) => heard[second - 1]!);
        for (const [at, state] of states.entries()) {
          const since = heard.slice(0, at + 1).lastIndexOf(true);
          expect(state === 'lost').toBe(at - since >= 20 || (since === -1 && at + 1 >= 20));
        }
      }),
    );
  });
  it('gives the other side its time after that has begun anew', () => {
    const watch = new MediaWatch(0);
    watch.see(1_000, 10);
    watch.begunAnew(4_900);
    expect(watch.see(5_500, 0).step).toBe('none');
    expect(watch.see(9_900, 0).step).toBe('none');
    expect(watch.see(11_900, 0).step).toBe('rebuild');
  });
});
