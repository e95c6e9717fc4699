import type { ProblemJson, RecordEntry } from '#contracts';
import { isWorthRepeating, ProblemError } from '../call.js';

/** One entry on its way: kept until the server has it, sent again under the same id. */
export type Outgoing<Entry = RecordEntry> = Readonly<{ entry: Entry; tries: number }>;
export type Deliver<Entry = RecordEntry> = (entry: Entry) => Promise<void>;
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export const pauseMs = (tries: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, tries - 1));

/**
 * What this page has told and the server has not acknowledged yet. It survives a reload on its shelf, one shelf per person and
 * session, so that nothing is ever sent in the name of somebody else. Entries travel independently: none waits behind another.
 */
export class SessionOutbox<Entry extends Readonly<{ id: string }> = RecordEntry> {
  private outgoing: readonly Outgoing<Entry>[];
  private readonly inFlight = new Set<string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly key: string,
    private readonly deliver: Deliver<Entry>,
    private readonly changed: (refused?: ProblemJson) => void,
    private readonly shelf: Shelf = localStorage,
  ) {
    this.outgoing = (JSON.parse(shelf.getItem(key) ?? '[]') as Entry[]).map((entry) => ({ entry, tries: 0 }));
  }

  get all(): readonly Outgoing<Entry>[] {
    return this.outgoing;
  }

  add(entry: Entry): Promise<void> {
    this.keep([...this.outgoing, { entry, tries: 0 }]);
    return this.send(entry);
  }

  /** Sends everything that is kept, at once; for when the line is back. What fails is tried again by itself. */
  async flush(): Promise<void> {
    await Promise.all(this.outgoing.map(({ entry }) => this.send(entry)));
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private async send(entry: Entry): Promise<void> {
    if (this.inFlight.has(entry.id)) return;
    clearTimeout(this.timers.get(entry.id));
    this.inFlight.add(entry.id);
    const failure = await this.deliver(entry).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    this.inFlight.delete(entry.id);
    if (failure && isWorthRepeating(failure.error)) this.retryLater(entry);
    else this.drop(entry, failure?.error);
  }

  private retryLater(entry: Entry): void {
    this.keep(this.outgoing.map((sent) => (sent.entry.id === entry.id ? { entry, tries: sent.tries + 1 } : sent)));
    const tries = this.outgoing.find((sent) => sent.entry.id === entry.id)?.tries ?? 1;
    this.timers.set(
      entry.id,
      setTimeout(() => void this.send(entry), pauseMs(tries)),
    );
  }

  private drop(entry: Entry, refusal: unknown): void {
    this.timers.delete(entry.id);
    this.keep(
      this.outgoing.filter((sent) => sent.entry.id !== entry.id),
      refusal,
    );
  }

  private keep(outgoing: readonly Outgoing<Entry>[], refusal?: unknown): void {
    this.outgoing = outgoing;
    if (outgoing.length) this.shelf.setItem(this.key, JSON.stringify(outgoing.map(({ entry }) => entry)));
    else this.shelf.removeItem(this.key);
    this.changed(refusal instanceof ProblemError ? refusal.problem : undefined);
  }
}
