import { Controller } from '@nestjs/common';
import { type AdvanceClock, advanceClock, type ClockAdvanced, type ClockReading, readClock } from '#contracts';
import { MINUTE } from '#kernel';
import { Clock, ClockWalk, Config } from '#platform';
import { DemoOnly, Public } from '../edge/policy.js';
import { type Input as In, Input, Serves } from '../edge/serves.js';

/** The one clock: everyone may read it, and in a demo or test move it forward. */
@Controller()
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly walk: ClockWalk,
    private readonly config: Config,
  ) {}

  @Public()
  @Serves(readClock)
  async read(): Promise<ClockReading> {
    const { now, offsetMs } = await this.clock.read();
    return { now: now.toISOString(), offsetMs, isMovable: this.config.isClockMovable };
  }

  @DemoOnly()
  @Serves(advanceClock)
  async advance(@Input() { body }: In<typeof advanceClock>): Promise<ClockAdvanced> {
    const eventsFired = await this.go(body);
    return { now: (await this.clock.now()).toISOString(), eventsFired };
  }

  private go(goal: AdvanceClock): Promise<number> {
    if ('to' in goal) return this.walk.to(new Date(goal.to));
    return 'byMin' in goal ? this.walk.by(goal.byMin * MINUTE) : this.walk.toNextEvent();
  }
}
