import { Injectable } from '@nestjs/common';

import type { CalendarProblem } from '#contracts';
import type { Span } from '#kernel';
import { Database, type Db, PersonKeys, type Reader, type Tx } from '#platform';

export type ExternalCalendarState = Readonly<{
  host: string;
  addedAt: Date;
  triedAt: Date | null;
  succeededAt: Date | null;
  problem: CalendarProblem | null;
  busyTimes: number;
}>;

/** What is to be read. `sealed` names the address that was seen; `isAskedOften`: in real time the last try is minutes ago. */
export type ToRead = Readonly<{ sealed: string; address: string; isAskedOften: boolean }>;
type Row = Readonly<{ sealed: string; isAskedOften: boolean }>;

/** Other calendars of people, and when they are busy by them. */
@Injectable()
export class ExternalCalendarRepository {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
  ) {}

  /** Replaces the one before, and what was known by it. */
  async put(tx: Tx, personId: string, address: URL): Promise<void> {
    await this.end(tx, personId);
    const sealed = await this.keys.seal(tx, personId, address.href, placeOf(personId));
    await tx.sql`INSERT INTO external_calendar (person_id, address_sealed, host) VALUES (${personId}, ${sealed}, ${address.host})`;
  }

  async end(tx: Tx, personId: string): Promise<void> {
    await tx.sql`DELETE FROM external_calendar WHERE person_id = ${personId}`;
  }

  async findState(on: Reader, personId: string): Promise<ExternalCalendarState | null> {
    const [row] = await on.sql<ExternalCalendarState>`
      SELECT host, added_at AS "addedAt", tried_at AS "triedAt", succeeded_at AS "succeededAt", error_code AS problem,
        (SELECT count(*) FROM external_busy b WHERE b.person_id = c.person_id AND upper(b.during) > app_now())::int AS "busyTimes"
      FROM external_calendar c WHERE person_id = ${personId}`;
    return row ?? null;
  }

  /** Notes that it is being asked; null when there is nothing to ask any more. */
  async findToRead(tx: Tx & Db, personId: string): Promise<ToRead | null> {
    const [row] = await tx.sql<Row>`
      WITH seen AS (SELECT person_id, asked_at FROM external_calendar WHERE person_id = ${personId} FOR UPDATE)
      UPDATE external_calendar c
      SET asked_at = CASE WHEN seen.asked_at > clock_timestamp() - interval '5 minutes' THEN seen.asked_at ELSE clock_timestamp() END
      FROM seen WHERE c.person_id = seen.person_id
      RETURNING c.address_sealed AS sealed, coalesce(seen.asked_at > clock_timestamp() - interval '5 minutes', false) AS "isAskedOften"`;
    return row ? { ...row, address: await this.keys.open(tx, row.sealed, placeOf(personId)) } : null;
  }

  /** Which of the zones that a calendar names PostgreSQL knows, and as what. */
  async findZones(names: readonly string[]): Promise<Map<string, string>> {
    if (!names.length) return new Map();
    const rows = await this.database.sql<{ given: string; name: string }>`
      SELECT DISTINCT ON (given) given, z.name FROM unnest(${names}::text[]) AS given
      JOIN pg_timezone_names z ON lower(z.name) = lower(given) OR (z.name LIKE '%/%' AND lower(given) LIKE '%/' || lower(z.name))
      ORDER BY given, length(z.name) DESC`;
    return new Map(rows.map(({ given, name }) => [given, name]));
  }

  /** Keeps the times that are the same, so that most looks change nothing. @returns false when the address is another by now */
  async putBusy(tx: Tx, personId: string, sealed: string, spans: readonly Span[]): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE external_calendar SET tried_at = app_now(), succeeded_at = app_now(), error_code = NULL
      WHERE person_id = ${personId} AND address_sealed = ${sealed} RETURNING 1`;
    if (!rows.length) return false;
    const wanted = JSON.stringify(spans.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })));
    await tx.sql`
      WITH wanted AS (SELECT tstzrange("from", "to") AS during FROM jsonb_to_recordset(${wanted}::jsonb) AS w ("from" timestamptz, "to" timestamptz)),
           gone AS (DELETE FROM external_busy b WHERE person_id = ${personId} AND NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.during = b.during))
      INSERT INTO external_busy (person_id, during)
      SELECT ${personId}::uuid, during FROM wanted
      WHERE NOT EXISTS (SELECT 1 FROM external_busy b WHERE b.person_id = ${personId} AND b.during = wanted.during)`;
    return true;
  }

  /** What was known stays. @returns false when the address is another by now */
  async putProblem(tx: Tx, personId: string, sealed: string, problem: CalendarProblem): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE external_calendar SET tried_at = app_now(), error_code = ${problem}
      WHERE person_id = ${personId} AND address_sealed = ${sealed} RETURNING 1`;
    return rows.length === 1;
  }

  /** Taken spans by person; epoch ms. */
  async findBusy(personIds: readonly string[], within: Span, on: Reader = this.database): Promise<Map<string, Span[]>> {
    const rows = await on.sql<{ personId: string; from: Date; to: Date }>`
      SELECT person_id AS "personId", lower(during) AS "from", upper(during) AS "to" FROM external_busy
      WHERE person_id = ANY(${personIds}::uuid[])
        AND during && tstzrange(${new Date(within.from)}::timestamptz, ${new Date(within.to)}::timestamptz)
      ORDER BY lower(during)`;
    const spans = new Map<string, Span[]>();
    for (const { personId, from, to } of rows) {
      spans.set(personId, [...(spans.get(personId) ?? []), { from: from.getTime(), to: to.getTime() }]);
    }
    return spans;
  }
}

const placeOf = (personId: string) => ({ table: 'external_calendar', column: 'address_sealed', rowId: personId });
