import type { z } from 'zod';
import type { Database, Tx } from './database.js';
import { declaredMessages, type Message, queueOf } from './message.js';

/** What a handler gets besides the payload. `attempt` counts from 1. */
export type InTransaction = Readonly<{ tx: Tx; eventId: string; attempt: number }>;
export type Outside = Readonly<{ database: Database; eventId: string; attempt: number }>;

type Run<Context> = (payload: never, context: Context) => Promise<unknown>;
export type Subscription =
  | Readonly<{ message: Message; outside: false; run: Run<InTransaction> }>
  | Readonly<{ message: Message; outside: true; run: Run<Outside> }>;

/** A handler whose effect is in the database: it runs in the transaction that marks the row as done, so it takes effect once. */
export const on = <T extends z.ZodType>(
  message: Message<T>,
  run: (payload: z.output<T>, context: InTransaction) => Promise<unknown>,
): Subscription => ({ message, outside: false, run });

/**
 * A handler with an effect outside the database (mail, text): it records its sending before and after, and calls
 * `Outbox.done(tx, eventId)` itself in the transaction that records the outcome.
 */
export const onOutside = <T extends z.ZodType>(
  message: Message<T>,
  run: (payload: z.output<T>, context: Outside) => Promise<unknown>,
): Subscription => ({ message, outside: true, run });

/** Who hears what, in one list. */
export class Subscriptions {
  private readonly byName = new Map<string, Subscription[]>();

  /** @throws Error when a message has a handler with outside effects and any other: one of the two would run twice */
  constructor(list: readonly Subscription[]) {
    for (const subscription of list) {
      const { name } = subscription.message;
      this.byName.set(name, [...this.of(name), subscription]);
    }
    const crowded = [...this.byName].find(([, heard]) => heard.length > 1 && heard.some(({ outside }) => outside));
    if (crowded) throw new Error(`${crowded[0]} has a handler with an outside effect, and so can have no other.`);
  }

  of(name: string): readonly Subscription[] {
    return this.byName.get(name) ?? [];
  }

  /** The queues that carry what is heard. */
  queues(): string[] {
    const queued = [...this.byName].filter(([, [first]]) => !first!.message.isDirect);
    return [...new Set(queued.map(([name]) => queueOf(name)))];
  }

  /** @throws Error that names the declared messages that nobody hears: they would wait in the outbox and be parked */
  requireAll(): void {
    const unheard = declaredMessages().filter((name) => !this.byName.has(name));
    if (unheard.length) throw new Error(`No handler for: ${unheard.join(', ')}.`);
  }
}
