import type { AftercareCheck } from '#contracts';
import { currentCheck, isAsked } from './current.js';

const check = (kind: AftercareCheck['kind'], hour: string, over: Partial<AftercareCheck> = {}): AftercareCheck => ({
  ...{ checkId: kind, sessionId: 's', kind, dischargedAt: '2026-12-01T12:00:00Z', askAt: `2026-12-${hour}:00:00Z` },
  ...{ callAt: '2026-12-03T00:00:00Z', closedAt: null, mayAnswer: true, answers: [], ...over },
});
const BOTH = [check('morning', '02T08'), check('evening', '01T17')];
const at = (time: string) => Date.parse(`2026-12-${time}:00Z`);

describe('the question after a session', () => {
  it('is the last one that is due, and before that the one to come', () => {
    expect(currentCheck(BOTH, at('01T13:00'))?.kind).toBe('evening');
    expect(currentCheck(BOTH, at('01T18:00'))?.kind).toBe('evening');
    expect(currentCheck(BOTH, at('02T09:00'))?.kind).toBe('morning');
  });

  it('is none when the session lies too far back, or there was none', () => {
    expect(currentCheck([check('evening', '01T17', { mayAnswer: false })], at('09T09:00'))).toBeNull();
    expect(currentCheck([], at('01T09:00'))).toBeNull();
  });

  it('is asked from its time until it is closed', () => {
    expect(isAsked(BOTH[1]!, at('01T16:59'))).toBe(false);
    expect(isAsked(BOTH[1]!, at('01T17:00'))).toBe(true);
    expect(isAsked({ ...BOTH[1]!, closedAt: '2026-12-01T17:05:00Z' }, at('01T17:10'))).toBe(false);
  });
});
