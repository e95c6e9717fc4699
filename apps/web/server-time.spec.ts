import { ServerTime } from './server-time.js';

describe('ServerTime', () => {
  let monotonic = 0;
  const clock = () => new ServerTime(() => monotonic);
  beforeEach(() => {
    monotonic = 1_000;
  });

  it('carries the told time on by the monotonic timer', () => {
    const time = clock();
    time.sync('2026-11-24T10:00:00.000Z');
    monotonic += 90_000;
    expect(new Date(time.now()).toISOString()).toBe('2026-11-24T10:01:30.000Z');
  });
  it('does not fall back when an answer was slow', () => {
    const time = clock();
    time.sync(100_000);
    monotonic += 5_000;
    time.sync(104_000); // one second on the way
    expect(time.now()).toBe(105_000);
  });
  it('is not earlier than what was recorded', () => {
    const time = clock();
    time.sync(100_000);
    time.atLeast(99_000);
    expect(time.now()).toBe(100_000);
    time.atLeast(400_000);
    expect(time.now()).toBe(400_000);
  });
  it('follows a clock that was moved, forwards and back', () => {
    const time = clock();
    time.sync(100_000);
    time.sync(1_000_000);
    expect(time.now()).toBe(1_000_000);
    time.sync(100_000);
    expect(time.now()).toBe(100_000);
  });
});
