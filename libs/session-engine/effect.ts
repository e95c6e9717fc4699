import type { AlertKind, Level } from './entry.js';
import type { SessionState } from './state.js';

export type DeadlineKind = 'phase' | 'check' | 'vitals' | 'alert';

/**
 * A deadline that becomes a database row. When it fires at tier `t` the sweep appends a `phase` or `alert` entry with
 * `levels[min(t, levels.length) - 1]`, and arms tier `t + 1` after `delaysSec[min(t, delaysSec.length) - 1]` seconds; no delays, no next tier.
 * A `check` that fires at tier 1 also arms the first tier of the next check, `everySec` later.
 */
export type ArmedDeadline = Readonly<{
  kind: DeadlineKind;
  /** Name of the phase, or id of the alert that it raises. */
  ref: string;
  number?: number;
  tier: number;
  /** Epoch ms; grace is folded in. */
  dueAt: number;
  delaysSec: readonly number[];
  levels: readonly Level[];
  everySec?: number;
}>;

/** What the server must do, in this order, in the transaction that appends an entry. */
export type Effect =
  | Readonly<{ kind: 'arm'; deadline: ArmedDeadline }>
  | Readonly<{ kind: 'void'; ref: string }>
  | Readonly<{ kind: 'void-all' }>
  /** Append this as an `alert` entry of the system, right after. */
  | Readonly<{ kind: 'raise'; alert: Readonly<{ alertId: string; kind: AlertKind; level: Level; tier: 1 }> }>
  /** Append an `alert-closed` entry of the system, right after. */
  | Readonly<{ kind: 'close'; alertId: string; reason: 'answered' }>
  /** Call the people of this tier now. */
  | Readonly<{ kind: 'page'; alertId: string; tier: number }>;

/** What a log means after an entry, and what follows from it. */
export type Reduced = Readonly<{ state: SessionState; effects: readonly Effect[] }>;
/** A state, and the effects that it comes with, if any. */
export const only = (state: SessionState, ...effects: Effect[]): Reduced => ({ state, effects });
