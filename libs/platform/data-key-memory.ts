import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Hints } from './hints.js';

/** An open data key. */
export type DataKey = Readonly<{ id: string; personId: string; key: KeyObject }>;

/** No longer than a shredded key may go on: hints make it shorter, but one may be lost. Real time. */
const FRESH_MS = 60_000;
const KEYS = 10_000;

/** The open keys of those who were read or written about in the last minute, so that few are unwrapped twice. */
@Injectable()
export class DataKeyMemory {
  private readonly keys = new Map<string, Readonly<{ dataKey: DataKey; until: number }>>();
  /** The id of the key that new values of a person are sealed under. */
  private readonly current = new Map<string, string>();
  private changes = 0;

  constructor(hints: Hints) {
    hints.on('data-key', (personId) => this.forget(personId));
    hints.onResync(() => this.forgetAll());
  }

  of(id: string): DataKey | undefined {
    const known = this.keys.get(id);
    return known && performance.now() < known.until ? known.dataKey : undefined;
  }

  currentOf(personId: string): DataKey | undefined {
    return this.of(this.current.get(personId) ?? '');
  }

  /** @returns what keeps a key that is read after this, unless one was forgotten meanwhile: it may be older than that */
  keeper(): (dataKey: DataKey, isCurrent?: boolean) => void {
    const { changes } = this;
    return (dataKey, isCurrent = false) => {
      if (changes === this.changes) this.keep(dataKey, isCurrent);
    };
  }

  /** The keys of a person were shredded. */
  forget(personId: string): void {
    this.changes += 1;
    this.current.delete(personId);
    for (const [id, { dataKey }] of this.keys) if (dataKey.personId === personId) this.keys.delete(id);
  }

  private keep(dataKey: DataKey, isCurrent: boolean): void {
    this.keys.delete(dataKey.id);
    this.keys.set(dataKey.id, { dataKey, until: performance.now() + FRESH_MS });
    if (isCurrent) this.current.set(dataKey.personId, dataKey.id);
    if (this.keys.size <= KEYS) return;
    const [oldest] = this.keys.values();
    this.keys.delete(oldest!.dataKey.id);
    this.current.delete(oldest!.dataKey.personId);
  }

  private forgetAll(): void {
    this.changes += 1;
    this.keys.clear();
    this.current.clear();
  }
}
