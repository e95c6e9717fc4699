// Plain interval arithmetic: hours less what is booked, shared by all or joined of any, then the grid. No pauses, no notice, no caps, no
// reasons. The offset of each zone on each day stands in a table that was made before.
import { GRID_MIN, LENGTH_MIN } from '../slots-workloads.mjs';

const MINUTE = 60_000;
const DAY = 86_400_000;
const [LENGTH, GRID] = [LENGTH_MIN * MINUTE, GRID_MIN * MINUTE];
const rising = (a, b) => a.from - b.from;

/** @param tables `{ zone: { first, offsets } }`, offsets in ms by day */
function free({ zone, weekly, busy }, { first, days }, tables) {
  const { first: firstOffset, offsets } = tables[zone];
  const taken = [...busy].sort(rising);
  const spans = [];
  let next = 0;
  for (let day = first; day < first + days; day++) {
    const weekday = ((day + 3) % 7) + 1;
    for (const hours of weekly) {
      if (hours.isoWeekday !== weekday) continue;
      const midnight = day * DAY - offsets[day - firstOffset];
      let from = midnight + hours.fromMin * MINUTE;
      const to = midnight + hours.toMin * MINUTE;
      while (next < taken.length && taken[next].to <= from) next++;
      for (let i = next; i < taken.length && taken[i].from < to; i++) {
        if (from < taken[i].from) spans.push({ from, to: taken[i].from });
        if (from < taken[i].to) from = taken[i].to;
      }
      if (from < to) spans.push({ from, to });
    }
  }
  return spans;
}

function shared(a, b) {
  const both = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i].from, b[j].from);
    const to = Math.min(a[i].to, b[j].to);
    if (from < to) both.push({ from, to });
    if (a[i].to < b[j].to) i++;
    else j++;
  }
  return both;
}

function grid(spans) {
  const starts = [];
  for (const { from, to } of spans) for (let at = Math.ceil(from / GRID) * GRID; at <= to; at += GRID) starts.push(at);
  return starts;
}
const fitting = (spans) => spans.flatMap(({ from, to }) => (to - from >= LENGTH ? [{ from, to: to - LENGTH }] : []));

function joined(stretches) {
  const merged = [];
  for (const next of stretches.sort(rising)) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else merged.push({ ...next });
  }
  return merged;
}

/** Every start of a workload; epoch ms. */
export function direct(workload, tables) {
  const each = workload.people.map((person) => free(person, workload, tables));
  return workload.need === 'any' ? grid(joined(each.flatMap(fitting))) : grid(fitting(each.reduce(shared)));
}

/** The offset of each day of a workload, at its noon, in ms. @param tables by zone, as the engine has them */
export function offsetsByDay({ first, days }, tables) {
  const offsetAt = (changes, at) => changes.findLast((change, i) => i === 0 || change.at <= at).offsetMin * MINUTE;
  return Object.fromEntries(
    Object.entries(tables).map(([zone, { changes }]) => [
      zone,
      { first, offsets: Array.from({ length: days }, (_, i) => offsetAt(changes, (first + i) * DAY + DAY / 2)) },
    ]),
  );
}
