import type { BoardTile, LogEntry, SessionSummary } from '#contracts';
import { callPage } from '#scheduling';
import type { Entry } from '#session-engine';
import type { Summary, Tile } from '#sessions';

/** A log entry as it crosses the wire: instants as ISO-8601 UTC. */
export const entryJson = (entry: Entry): LogEntry =>
  ({
    ...entry,
    happenedAt: new Date(entry.happenedAt).toISOString(),
    recordedAt: new Date(entry.recordedAt).toISOString(),
  }) as LogEntry;

export const entriesJson = (entries: readonly Entry[]): LogEntry[] => entries.map(entryJson);

export const summaryJson = ({ appointment, ...summary }: Summary): SessionSummary => ({
  ...appointment,
  ...summary,
  callPage: callPage(appointment.kind, appointment.id),
});

export const tileJson = (tile: Tile): BoardTile => ({
  ...summaryJson(tile),
  plan: tile.plan,
  entries: entriesJson(tile.entries),
});
