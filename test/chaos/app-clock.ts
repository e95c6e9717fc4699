import type pg from 'pg';

type Mark = Readonly<{ realMs: number; offsetMs: number }>;

/** How the one clock ran beside real time, so that "late" can be said of a clock that jumps. */
export class AppClock {
  private readonly marks: Mark[] = [];

  /** The clock now, as well as it is known; epoch ms. */
  now(): number {
    return Date.now() + (this.marks.at(-1)?.offsetMs ?? 0);
  }

  /** Looks at the clock, and remembers when it has jumped. */
  async look(database: pg.Pool): Promise<void> {
    const { rows } = await database.query<Mark>(
      `SELECT (1000 * extract(epoch FROM clock_timestamp()))::float8 AS "realMs", coalesce((SELECT offset_ms FROM clock_offset), 0)::float8 AS "offsetMs"`,
    );
    this.mark(rows[0]!);
  }

  /** Moves the clock forward, as `Clock.advance` does. */
  async advance(database: pg.Pool, byMs: number): Promise<void> {
    const { rows } = await database.query<Mark>(
      `UPDATE clock_offset SET offset_ms = offset_ms + $1, seen_at = greatest(seen_at, app_now() + $1 * interval '1 millisecond')
       RETURNING (1000 * extract(epoch FROM clock_timestamp()))::float8 AS "realMs", offset_ms::float8 AS "offsetMs"`,
      [byMs],
    );
    this.mark(rows[0]!);
  }

  /** By how much the clock was ever put back, in ms. */
  get setBackMs(): number {
    return this.marks.reduce((most, { offsetMs }, i) => Math.max(most, (this.marks[i - 1]?.offsetMs ?? offsetMs) - offsetMs), 0);
  }

  /** The real instant at which the clock first read `appMs` or later. */
  realOf(appMs: number): number {
    const at = this.marks.findIndex(
      ({ offsetMs }, i) => (this.marks[i + 1]?.realMs ?? Number.POSITIVE_INFINITY) + offsetMs > appMs,
    );
    const { realMs, offsetMs } = this.marks[at]!;
    return at === 0 ? appMs - offsetMs : Math.max(realMs, appMs - offsetMs);
  }

  private mark(mark: Mark): void {
    if (this.marks.at(-1)?.offsetMs !== mark.offsetMs) this.marks.push(mark);
  }
}
