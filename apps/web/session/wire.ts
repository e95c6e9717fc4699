import type { LogEntry } from '#contracts';
import type { Entry, SessionPlan } from '#session-engine';

/** An entry as it travels becomes one that the engine folds: instants turn from ISO-8601 into epoch ms. */
export const entryOf = (json: LogEntry): Entry =>
  ({ ...json, happenedAt: Date.parse(json.happenedAt), recordedAt: Date.parse(json.recordedAt) }) as Entry;

/** And back, for what a phone keeps. */
export const jsonOf = (entry: Entry): LogEntry =>
  ({
    ...entry,
    happenedAt: new Date(entry.happenedAt).toISOString(),
    recordedAt: new Date(entry.recordedAt).toISOString(),
  }) as LogEntry;

/** The frozen plan travels as the JSON of the engine's own type. */
export const planOf = (json: Readonly<Record<string, unknown>>): SessionPlan => json as unknown as SessionPlan;
