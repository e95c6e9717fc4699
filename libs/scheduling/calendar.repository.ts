import { Injectable } from '@nestjs/common';

import type { AppointmentKind } from '#contracts';
import { type Span, union } from '#kernel';
import type { Reader, Tx } from '#platform';
import type { PlannedStart } from './domain/apart.js';
import type { AppointmentType } from './domain/appointment-types.js';
import type { DayHours, WeeklyHours } from './domain/working-hours.js';

/** How somebody works beside their hours; `kinds` null: all in which their role has a part. */
export type Rules = Readonly<{
  version: number;
  zone: string | null;
  pauseBeforeMin: number;
  pauseAfterMin: number;
  noticeMin: number;
  dailyCap: number | null;
  kinds: readonly AppointmentKind[] | null;
}>;

/** All that is stored of one person's time. Days since 1970; instants in epoch ms. */
export type Calendar = Readonly<{
  rules: Rules | null;
  weekly: readonly WeeklyHours[];
  overrides: ReadonlyMap<number, readonly DayHours[]>;
  daysOff: readonly Readonly<{ firstDay: number; lastDay: number }>[];
  off: readonly Span[];
  travels: readonly Readonly<{ zone: string; firstDay: number; lastDay: number }>[];
  /** Taken spans of a lane: disjoint, rising. */
  taken: (lane: number) => Span[];
  /** The appointments that take time of which nothing else may be in it, by kind; epoch ms, in any order. */
  meetings: readonly (Span & Readonly<{ kind: AppointmentKind }>)[];
  /** When the appointments begin that take any of it. */
  startsAt: readonly number[];
  /** What is booked for them of their courses, or was. */
  planned: readonly PlannedStart[];
}>;
export type Calendars = Readonly<{
  of: ReadonlyMap<string, Calendar>;
  /** The newest versions that the clinic has made. */
  types: readonly AppointmentType[];
  /** The clinic's clock; epoch ms. */
  now: number;
}>;

type Range = [first: number | null, last: number | null];
type Busy = [
  lane: number,
  from: number,
  to: number,
  appointmentId: string | null,
  startsAt: number | null,
  kind: AppointmentKind | null,
];
type Row = Readonly<{
  id: string;
  rules: Rules | null;
  weekly: readonly [isoWeekday: number, fromMin: number, toMin: number, ...Range][] | null;
  overrides: readonly [day: number, fromMin: number | null, toMin: number | null][] | null;
  off: readonly [...Range, from: number | null, to: number | null][] | null;
  travels: readonly [zone: string, first: number, last: number | null][] | null;
  /** Without an appointment: by a calendar elsewhere. */
  busy: readonly Busy[] | null;
  planned: readonly PlannedStart[] | null;
  types: readonly AppointmentType[] | null;
  now: number;
}>;

/**
 * What is asked of people's time. `within`: taken time outside of it is left out; epoch ms. Some appointments count as if they were not
 * there: those that are to be moved (`except`), and what is only held for a patient (`heldFor`).
 */
export type Look = Readonly<{ within: Span; except?: readonly string[] | undefined; heldFor?: string | undefined }>;

/** Which times of people are taken, and how they work. */
@Injectable()
export class CalendarRepository {
  /** Keeps everybody else who asks the same from going on until this transaction ends; waits for those who came before. */
  lock(tx: Tx, personIds: readonly string[]): void {
    tx.later`SELECT keep_time(${[...personIds]}::text[], true)`;
  }

  /** The same without waiting. @returns whether nobody else is at it */
  async tryLock(tx: Tx, personIds: readonly string[]): Promise<boolean> {
    const [row] = await tx.sql<{ isKept: boolean }>`SELECT keep_time(${[...personIds]}::text[], false) AS "isKept"`;
    return row!.isKept;
  }

  /** Everything about the time of some people, in one statement; `within`, `except` and `heldFor` as `Look` has them. */
  async findCalendars(
    on: Reader,
    personIds: readonly string[],
    within: Span,
    except: readonly string[] = [],
    heldFor?: string,
  ): Promise<Calendars> {
    const rows = await on.sql<Row>`
      SELECT p.id,
        (SELECT jsonb_build_object('version', version, 'zone', zone, 'pauseBeforeMin', pause_before_min, 'pauseAfterMin', pause_after_min,
           'noticeMin', notice_min, 'dailyCap', daily_cap, 'kinds', CASE WHEN takes_all_kinds THEN NULL ELSE coalesce(kinds, '{}') END)
         FROM working_rules WHERE person_id = p.id) AS rules,
        (SELECT jsonb_agg(jsonb_build_array(iso_weekday, from_min, to_min, first_day - DATE 'epoch', last_day - DATE 'epoch'))
         FROM working_hours WHERE person_id = p.id) AS weekly,
        (SELECT jsonb_agg(jsonb_build_array(day - DATE 'epoch', from_min, to_min)) FROM hours_override WHERE person_id = p.id) AS overrides,
        (SELECT jsonb_agg(jsonb_build_array(first_day - DATE 'epoch', last_day - DATE 'epoch',
           extract(epoch FROM starts_at) * 1000, extract(epoch FROM ends_at) * 1000)) FROM time_off WHERE person_id = p.id) AS off,
        (SELECT jsonb_agg(jsonb_build_array(zone, first_day - DATE 'epoch', last_day - DATE 'epoch') ORDER BY first_day) FROM travel WHERE person_id = p.id) AS travels,
        (SELECT jsonb_agg(jsonb_build_array(b.lane, extract(epoch FROM lower(b.during)) * 1000, extract(epoch FROM upper(b.during)) * 1000,
           b.appointment_id, extract(epoch FROM b.starts_at) * 1000, b.kind))
         FROM (SELECT own.lane, own.during, own.appointment_id, a.starts_at, a.kind
               FROM appointment_party own JOIN appointment a ON a.id = own.appointment_id
               WHERE own.person_id = p.id AND NOT isempty(own.during) AND own.appointment_id <> ALL(${[...except]}::uuid[])
                 AND (${heldFor ?? null}::uuid IS NULL OR a.patient_id <> ${heldFor ?? null}::uuid OR a.state <> 'held' OR a.held_until <= app_now())
                 AND own.during && tstzrange(${new Date(within.from)}::timestamptz, ${new Date(within.to)}::timestamptz)
               UNION ALL SELECT 0, during, NULL, NULL, NULL FROM external_busy WHERE person_id = p.id AND during && tstzrange(${new Date(within.from)}::timestamptz, ${new Date(within.to)}::timestamptz)) b) AS busy,
        (SELECT jsonb_agg(jsonb_build_object('courseId', course_id, 'number', course_number, 'apartDays', apart_days,
           'startsAt', extract(epoch FROM starts_at) * 1000))
         FROM appointment WHERE patient_id = p.id AND course_id IS NOT NULL AND state IN ('booked', 'completed')) AS planned,
        (SELECT jsonb_agg(newest) FROM (
           SELECT DISTINCT ON (kind) kind, version, length_min AS "lengthMin", grid_min AS "gridMin", notice_min AS "noticeMin",
             pause_before_min AS "pauseBeforeMin", pause_after_min AS "pauseAfterMin", patients_book AS "patientsBook",
             patients_per_staff AS "patientsPerStaff", parts
           FROM appointment_type ORDER BY kind, version DESC) newest) AS types,
        (extract(epoch FROM app_now()) * 1000)::float8 AS now
      FROM unnest(${[...personIds]}::uuid[]) AS p(id)`;
    return { of: new Map(rows.map((row) => [row.id, toCalendar(row)])), types: rows[0]?.types ?? [], now: rows[0]?.now ?? 0 };
  }

  /** What a patient has booked next of a kind. */
  async findNextBooked(on: Reader, patientId: string, kind: AppointmentKind): Promise<{ id: string; startsAt: Date } | null> {
    const [row] = await on.sql<{ id: string; startsAt: Date }>`
      SELECT id, starts_at AS "startsAt" FROM appointment
      WHERE patient_id = ${patientId} AND kind = ${kind}::appointment_kind AND state = 'booked' AND ends_at > app_now()
      ORDER BY starts_at LIMIT 1`;
    return row ?? null;
  }
}

function toCalendar({ rules, weekly, overrides, off, travels, busy, planned }: Row): Calendar {
  const lanes = new Map<number, Span[]>();
  for (const [lane, from, to] of busy ?? []) lanes.set(lane, [...(lanes.get(lane) ?? []), { from, to }]);
  const byDay = new Map<number, DayHours[]>();
  for (const [day, fromMin, toMin] of overrides ?? []) {
    const hours = fromMin === null || toMin === null ? [] : [{ fromMin, toMin }];
    byDay.set(day, [...(byDay.get(day) ?? []), ...hours]);
  }
  return {
    rules,
    planned: planned ?? [],
    weekly: (weekly ?? []).map(([isoWeekday, fromMin, toMin, first, last]) => ({
      ...{ isoWeekday, fromMin, toMin },
      ...(first === null ? {} : { firstDay: first }),
      ...(last === null ? {} : { lastDay: last }),
    })),
    overrides: byDay,
    daysOff: (off ?? []).flatMap(([firstDay, lastDay]) => (firstDay === null || lastDay === null ? [] : [{ firstDay, lastDay }])),
    off: (off ?? []).flatMap(([, , from, to]) => (from === null || to === null ? [] : [{ from, to }])),
    travels: (travels ?? []).map(([zone, firstDay, last]) => ({ zone, firstDay, lastDay: last ?? Number.POSITIVE_INFINITY })),
    taken: (lane) => union(lanes.get(lane) ?? []),
    meetings: (busy ?? []).flatMap(([lane, from, to, , , kind]) => (lane === 0 && kind !== null ? [{ kind, from, to }] : [])),
    startsAt: [
      ...new Map((busy ?? []).flatMap(([, , , id, at]) => (id === null || at === null ? [] : [[id, at] as const]))).values(),
    ],
  };
}
