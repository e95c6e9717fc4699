import { randomUUID } from 'node:crypto';

import { MINUTE, type Span } from '#kernel';
import type { Database } from '#platform';

/** Zones with every habit there is: none, an hour, half an hour, at midnight, in another month, given up, over the date line. */
export const ZONES = [
  'America/New_York',
  'America/Phoenix',
  'America/Shiprock',
  'America/Indiana/Indianapolis',
  'America/Vancouver',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Europe/Paris',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
] as const;

/** Kinds of what people have; the second asks for pauses of its own, minutes. */
export const PAUSES = {
  screening: { pauseBeforeMin: 0, pauseAfterMin: 0 },
  follow_up: { pauseBeforeMin: 20, pauseAfterMin: 45 },
} as const;
type Kind = keyof typeof PAUSES;

type Days = Readonly<{ firstDay: string; lastDay: string | null }>;
/** Somebody, and what an appointment needs of them. Dates as `YYYY-MM-DD`, instants in epoch ms. */
export type Person = Readonly<{
  id: string;
  zone: string;
  rulesZone: string | null;
  fromMin: number;
  toMin: number;
  time: 'whole' | 'watch';
  weekly: readonly Readonly<{
    isoWeekday: number;
    fromMin: number;
    toMin: number;
    firstDay: string | null;
    lastDay: string | null;
  }>[];
  overrides: readonly Readonly<{ day: string; hours: Readonly<{ fromMin: number; toMin: number }> | null }>[];
  daysOff: readonly Days[];
  off: readonly Span[];
  travels: readonly Readonly<{ zone: string; days: Days }>[];
  pauseBeforeMin: number;
  pauseAfterMin: number;
  noticeMin: number;
  dailyCap: number | null;
  busy: readonly (Span & Readonly<{ lane: number; kind: Kind }>)[];
}>;
export type Scenario = Readonly<{
  firstDay: number;
  people: readonly Person[];
  gridZone: string;
  clinicZone: string;
  holidays: readonly string[];
  now: number;
}>;

/** Puts people with their times into the database. @returns ids of the appointments that they have */
export async function insertScenario(database: Database, { people }: Scenario): Promise<string[]> {
  const ids: string[] = [];
  for (const person of people) ids.push(...(await insertPerson(database, person)));
  return ids;
}

async function insertPerson(database: Database, person: Person): Promise<string[]> {
  const { id, zone, rulesZone, pauseBeforeMin, pauseAfterMin, noticeMin, dailyCap } = person;
  const { read } = database;
  const of = { personId: id };
  const asDate = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));
  await read.person.create({ data: { id, role: 'therapist', displayName: 'Somebody', zone } });
  await read.workingRules.create({ data: { ...of, zone: rulesZone, pauseBeforeMin, pauseAfterMin, noticeMin, dailyCap } });
  await read.workingHours.createMany({
    data: person.weekly.map(({ firstDay, lastDay, ...row }) => ({
      ...{ id: randomUUID(), ...of, ...row },
      ...{ firstDay: asDate(firstDay), lastDay: asDate(lastDay) },
    })),
  });
  await read.hoursOverride.createMany({
    data: person.overrides.map(({ day, hours }) => ({ id: randomUUID(), ...of, day: asDate(day)!, ...hours })),
  });
  await read.timeOff.createMany({
    data: [
      ...person.daysOff.map(({ firstDay, lastDay }) => ({ firstDay: asDate(firstDay), lastDay: asDate(lastDay) })),
      ...person.off.map(({ from, to }) => ({ startsAt: new Date(from), endsAt: new Date(to) })),
    ].map((when) => ({ id: randomUUID(), ...of, kind: 'other', ...when })),
  });
  await read.travel.createMany({
    data: person.travels.map(({ zone: there, days }) => ({
      ...{ id: randomUUID(), ...of, zone: there },
      ...{ firstDay: asDate(days.firstDay)!, lastDay: asDate(days.lastDay) },
    })),
  });
  const booked: string[] = [];
  for (const one of person.busy) booked.push(...(await insertBusy(database, person, one)));
  return booked;
}

/** An appointment that takes a lane of somebody; none where the lane is taken already. */
async function insertBusy(database: Database, { id: personId }: Person, { lane, from, to, kind }: Person['busy'][number]) {
  const [id, startsAt, endsAt] = [randomUUID(), new Date(from), new Date(to)];
  const rows = await database.sql<{ id: string }>`
    WITH made AS (INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
      SELECT ${id}::uuid, ${kind}::appointment_kind, ${personId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz, 'UTC', ${personId}::uuid
      WHERE NOT EXISTS (SELECT FROM appointment_party WHERE person_id = ${personId}::uuid AND lane = ${lane}
        AND during && tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz)) RETURNING id)
    INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
    SELECT id, ${personId}::uuid, 'therapist', ${lane}, tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz) FROM made
    RETURNING appointment_id AS id`;
  return rows.map((row) => row.id);
}

/** The minutes at which somebody works and is not away, by what the walls of the place show; epoch minutes. */
async function openMinutes(database: Database, { id, zone }: Person, within: Span): Promise<Set<number>> {
  const rows = await database.sql<{ at: number }>`
    WITH who AS (SELECT ${id}::uuid AS id, coalesce((SELECT r.zone FROM working_rules r WHERE person_id = ${id}::uuid), ${zone}::text) AS home),
    zones AS (SELECT home AS zone FROM who UNION SELECT zone FROM travel WHERE person_id = ${id}::uuid),
    wall AS (SELECT at, zone, (at AT TIME ZONE zone)::date AS day,
        extract(hour FROM at AT TIME ZONE zone) * 60 + extract(minute FROM at AT TIME ZONE zone) AS minute
      FROM zones, generate_series(${new Date(within.from)}::timestamptz, ${new Date(within.to)}::timestamptz, interval '1 minute') AS at),
    here AS (SELECT wall.* FROM wall, who WHERE wall.zone = coalesce((SELECT t.zone FROM travel t WHERE t.person_id = who.id
      AND wall.day >= t.first_day AND (t.last_day IS NULL OR wall.day <= t.last_day)), who.home)),
    judged AS (SELECT at,
        CASE WHEN EXISTS (SELECT FROM hours_override o WHERE o.person_id = ${id}::uuid AND o.day = here.day)
          THEN EXISTS (SELECT FROM hours_override o WHERE o.person_id = ${id}::uuid AND o.day = here.day AND o.from_min <= minute AND minute < o.to_min)
          ELSE EXISTS (SELECT FROM working_hours h WHERE h.person_id = ${id}::uuid AND h.iso_weekday = extract(isodow FROM here.day)
            AND h.from_min <= minute AND minute < h.to_min
            AND (h.first_day IS NULL OR h.first_day <= here.day) AND (h.last_day IS NULL OR here.day <= h.last_day)) END AS works,
        EXISTS (SELECT FROM time_off f WHERE f.person_id = ${id}::uuid AND here.day BETWEEN f.first_day AND f.last_day) AS is_off
      FROM here)
    SELECT (extract(epoch FROM at) / 60)::float8 AS at FROM judged GROUP BY at HAVING bool_or(works) AND NOT bool_or(is_off)
      AND NOT EXISTS (SELECT FROM time_off f WHERE f.person_id = ${id}::uuid AND f.starts_at <= at AND at < f.ends_at)`;
  return new Set(rows.map(({ at }) => at));
}

/** Instants with the place and the date at which somebody then is. */
async function daysOf(database: Database, { id, zone }: Person, instants: readonly number[]): Promise<Map<number, string>> {
  const rows = await database.sql<{ at: Date; day: string }>`
    SELECT at, coalesce(
      (SELECT t.zone || (at AT TIME ZONE t.zone)::date FROM travel t WHERE t.person_id = ${id}::uuid AND (at AT TIME ZONE t.zone)::date >= t.first_day
        AND (t.last_day IS NULL OR (at AT TIME ZONE t.zone)::date <= t.last_day) ORDER BY t.first_day LIMIT 1),
      'home' || (at AT TIME ZONE coalesce((SELECT r.zone FROM working_rules r WHERE r.person_id = ${id}::uuid), ${zone}::text))::date) AS day
    FROM unnest(${instants.map((at) => new Date(at).toISOString())}::timestamptz[]) AS at`;
  return new Map(rows.map(({ at, day }) => [at.getTime(), day]));
}

type Booked = Readonly<{ lane: number; from: number; to: number; kind: Kind }>;
const bookedOf = (database: Database, { id }: Person) =>
  database.sql<Booked>`
    SELECT lane, kind, (extract(epoch FROM lower(during)) * 1000)::float8 AS "from", (extract(epoch FROM upper(during)) * 1000)::float8 AS "to"
    FROM appointment_party JOIN appointment ON appointment.id = appointment_id WHERE person_id = ${id}::uuid`;

/** Every fifth minute at which a person has time for their share, minute by minute. */
async function suits(database: Database, person: Person, candidates: readonly number[], lanes: number): Promise<Set<number>> {
  const [first, last] = [candidates[0]!, candidates.at(-1)!];
  const open = await openMinutes(database, person, { from: first - 3_600_000, to: last + 4 * 3_600_000 });
  const booked = await bookedOf(database, person);
  const days = await daysOf(database, person, [...candidates, ...booked.map(({ from }) => from)]);
  const pause = person.time === 'whole' ? Math.max(person.pauseBeforeMin, person.pauseAfterMin) : 0;
  const own = person.time === 'whole' ? [0] : Array.from({ length: lanes }, (_, i) => i + 1);
  return new Set(
    candidates.filter((at) => {
      for (let minute = person.fromMin; minute < person.toMin; minute++) if (!open.has(at / MINUTE + minute)) return false;
      const [from, to] = [at + person.fromMin * MINUTE, at + person.toMin * MINUTE];
      const isInTheWay = (one: Booked) => {
        const ofKind = person.time === 'whole' ? PAUSES[one.kind] : PAUSES.screening;
        const [before, after] = [Math.max(pause, ofKind.pauseBeforeMin), Math.max(pause, ofKind.pauseAfterMin)];
        return one.from - before * MINUTE < to && from < one.to + after * MINUTE;
      };
      const isFree = own.some((lane) => !booked.some((one) => one.lane === lane && isInTheWay(one)));
      const onThatDay = booked.filter((one) => days.get(one.from) === days.get(at)).length;
      return isFree && (person.dailyCap === null || onThatDay < person.dailyCap);
    }),
  );
}

/**
 * Starts that a scenario has, found slowly and in the obvious way: each minute of each person is looked at by itself, with what
 * PostgreSQL's own clocks on the wall show. Epoch ms, rising.
 */
export async function slowStarts(
  database: Database,
  { people, gridZone, clinicZone, holidays, now }: Scenario,
  within: Span,
  type: Readonly<{ gridMin: number; noticeMin: number }>,
): Promise<number[]> {
  const notice = Math.max(type.noticeMin, ...people.map(({ noticeMin }) => noticeMin));
  const rows = await database.sql<{ at: Date }>`
    SELECT at FROM generate_series(${new Date(within.from)}::timestamptz, ${new Date(within.to - 1)}::timestamptz, interval '5 minutes') AS at
    WHERE (extract(hour FROM at AT TIME ZONE ${gridZone}::text) * 60 + extract(minute FROM at AT TIME ZONE ${gridZone}::text))::int % ${type.gridMin}::int = 0
      AND at >= ${new Date(now + notice * MINUTE)}::timestamptz
      AND (at AT TIME ZONE ${clinicZone}::text)::date <> ALL (${[...holidays]}::date[])`;
  let starts = rows.map(({ at }) => at.getTime());
  for (const person of people) {
    if (!starts.length) break;
    const fit = await suits(database, person, starts, 2);
    starts = starts.filter((at) => fit.has(at));
  }
  return starts;
}
