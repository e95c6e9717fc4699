import type { BoardTile } from '#contracts';
import {
  type Alert,
  byDanger,
  replay,
  type SessionClock,
  type SessionPlan,
  type SessionState,
  sessionClock,
} from '#session-engine';
import type { LiveSession } from '../session/live-session.js';
import { entryOf, planOf } from '../session/wire.js';

/** A session as the board knows it at this moment: live where the room is joined, else as it was loaded. */
export type Watched = Readonly<{
  tile: BoardTile;
  live: LiveSession | undefined;
  /** What the tile shows may be out of date. */
  isBlind: boolean;
  plan: SessionPlan;
  state: SessionState;
  clock: SessionClock;
}>;

const OVER = new Set(['released_home', 'aborted_before_dose']);
export const isOver = ({ state }: Pick<Watched, 'state'>): boolean => OVER.has(state.phase);

/** The board in the order of danger; what is over comes last. */
export function watched(tiles: readonly BoardTile[], lives: readonly LiveSession[], now: number): Watched[] {
  const sessions = tiles
    .filter(({ isCancelled }) => !isCancelled)
    .map((tile): Watched => {
      const live = lives.find(({ id }) => id === tile.id);
      const plan = planOf(tile.plan);
      const { view, failure } = live?.status ?? {};
      const state = view?.state ?? replay(plan, tile.entries.map(entryOf));
      const isBlind = view?.isBlind === true || Boolean(failure);
      return { tile, live, isBlind, plan, state, clock: sessionClock(state, plan, now) };
    });
  return sessions.sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || byDanger(a.clock, b.clock) || bySoonest(a, b));
}

const bySoonest = (a: Watched, b: Watched) => Date.parse(a.tile.startsAt) - Date.parse(b.tile.startsAt);

/** Whether a level is shown: before the dose nothing can be "as expected" yet, and a screen that may be out of date never says so. */
export const saysLevel = ({ danger, sinceDoseMs }: SessionClock, isBlind: boolean): boolean =>
  danger > 0 || (sinceDoseMs !== null && !isBlind);

export type OpenAlert = Readonly<{ watched: Watched; alert: Alert }>;

/** Every alert that nobody has closed: those without a person first, the worst first. */
export function openAlerts(sessions: readonly Watched[]): OpenAlert[] {
  const open = sessions.flatMap((one) =>
    one.state.alerts.filter(({ closedAt }) => closedAt === undefined).map((alert) => ({ watched: one, alert })),
  );
  const waits = ({ alert }: OpenAlert) => Number(alert.acknowledgedAt === undefined);
  return open.sort((a, b) => waits(b) - waits(a) || b.alert.level - a.alert.level || a.alert.raisedAt - b.alert.raisedAt);
}

/** Whether somebody has to hear it: level 2 and up, and no person has taken it on. */
export const isCalling = ({ alert }: Pick<OpenAlert, 'alert'>): boolean => alert.level >= 2 && alert.acknowledgedAt === undefined;
