import type { Alert } from '../state.js';
import type { SimulatedClinic } from './simulated-clinic.js';

/** What is said of each path: how it begins, who or what notices, what Hearth does, and where it ends. */
type Told = Readonly<{ id: string; event: string; detected: string; does: string; ends: string }>;

/** An unhappy path of a live session, played on the real engine. */
export type SessionPath = Told & Readonly<{ play: (clinic: SimulatedClinic) => unknown; shows: object }>;

/** One that happens in another room: the test that proves it, by its file and its name. */
export type OtherPath = Told & Readonly<{ proof: readonly [file: string, test: string] }>;

/** What a path shows of an alert: its kind, the level and tier that it has reached, and whether it has ended. */
export const shown = (alert: Alert | undefined) =>
  alert && [alert.kind, alert.level, alert.tier, alert.closedAt === undefined ? 'open' : 'closed'].join(' ');

export const alertsOf = ({ state }: SimulatedClinic): (string | undefined)[] => state.alerts.map(shown);

/** The alert that was raised last, taken on and closed by the clinician whom it called. */
export function settle(clinic: SimulatedClinic): void {
  for (const { id: alertId, closedAt } of clinic.state.alerts) {
    if (closedAt !== undefined) continue;
    clinic.write('acknowledgement', { alertId });
    clinic.write('alert-closed', { alertId, reason: 'settled' });
  }
}
