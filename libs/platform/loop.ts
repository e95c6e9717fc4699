/** Runs a round again and again, one at a time: after a pause with jitter, or at once when there is more or when it is kicked. */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isStarted = false;
  private isKicked = false;

  /**
   * @param round   one round; says whether it left more to do; must not throw
   * @param everyMs pause between rounds, real time, give or take a tenth
   */
  constructor(
    private readonly round: () => Promise<boolean>,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.isStarted = true;
    this.kick();
  }

  /** Starts a round now; if one is running, another follows it at once. */
  kick(): void {
    if (!this.isStarted) return;
    clearTimeout(this.timer);
    if (this.running) this.isKicked = true;
    else this.running = this.runOnce();
  }

  /** Starts no further round, and waits for the one that is running. */
  async stop(): Promise<void> {
    this.isStarted = false;
    clearTimeout(this.timer);
    await this.running;
  }

  private async runOnce(): Promise<void> {
    this.isKicked = false;
    const isMore = await this.round();
    this.running = undefined;
    if (isMore || this.isKicked) this.schedule(0);
    else this.schedule(this.everyMs * (0.9 + Math.random() * 0.2));
  }

  private schedule(ms: number): void {
    if (this.isStarted) this.timer = setTimeout(() => this.kick(), ms);
  }
}
