import { Injectable } from '@nestjs/common';

import type { AppointmentKind, AppointmentState } from '#contracts';
import type { Span } from '#kernel';
import type { Reader } from '#platform';
import type { Part } from './appointment.repository.js';

/** An appointment as the calendar of the clinic shows it: when, and with whom. Instants in epoch ms. */
export type AgendaRow = Readonly<{
  appointmentId: string;
  kind: AppointmentKind;
  state: AppointmentState;
  /** Null of a group, of which the places are not listed. */
  patientId: string | null;
  patientZone: string;
  /** Of a group: how many are taken. */
  places: number | null;
  from: number;
  to: number;
  /** From when until when each is needed; null once that time was given back. */
  parties: readonly Readonly<{ personId: string; part: Part; from: number | null; to: number | null }>[];
}>;

export type NextRow = Readonly<{ patientId: string; appointmentId: string; kind: AppointmentKind; startsAt: Date }>;

/** No appointment is longer. */
const LONGEST = '1 day';

/** What takes place in the clinic, whoever's it is. */
@Injectable()
export class AgendaRepository {
  /** What is held, booked or was, and touches a stretch of time; what was cancelled or never booked is left out. By its start. */
  findWithin(on: Reader, within: Span): Promise<AgendaRow[]> {
    const [from, to] = [new Date(within.from), new Date(within.to)];
    return on.sql<AgendaRow>`
      SELECT a.id AS "appointmentId", a.kind, a.state, a.patient_id AS "patientId", a.patient_zone AS "patientZone",
        (SELECT taken::int FROM group_session WHERE appointment_id = a.id) AS places,
        (extract(epoch FROM a.starts_at) * 1000)::float8 AS "from", (extract(epoch FROM a.ends_at) * 1000)::float8 AS "to",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'part', p.part, 'from', p.begins, 'to', p.ends)), '[]')
         FROM (SELECT person_id, part, (extract(epoch FROM min(lower(during))) * 1000)::float8 AS begins,
                 (extract(epoch FROM max(upper(during))) * 1000)::float8 AS ends
               FROM appointment_party WHERE appointment_id = a.id GROUP BY person_id, part) p) AS parties
      FROM appointment a
      WHERE a.starts_at > ${from}::timestamptz - ${LONGEST}::interval AND a.starts_at < ${to}::timestamptz AND a.ends_at > ${from}::timestamptz AND a.group_id IS NULL
        AND a.state IN ('held', 'booked', 'completed', 'no_show_patient', 'no_show_clinician')
      ORDER BY a.starts_at, a.id`;
  }

  /** The next appointment that is booked for each of these patients; none for whom nothing is. */
  findNext(on: Reader, patientIds: readonly string[]): Promise<NextRow[]> {
    return on.sql<NextRow>`
      SELECT DISTINCT ON (patient_id) patient_id AS "patientId", id AS "appointmentId", kind, starts_at AS "startsAt"
      FROM appointment WHERE patient_id = ANY(${[...patientIds]}::uuid[]) AND state = 'booked' AND starts_at > app_now()
      ORDER BY patient_id, starts_at, id`;
  }

  /** The clinic's clock; epoch ms. */
  async now(on: Reader): Promise<number> {
    const [row] = await on.sql<{ now: number }>`SELECT (extract(epoch FROM app_now()) * 1000)::float8 AS now`;
    return row!.now;
  }

  /** PostgreSQL's time zones are the one authority. */
  async isZone(on: Reader, zone: string): Promise<boolean> {
    return (await on.sql`SELECT 1 FROM pg_timezone_names WHERE name = ${zone}`).length === 1;
  }
}
