/** A larger step than this means that the clinic's clock was moved, or that this device slept. */
const STEP_MS = 2_000;

/**
 * The clinic's clock as this page knows it: the last time that the server told, carried on by a monotonic timer.
 * The device's own clock has no say. A late answer tells too early a time, so of two close ones the later wins.
 */
export class ServerTime {
  private aheadMs: number | undefined;

  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  /** @param told the server's time, ISO-8601 or epoch ms */
  sync(told: string | number): void {
    const aheadMs = (typeof told === 'number' ? told : Date.parse(told)) - this.monotonicMs();
    const isStep = this.aheadMs === undefined || Math.abs(aheadMs - this.aheadMs) > STEP_MS;
    this.aheadMs = isStep ? aheadMs : Math.max(aheadMs, this.aheadMs!);
  }

  /** It cannot be earlier than this: something was recorded then. @param told epoch ms */
  atLeast(told: number): void {
    if (this.aheadMs !== undefined && told > this.now()) this.sync(told);
  }

  /** @returns epoch ms, UTC; until the server first told its time, the device's own guess, which is only ever shown */
  now(): number {
    return this.aheadMs === undefined ? performance.timeOrigin + this.monotonicMs() : this.aheadMs + this.monotonicMs();
  }
}

export const serverTime = new ServerTime();
