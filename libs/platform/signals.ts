import { channel } from 'node:diagnostics_channel';

/** Something that this process did and that can be counted. Saying it costs next to nothing while nobody listens. */
class Signal<T> {
  private readonly channel;

  constructor(name: string) {
    this.channel = channel(`hearth.${name}`);
  }

  say(what: T): void {
    if (this.channel.hasSubscribers) this.channel.publish(what);
  }

  /** @returns a function that ends the subscription */
  hear(handler: (what: T) => void): () => void {
    const heard = (what: unknown) => handler(what as T);
    this.channel.subscribe(heard);
    return () => void this.channel.unsubscribe(heard);
  }
}

/** A deadline that fired, and how long after it was due, in seconds of the one clock. */
export type Fired = Readonly<{ kind: string; tier: number; lateSec: number }>;
/** `put-back`: it goes again. `parked`: it was given up. */
export type Handled = Readonly<{ name: string; outcome: 'done' | 'put-back' | 'parked' }>;

/** What the program says of itself to whoever measures it. Names and numbers only. */
export const signals = {
  fired: new Signal<readonly Fired[]>('deadlines-fired'),
  handled: new Signal<Handled>('message-handled'),
  recorded: new Signal<Readonly<{ type: string }>>('entry-recorded'),
};
