import type { ScheduleClinician } from '#contracts';
import { timeOfDay } from '../time.js';
import { type Stretch, stretchOf, within } from './day-grid.js';

/** When somebody is there on a day, in words: what the shading shows, for whoever does not see it. */
export function hoursWords({ hours, away }: ScheduleClinician, day: Stretch, zone: string): string {
  const inDay = (spans: ScheduleClinician['hours']) => spans.flatMap((span) => within(stretchOf(span), day) ?? []);
  const words = (spans: readonly Stretch[]) =>
    spans.map(({ from, to }) => `${timeOfDay(from, zone)} – ${timeOfDay(to, zone)}`).join(', ');
  const [kept, off] = [inDay(hours), inDay(away)];
  if (off.some(({ from, to }) => from <= day.from && day.to <= to)) return 'Away';
  if (!kept.length) return 'No hours';
  return off.length ? `${words(kept)}; away ${words(off)}` : words(kept);
}
