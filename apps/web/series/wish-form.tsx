import { type FormEvent, useState } from 'react';

import { DAY_NAMES } from '../patient/suits.js';
import { Button } from '../shell/button.js';
import type { Wish } from './queries.js';
import styles from './series.module.css';
import { RHYTHM_DAYS, rhythmWords } from './words.js';

export const HALF_HOURS = Array.from({ length: 28 }, (_, i) => 7 * 60 + i * 30);
const two = (n: number) => String(n).padStart(2, '0');
export const asTime = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
export const asWords = (minute: number) => {
  const hour = Math.floor(minute / 60);
  return `${hour % 12 || 12}:${two(minute % 60)} ${hour < 12 ? 'AM' : 'PM'}`;
};

type Props = { first: string; isLoading: boolean; onWish: (wish: Wish) => void };

/** A weekday, a time of day and a rhythm. @param first the first day that can be chosen */
export function WishForm({ first, isLoading, onWish }: Props) {
  const [wish, setWish] = useState<Wish>({ from: first, weekday: 3, time: '10:00', everyDays: 7 });
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onWish(wish);
  };
  return (
    <form className={styles['wish']} onSubmit={submit}>
      <label>
        On which day of the week
        <select value={wish.weekday} onChange={({ target }) => set({ weekday: Number(target.value) })}>
          {DAY_NAMES.map((name, i) => (
            <option key={name} value={i + 1}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        At what time
        <select value={wish.time} onChange={({ target }) => set({ time: target.value })}>
          {HALF_HOURS.map((minute) => (
            <option key={minute} value={asTime(minute)}>
              {asWords(minute)}
            </option>
          ))}
        </select>
      </label>
      <label>
        How often
        <select value={wish.everyDays} onChange={({ target }) => set({ everyDays: Number(target.value) })}>
          {RHYTHM_DAYS.map((days) => (
            <option key={days} value={days}>
              {rhythmWords(days)}
            </option>
          ))}
        </select>
      </label>
      <label>
        From this day on
        <input type="date" required min={first} value={wish.from} onChange={({ target }) => set({ from: target.value })} />
      </label>
      <Button type="submit" loading={isLoading} disabled={!wish.from}>
        Show the times
      </Button>
    </form>
  );
}
