import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HintChannel } from './hint-channel.js';

/** @param id of what changed @param n how far it has come, for example the seq of a session's last entry */
export type HintHandler = (id: string, n: number) => void;

const HINT = /^(?<topic>[^:]+):(?<id>.*):(?<n>-?\d+)$/s;

/**
 * Hears what other processes say with `hint(topic, id, n)` when they commit: "there is something new to read".
 *
 * A hint may be lost or come twice, so nothing may depend on one: whoever listens also reads on a timer, and on `onResync`.
 */
@Injectable()
export class Hints implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, Set<HintHandler>>();
  private readonly resyncs = new Set<() => void>();

  constructor(private readonly channel: HintChannel) {}

  /** @returns a function that ends the subscription */
  on(topic: string, handler: HintHandler): () => void {
    const handlers = this.handlers.get(topic) ?? new Set();
    this.handlers.set(topic, handlers.add(handler));
    return () => void handlers.delete(handler);
  }

  /** Calls `handler` each time hints may have been missed. @returns a function that ends the subscription */
  onResync(handler: () => void): () => void {
    this.resyncs.add(handler);
    return () => void this.resyncs.delete(handler);
  }

  /** Whether hints arrive; without them what is new waits for a timer. */
  get isOpen(): boolean {
    return this.channel.isOpen;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.channel.open({ hear: (hint) => this.hear(hint), resync: () => this.resync() });
  }

  onApplicationShutdown(): Promise<void> {
    return this.channel.close();
  }

  private resync(): void {
    for (const handler of this.resyncs) handler();
  }

  private hear(hint: string): void {
    const { topic, id, n } = HINT.exec(hint)?.groups ?? {};
    for (const handler of this.handlers.get(topic ?? '') ?? []) handler(id ?? '', Number(n));
  }
}
