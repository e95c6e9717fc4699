import { eventBudget } from './socket-limits.js';

describe('the budget of a socket', () => {
  it('allows a burst of 40, and then 20 each second', () => {
    const isAllowed = eventBudget();
    const spend = (nowMs: number) => Array.from({ length: 100 }, () => isAllowed(nowMs)).filter(Boolean).length;
    expect([spend(10_000), spend(10_000), spend(10_500), spend(60_000)]).toEqual([40, 0, 10, 40]);
  });
});
