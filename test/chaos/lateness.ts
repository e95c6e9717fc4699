import type pg from 'pg';
import type { AppClock } from './app-clock.js';
import type { Spell } from './weather.js';

/** In ms, after the instant at which something fell due. */
export const LIMITS = { p99: 2_000, most: 5_000, held: 10_000, afterOutage: 5_000 } as const;
/** The sweep comes twice a second: what fell due just before a spell may fall into it. */
const SWEEP_MS = 1_000;

export type Lateness = Readonly<{
  fired: number;
  p50Ms: number;
  p99Ms: number;
  mostMs: number;
  histogram: string;
  faults: string[];
}>;
type Fired = Readonly<{ session_id: string; what: string; due_ms: number; recorded_ms: number }>;

/** Everything that the sweep wrote into logs since `sinceMs`: when it was due and when it was recorded, by the one clock. */
async function firedSince(database: pg.Pool, sinceMs: number): Promise<Fired[]> {
  const { rows } = await database.query<Fired>(
    `SELECT e.session_id, coalesce(e.payload ->> 'alertId', e.payload ->> 'phase') || ' tier ' || coalesce(e.payload ->> 'tier', '-') AS what,
       (1000 * extract(epoch FROM e.happened_at))::float8 AS due_ms, (1000 * extract(epoch FROM e.recorded_at))::float8 AS recorded_ms
     FROM session_entry e JOIN deadline d ON d.session_id = e.session_id AND d.fired_at IS NOT NULL
       AND d.ref = coalesce(e.payload ->> 'alertId', e.payload ->> 'phase') AND d.tier = coalesce((e.payload ->> 'tier')::int, 1)
     WHERE e.type IN ('alert', 'phase') AND e.recorded_at > to_timestamp($1 / 1000.0)`,
    [sinceMs],
  );
  return rows;
}

/**
 * How late things fired, and which were later than promised. Where somebody stood still with a row in an outage, the longer of the two
 * limits holds: PostgreSQL takes such a row back after 5 s.
 */
export async function lateness(database: pg.Pool, clock: AppClock, spells: readonly Spell[], sinceMs: number): Promise<Lateness> {
  const faults: string[] = [];
  const late: number[] = [];
  for (const { session_id, what, due_ms, recorded_ms } of await firedSince(database, sinceMs)) {
    const [dueAt, firedAt] = [clock.realOf(due_ms), clock.realOf(recorded_ms)];
    const meets = ({ fromMs, toMs }: Spell, afterMs: number) => dueAt > fromMs - SWEEP_MS && dueAt < toMs + afterMs;
    const outage = spells.findLast((spell) => spell.kind === 'outage' && meets(spell, LIMITS.afterOutage));
    const isHeld = spells.some((spell) => spell.kind === 'held' && meets(spell, 0));
    const lateMs = firedAt - Math.max(dueAt, outage?.toMs ?? 0);
    if (!outage) late.push(Math.max(0, lateMs));
    const limit = isHeld ? LIMITS.held : outage ? LIMITS.afterOutage : LIMITS.most;
    if (lateMs > limit) faults.push(`${session_id} ${what}: ${Math.round(lateMs)} ms late; ${told(spells, dueAt, firedAt)}`);
  }
  late.sort((a, b) => a - b);
  const at = (share: number) => Math.round(late[Math.min(late.length - 1, Math.floor(share * late.length))] ?? 0);
  if (at(0.99) > LIMITS.p99) faults.push(`lateness p99 ${at(0.99)} ms`);
  return { fired: late.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1), histogram: histogram(late), faults };
}

/** What went on between two instants, in s after the first. */
function told(spells: readonly Spell[], dueAt: number, firedAt: number): string {
  const after = (ms: number) => ((ms - dueAt) / 1_000).toFixed(1);
  const met = spells.filter(({ fromMs, toMs }) => fromMs < firedAt && toMs > dueAt - SWEEP_MS);
  return met.map(({ kind, fromMs, toMs }) => `${kind} from ${after(fromMs)} to ${after(toMs)} s`).join(', ') || 'nothing went on';
}

const EDGES_MS = [250, 500, 1_000, 2_000, 5_000, 10_000, Number.POSITIVE_INFINITY];

function histogram(late: readonly number[]): string {
  const counts = EDGES_MS.map((edge, i) => late.filter((ms) => ms <= edge && ms > (EDGES_MS[i - 1] ?? -1)).length);
  return EDGES_MS.map((edge, i) => `${Number.isFinite(edge) ? `<=${edge}` : 'more'}: ${counts[i]}`).join('  ');
}
