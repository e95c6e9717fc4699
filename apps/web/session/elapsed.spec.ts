import { Elapsed } from './elapsed.js';

describe('the time that has passed for a page', () => {
  const clocks = { monotonic: 1_000, wall: 50_000 };
  const move = (monotonic: number, wall: number) => {
    clocks.monotonic += monotonic;
    clocks.wall += wall;
  };
  const elapsed = new Elapsed(
    () => clocks.monotonic,
    () => clocks.wall,
  );

  it('is that of the monotonic timer', () => {
    move(300, 300);
    expect(elapsed.now()).toBe(300);
  });
  it('holds the time in which the device slept, which a monotonic timer may leave out', () => {
    move(200, 3_600_000);
    expect(elapsed.now()).toBe(3_600_300);
  });
  it('does not fall when somebody sets the clock of the device back', () => {
    move(500, -7_200_000);
    expect(elapsed.now()).toBe(3_600_800);
  });
});
