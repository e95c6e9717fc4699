/** By which zone somebody is reminded, where they live while on a journey, and against which zones they keep theirs. */
export type ZoneStanding = Readonly<{ zone: string; homeZone: string | null; keptAgainst: readonly string[] }>;
export type ZoneMeaning = 'moved' | 'travelling' | 'keep';

/** Whether a zone is somewhere on earth. Nobody lives in UTC: a browser says so that keeps to itself where it is. */
export const isPlace = (zone: string): boolean => zone.includes('/') && !zone.startsWith('Etc/');

/**
 * Whether somebody is asked what their browser's zone means: it has another clock, and they have not said yet that it means nothing.
 *
 * @param hasSameClock whether the clocks of both zones read the same all year; by PostgreSQL's time zones
 */
export const isAsked = ({ keptAgainst }: ZoneStanding, browser: string, hasSameClock: boolean): boolean =>
  isPlace(browser) && !hasSameClock && !keptAgainst.includes(browser);

/** The zones of somebody after their answer; never moved by anything but an answer of theirs, or the end of a journey. */
export function zonesAfter(
  { zone, homeZone }: ZoneStanding,
  browser: string,
  meaning: ZoneMeaning,
): Omit<ZoneStanding, 'keptAgainst'> {
  if (meaning === 'keep') return { zone, homeZone };
  const home = homeZone ?? zone;
  const isAway = meaning === 'travelling' && browser !== home;
  return { zone: browser, homeZone: isAway ? home : null };
}
