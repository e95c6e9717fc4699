/** Who is told: `hear` each hint, `resync` whenever some may have been missed. */
export type HintListener = Readonly<{ hear: (hint: string) => void; resync: () => void }>;

/** The way by which hints go from process to process; it comes back by itself when it was cut. Injected by this class. */
export abstract class HintChannel {
  /** Whether hints arrive, as far as this process can tell. */
  abstract readonly isOpen: boolean;
  /** Begins to hear. Does not wait for the way to be open. */
  abstract open(listener: HintListener): Promise<void>;
  abstract close(): Promise<void>;
  /** Tells a hint to every process, if it can be told now. Waits for nothing. */
  abstract say(hint: string): void;
}

/** Its name in PostgreSQL and in Redis. */
export const CHANNEL = 'hearth_hint';
