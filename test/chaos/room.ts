import type { LogEntry } from '#contracts';
import type { Dice } from '../support/dice.js';
import type { AppClock } from './app-clock.js';
import type { Courier } from './courier.js';
import type { LiveSession } from './crowd.js';
import type { Viewer } from './viewer.js';

const CALM = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false } as const;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** When checks fall due after the dose, and when an unanswered one is a clinician's, in ms; and whether the first is missed for certain. */
export type Cadence = Readonly<{ firstMs: number; everyMs: number; escalatesMs: number; isFirstMissed?: boolean }>;
export type People = Readonly<{ chaperone: Courier; prescriber: Courier; viewer: Viewer }>;
/** What was meant to happen with one safety check. */
export type Check = { readonly number: number; readonly dueAt: number; readonly isMissed: boolean; answeredAt?: number };

/** The people of one live session: readings, checks that are made or missed, and a prescriber who answers some alerts. */
export class Room {
  readonly checks: Check[] = [];
  private isOver = false;

  constructor(
    readonly session: LiveSession,
    private readonly people: People,
    private readonly clock: AppClock,
    private readonly dice: Dice,
    private readonly cadence: Cadence,
  ) {}

  /** Goes on until `end`. */
  async run(readingsEveryMs: number): Promise<void> {
    await Promise.all([this.measure(readingsEveryMs), this.makeChecks(), this.answerAlerts()]);
  }

  /** Sends nothing new. */
  end(): void {
    this.isOver = true;
  }

  private async measure(everyMs: number): Promise<void> {
    while (!this.isOver) {
      await pause(everyMs * (0.5 + this.dice.next()));
      const [systolicMmHg, heartRateBpm] = [this.dice.between(115, 130), this.dice.between(65, 80)];
      await this.byChaperone('vitals', { systolicMmHg, diastolicMmHg: 80, heartRateBpm, hasSymptoms: false });
    }
  }

  private async makeChecks(): Promise<void> {
    const { firstMs, everyMs } = this.cadence;
    for (let number = 1; !this.isOver; number++) {
      const dueAt = this.session.dosedAt + firstMs + (number - 1) * everyMs;
      const isMissed = this.dice.isLucky(0.4) || (number === 1 && this.cadence.isFirstMissed === true);
      const at = dueAt - this.dice.between(0, everyMs / 2);
      while (!this.isOver && this.clock.now() < (isMissed ? dueAt : at)) await pause(100);
      if (this.isOver) return;
      const check: Check = { number, dueAt, isMissed };
      this.checks.push(check);
      if (isMissed) continue;
      if (await this.byChaperone('safety-check', { ...CALM, number })) check.answeredAt = this.clock.now();
    }
  }

  private async answerAlerts(): Promise<void> {
    while (!this.isOver) {
      await pause(this.dice.between(2_000, 6_000));
      const alertId = this.dice.isLucky(0.6) ? this.unheard()[0] : undefined;
      if (alertId === undefined) continue;
      const { sessionId } = this.session;
      if ((await this.people.prescriber.send(sessionId, 'acknowledgement', { alertId }, this.clock.now())) === undefined)
        continue;
      await this.people.prescriber.send(sessionId, 'alert-closed', { alertId, reason: 'contact-made' }, this.clock.now());
    }
  }

  /** Alerts that called a clinician and that none has taken on, as the prescriber's screen has them. */
  private unheard(): string[] {
    const { entries } = this.people.viewer;
    const idsOf = (pick: (entry: LogEntry) => boolean) =>
      entries.flatMap((entry) => (pick(entry) && 'alertId' in entry.payload ? [entry.payload.alertId] : []));
    const heard = new Set(idsOf(({ type }) => type === 'acknowledgement' || type === 'alert-closed'));
    return [...new Set(idsOf((entry) => entry.type === 'alert' && entry.payload.level >= 2))].filter((id) => !heard.has(id));
  }

  private byChaperone(type: 'vitals' | 'safety-check', payload: object): Promise<number | undefined> {
    return this.people.chaperone.send(this.session.sessionId, type, payload, this.clock.now());
  }
}
