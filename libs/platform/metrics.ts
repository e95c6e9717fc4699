import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { signals } from './signals.js';

/** From half a sweep to an outage, in seconds: 2 and 5 are what is promised. */
const LATENESS = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];
const DURATION = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What this process counts, for Prometheus. Labels are names out of the code and small numbers: never an id, a person or an address.
 * Nothing is counted before `start()`.
 */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  private readonly registry = new Registry();
  private readonly ends: (() => void)[] = [];
  private isStarted = false;

  start(): void {
    this.isStarted = true;
    collectDefaultMetrics({ register: this.registry }); // memory, processor, event loop
    this.countDeadlines();
    this.countWork();
  }

  /**
   * A number that is read when somebody asks. One that cannot be read then is left out.
   *
   * @param read the value, or a value for each value of the label
   */
  gauge(name: string, help: string, read: () => number | ReadonlyMap<string, number>, label?: string): void {
    new Gauge({
      name: `hearth_${name}`,
      help,
      labelNames: label ? [label] : [],
      registers: [this.registry],
      collect() {
        this.reset();
        const value = read();
        if (typeof value === 'number') return Number.isNaN(value) ? this.remove() : this.set(value);
        for (const [of, each] of value) this.set({ [label!]: of }, each);
      },
    });
  }

  /** How long something takes, in seconds. @returns a function that takes one measurement; it does nothing before `start()` */
  durations<L extends string>(
    name: string,
    help: string,
    labels: readonly L[],
  ): (of: Record<L, string>, seconds: number) => void {
    const made = new Histogram({
      name: `hearth_${name}`,
      help,
      labelNames: [...labels],
      buckets: DURATION,
      registers: [this.registry],
    });
    return (of, seconds) => {
      if (this.isStarted) made.observe(of, seconds);
    };
  }

  /** All of it in the text form of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  onApplicationShutdown(): void {
    for (const end of this.ends) end();
  }

  private countDeadlines(): void {
    const registers = [this.registry];
    const lateness = new Histogram({
      name: 'hearth_deadline_lateness_seconds',
      help: 'How long after it was due a deadline fired.',
      labelNames: ['kind'],
      buckets: LATENESS,
      registers,
    });
    const tiers = new Counter({
      name: 'hearth_deadlines_fired_total',
      help: 'Deadlines that fired in this process: kind check and tier 1 is a missed safety check.',
      labelNames: ['kind', 'tier'],
      registers,
    });
    const hear = ({ kind, tier, lateSec }: { kind: string; tier: number; lateSec: number }) => {
      lateness.observe({ kind }, Math.max(0, lateSec));
      tiers.inc({ kind, tier: String(tier) });
    };
    this.ends.push(signals.fired.hear((fired) => fired.forEach(hear)));
  }

  private countWork(): void {
    const registers = [this.registry];
    const handled = new Counter({
      name: 'hearth_messages_handled_total',
      help: 'Outbox rows that this process worked on: done, put back for another try, or parked for people.',
      labelNames: ['name', 'outcome'],
      registers,
    });
    const recorded = new Counter({
      name: 'hearth_entries_recorded_total',
      help: 'Entries of session logs that people wrote through this process, with the alarms that followed at once.',
      labelNames: ['type'],
      registers,
    });
    this.ends.push(
      signals.handled.hear((one) => handled.inc(one)),
      signals.recorded.hear((one) => recorded.inc(one)),
    );
  }
}
