import { factsOfLog } from './course-facts.js';

const vitals = { systolicMmHg: 120, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false };

describe('what a session’s log says', () => {
  it('is sorted into readings, checks, alerts, and what the gate found unmet', () => {
    const check = { number: 1, breathing: 'normal', response: 'slow', isUpset: false, isVomiting: true };
    const findings = [
      { item: 'vitals', reason: 'held', isMet: false },
      { item: 'consent-current', reason: 'current', isMet: true },
    ];
    const facts = factsOfLog([
      { seq: 1, type: 'vitals', at: 10, payload: vitals },
      { seq: 2, type: 'gate', at: 20, payload: { isPassed: false, findings } },
      { seq: 3, type: 'safety-check', at: 30, payload: check },
      { seq: 4, type: 'alert', at: 40, payload: { alertId: 'help-1', kind: 'help', level: 3, tier: 1 } },
      { seq: 5, type: 'phase', at: 50, payload: { phase: 'onset' } },
    ]);
    expect(facts.readings).toEqual([{ ...vitals, seq: 1, at: 10 }]);
    expect(facts.holds).toEqual([{ at: 20, item: 'vitals', reason: 'held' }]);
    expect(facts.checks).toEqual([{ ...check, at: 30 }]);
    expect(facts.alerts).toMatchObject([{ alertId: 'help-1', kind: 'help', level: 3, at: 40 }]);
  });
});
