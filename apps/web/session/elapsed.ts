/**
 * How much time has passed for this page, in ms, also while the page was frozen or the device slept: by its monotonic timer or by
 * the device's own clock, whichever says more. It dates nothing: it only tells how old is what the screen shows.
 */
export class Elapsed {
  private total = 0;
  private last: readonly [monotonicMs: number, wallMs: number];

  constructor(
    private readonly monotonicMs: () => number = () => performance.now(),
    private readonly wallMs: () => number = () => Date.now(),
  ) {
    this.last = [monotonicMs(), wallMs()];
  }

  now(): number {
    const [monotonic, wall] = [this.monotonicMs(), this.wallMs()];
    this.total += Math.max(0, monotonic - this.last[0], wall - this.last[1]);
    this.last = [monotonic, wall];
    return this.total;
  }
}

export const elapsed = new Elapsed();
