import type { ScheduleEntry } from '#contracts';
import type { Carry } from './use-carry.js';

/** A press that moves no further than this is a click; CSS pixels. */
const CLICK_PX = 5;
type Point = Readonly<{ clientX: number; clientY: number }>;

/**
 * Which start is under the pointer: on a track of hours by where on it, on a day of the week at the hour that the appointment has.
 *
 * @param heldMs how far behind the start of the appointment it is held
 * @returns      epoch ms; null beside everything
 */
export function startUnder({ clientX, clientY }: Point, entry: ScheduleEntry, heldMs: number): number | null {
  const target = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-from],[data-midnight]');
  const { from, to, midnight } = target?.dataset ?? {};
  if (midnight !== undefined) return Number(midnight) + Date.parse(entry.startsAt) - midnightOf(entry);
  if (!target || from === undefined || to === undefined) return null;
  const { left, width } = target.getBoundingClientRect();
  return Number(from) + ((clientX - left) / width) * (Number(to) - Number(from)) - heldMs;
}

/** The midnight before an appointment, of the days that are shown. */
function midnightOf({ startsAt }: ScheduleEntry): number {
  const all = [...document.querySelectorAll<HTMLElement>('[data-midnight]')].map(({ dataset }) => Number(dataset['midnight']));
  return Math.max(...all.filter((midnight) => midnight <= Date.parse(startsAt)));
}

/** Follows a press on an appointment: from a few pixels on it is carried, until it is let go or Escape. A finger scrolls instead. */
export function follow(event: React.PointerEvent<HTMLElement>, entry: ScheduleEntry, carry: () => Carry): void {
  if (event.button !== 0 || event.pointerType === 'touch') return;
  const chip = event.currentTarget;
  const { left, width } = chip.getBoundingClientRect();
  const length = Date.parse(entry.endsAt) - Date.parse(entry.startsAt);
  const heldMs = ((event.clientX - left) / width) * length;
  const start = { clientX: event.clientX, clientY: event.clientY };
  let isCarried = false;
  const listening = new AbortController();
  const listen = <K extends keyof WindowEventMap>(name: K, heard: (heard: WindowEventMap[K]) => void) =>
    window.addEventListener(name, heard, { signal: listening.signal });
  listen('pointermove', (moved) => {
    if (!isCarried && Math.hypot(moved.clientX - start.clientX, moved.clientY - start.clientY) < CLICK_PX) return;
    if (!isCarried) carry().lift(entry, 'pointer');
    isCarried = true;
    const at = startUnder(moved, entry, heldMs);
    if (at !== null) carry().moveTo(at);
  });
  listen('keydown', ({ key }) => {
    if (key !== 'Escape' || !isCarried) return;
    listening.abort();
    carry().putBack();
  });
  listen('pointercancel', () => {
    listening.abort();
    if (isCarried) carry().putBack();
  });
  listen('pointerup', () => {
    listening.abort();
    if (!isCarried) return;
    const dropped = new AbortController();
    // the click that follows at once opens nothing: it was a drop
    chip.addEventListener('click', (click) => click.stopPropagation(), { capture: true, signal: dropped.signal });
    window.setTimeout(() => {
      dropped.abort();
      carry().drop();
    });
  });
}
