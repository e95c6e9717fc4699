import { ALERT_RULES } from './alert-rule-list.js';
import { RULES, signalOf } from './alert-rules.js';
import { THRESHOLDS } from './thresholds.js';

describe('the alert rules as people read them', () => {
  it('are A1 to A12, each once and in its order', () => {
    expect(ALERT_RULES.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => `A${i + 1}`));
  });

  it('name every threshold that a clinic can lower, once', () => {
    const named = ALERT_RULES.flatMap(({ thresholds }) => thresholds);
    expect(named.toSorted()).toEqual(Object.keys(THRESHOLDS).toSorted());
  });

  it('say of each rule that speaks what it does', () => {
    for (const id of RULES) expect(ALERT_RULES.find((rule) => rule.id === id)).toMatchObject(signalOfReader(id));
  });
});

const signalOfReader = (id: (typeof RULES)[number]) => {
  const { level, urgency, holdsDosing, reason } = signalOf(id);
  return { level, urgency, holdsDosing, reason };
};
