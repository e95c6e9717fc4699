import { Injectable } from '@nestjs/common';

import type { AppointmentKind, AppointmentState, Arrival } from '#contracts';
import { MINUTE } from '#kernel';
import { allSent, type Db, type Reader, type Tx, violatedConstraint } from '#platform';
import type { CoursePoint } from './domain/apart.js';

export type Part = 'patient' | 'chaperone' | 'therapist' | 'prescriber';

/** One person's share in an appointment; minutes count from its start. `watch`: one of the lanes in which a prescriber follows several. */
export type PartyTime = Readonly<{ personId: string; part: Part; fromMin: number; toMin: number; time: 'whole' | 'watch' }>;

/** What several appointments are held together under, and until when. */
export type HoldTerms = Readonly<{ id: string; until: Date }>;

export type NewAppointment = Readonly<{
  kind: AppointmentKind;
  patientId: string;
  patientZone: string;
  startsAt: Date;
  lengthMin: number;
  parties: readonly PartyTime[];
  bookedBy: string;
  /** Of a place in a group. */
  groupId?: string;
  /** Only held for now; without it booked. */
  hold?: HoldTerms;
  /** It is one of a course: booked so far apart from the others, or not at all. */
  course?: CoursePoint;
}>;
/** One with the id that it is going to have. */
export type NamedAppointment = NewAppointment & Readonly<{ id: string }>;

/** When an appointment takes place from now on, and whose time it takes. */
type NamedTime = Pick<NamedAppointment, 'id' | 'startsAt' | 'lengthMin' | 'parties'>;
/** Whose part of an appointment is whose from now on. */
export type PartyChange = Readonly<{ part: Part; from: string; to: string }>;
/** Where a booked appointment goes; `version`: the one that was seen. */
export type Move = Pick<NamedAppointment, 'id' | 'kind' | 'startsAt' | 'lengthMin' | 'parties'> & Readonly<{ version: number }>;
export type Ended = Exclude<AppointmentState, 'held' | 'booked' | 'expired'>;

/** That a person was to meet a patient; instants in epoch ms. */
export type Meeting = Readonly<{ patientId: string; personId: string; startsAt: number; endsAt: number }>;

export type AppointmentRow = Readonly<{
  id: string;
  kind: AppointmentKind;
  patientId: string;
  startsAt: Date;
  endsAt: Date;
  patientZone: string;
  state: AppointmentState;
  parties: readonly Readonly<{ personId: string; part: Part }>[];
  arrival: Arrival;
}>;

@Injectable()
export class AppointmentRepository {
  /**
   * Inserts nothing that lasts, and says so, when anybody is taken: constraint `appointment_party_no_overlap`. All is sent before
   * anything is waited for.
   *
   * @returns whether everybody's time was free
   */
  async insert(tx: Tx, appointments: readonly NamedAppointment[], watchLanes: number): Promise<boolean> {
    const rows = appointments.map(
      ({ id, kind, patientId, startsAt, lengthMin, patientZone, bookedBy, groupId, hold, course }) => ({
        ...{ id, kind, patient_id: patientId, starts_at: startsAt, length_min: lengthMin, patient_zone: patientZone },
        ...{
          booked_by: bookedBy,
          state: hold ? 'held' : 'booked',
          hold_id: hold?.id,
          held_until: hold?.until,
          group_id: groupId,
        },
        ...{ course_id: course?.courseId, course_number: course?.number, apart_days: course?.apartDays },
      }),
    );
    tx.later`
      INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by, state, hold_id, held_until, group_id,
        course_id, course_number, apart_days)
      SELECT id, kind, patient_id, starts_at, starts_at + length_min * interval '1 minute', patient_zone, booked_by, state, hold_id, held_until, group_id,
        course_id, course_number, apart_days
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS appointment (
        id uuid, kind appointment_kind, patient_id uuid, starts_at timestamptz, length_min int, patient_zone text, booked_by uuid,
        state appointment_state, hold_id uuid, held_until timestamptz, group_id uuid, course_id uuid, course_number smallint, apart_days smallint)`;
    return this.take(tx, appointments, watchLanes);
  }

  /**
   * Gives booked appointments other times, all or none; their parties' time must have been let go before (`letGo`).
   *
   * @returns `changed`: one is not booked any more, or another version than was seen; `taken`: somebody's new time is
   */
  async move(tx: Tx, moves: readonly Move[], watchLanes: number): Promise<'moved' | 'changed' | 'taken'> {
    const rows = moves.map(({ id, version, startsAt, lengthMin }) => ({
      id,
      version,
      starts_at: startsAt,
      length_min: lengthMin,
    }));
    const moved = tx.sql`
      UPDATE appointment SET starts_at = move.starts_at, ends_at = move.starts_at + move.length_min * interval '1 minute',
        version = appointment.version + 1
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS move (id uuid, version int, starts_at timestamptz, length_min int)
      WHERE appointment.id = move.id AND state = 'booked' AND appointment.version = move.version RETURNING 1`;
    const [seen, areFree] = await allSent([moved, this.take(tx, moves, watchLanes)]);
    if (seen.length < moves.length) return 'changed';
    return areFree ? 'moved' : 'taken';
  }

  /** Takes everybody's time, in the order of their ids, so that two who want the same go one after the other. */
  private async take(tx: Tx, times: readonly NamedTime[], watchLanes: number): Promise<boolean> {
    const shares = times.flatMap(({ id, startsAt, parties }) =>
      parties.map((party) => ({ time: party.time, ...spanOf(id, party, startsAt) })),
    );
    const whole = shares.filter(({ time }) => time === 'whole');
    const written = tx.sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT party.appointment_id, party.person_id, party.part, 0, tstzrange(party."from", party."to")
      FROM jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) AS party (
        appointment_id uuid, person_id uuid, part appointment_part, "from" timestamptz, "to" timestamptz)
      ORDER BY party.person_id, party."from"
      ON CONFLICT DO NOTHING RETURNING 1`;
    const watched = shares.filter(({ time }) => time === 'watch').map((share) => this.takeLane(tx, share, watchLanes));
    const [rows, ...lanes] = await allSent([written, ...watched] as const);
    return rows.length === whole.length && lanes.every(Boolean);
  }

  /** Lets go of everybody's time, for other times to be taken in the same transaction. */
  letGo(tx: Tx, ids: readonly string[]): void {
    tx.later`DELETE FROM appointment_party WHERE appointment_id = ANY(${ids}::uuid[])`;
  }

  /** Takes the lowest free lane. A rival may take it first, and then the next one: each try that fails is a lane that is taken now. */
  private async takeLane(tx: Tx, share: PartySpan, watchLanes: number): Promise<boolean> {
    const { appointment_id: id, person_id: personId, part, from, to } = share;
    for (let tries = 0; tries < watchLanes; tries++) {
      const taken = await tx.sql`
        INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
        SELECT ${id}::uuid, ${personId}::uuid, ${part}::appointment_part, lane, tstzrange(${from}::timestamptz, ${to}::timestamptz)
        FROM generate_series(1, ${watchLanes}::int) AS lane
        WHERE NOT EXISTS (SELECT 1 FROM appointment_party other WHERE other.person_id = ${personId}::uuid AND other.lane = lane.lane
                          AND other.during && tstzrange(${from}::timestamptz, ${to}::timestamptz))
        ORDER BY lane LIMIT 1
        ON CONFLICT DO NOTHING RETURNING 1`;
      if (taken.length) return true;
    }
    return false;
  }

  /** Those of a patient that are booked or took place and begin nearest to this moment, by their start. */
  findNear(on: Reader, patientId: string, limit: number): Promise<Pick<AppointmentRow, 'id' | 'kind' | 'startsAt'>[]> {
    return on.sql`
      SELECT id, kind, "startsAt" FROM (
        SELECT id, kind, starts_at AS "startsAt" FROM appointment
        WHERE patient_id = ${patientId} AND state IN ('booked', 'completed')
        ORDER BY abs(extract(epoch FROM starts_at - app_now())), id LIMIT ${limit}::int) near ORDER BY "startsAt", id`;
  }

  /** @returns false, and nothing is written, when the time of whoever comes is taken */
  async replaceParty(tx: Tx, id: string, { part, from, to }: PartyChange): Promise<boolean> {
    tx.later`UPDATE appointment SET version = version + 1, changed_at = app_now() WHERE id = ${id}::uuid`;
    const gone = await tx.sql<{ lane: number; during: string }>`
      DELETE FROM appointment_party WHERE appointment_id = ${id} AND person_id = ${from} AND part = ${part}::appointment_part
      RETURNING lane, during::text AS during`;
    const come = await tx.sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT ${id}::uuid, ${to}::uuid, ${part}::appointment_part, g.lane, g.during
      FROM jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) AS g (lane smallint, during tstzrange)
      ON CONFLICT DO NOTHING RETURNING 1`;
    return come.length === gone.length;
  }

  /** Compare-and-swap from `booked`. @returns whether it was booked */
  async end(tx: Tx, id: string, state: Ended): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE appointment SET state = ${state}::appointment_state, version = version + 1
      WHERE id = ${id} AND state = 'booked' RETURNING 1`;
    return rows.length === 1;
  }

  /** What a change of a booked appointment is judged by; null when there is none. */
  async findBooked(on: Reader, id: string): Promise<{ startsAt: Date; version: number } | null> {
    const [row] = await on.sql<{ startsAt: Date; version: number }>`
      SELECT starts_at AS "startsAt", version FROM appointment WHERE id = ${id} AND state = 'booked'`;
    return row ?? null;
  }

  /** A booked appointment and those of its course that are booked behind it. */
  findRest(on: Reader, id: string): Promise<{ id: string; number: number }[]> {
    return on.sql<{ id: string; number: number }>`
      SELECT rest.id, coalesce(rest.course_number, 1) AS number FROM appointment own JOIN appointment rest
        ON rest.id = own.id OR (rest.course_id = own.course_id AND rest.course_number > own.course_number)
      WHERE own.id = ${id}::uuid AND rest.state = 'booked' ORDER BY rest.course_number`;
  }

  async findStart(on: Reader, id: string): Promise<Date> {
    const [row] = await on.sql<{ startsAt: Date }>`SELECT starts_at AS "startsAt" FROM appointment WHERE id = ${id}`;
    return row!.startsAt;
  }

  /** Whether all of a course that this transaction has written so far keeps its distance: constraint `appointment_apart`, now and not at its end. */
  async areApart(tx: Tx): Promise<boolean> {
    try {
      await tx.sql`SET CONSTRAINTS appointment_apart IMMEDIATE`;
      return true;
    } catch (error) {
      if (violatedConstraint(error) === 'appointment_apart') return false;
      throw error;
    }
  }

  /** Gives everybody their time back. */
  async release(tx: Tx, id: string): Promise<void> {
    await tx.sql`UPDATE appointment_party SET during = 'empty' WHERE appointment_id = ${id}`;
  }

  /** Appointments of one kind, by whose they are; `all`: of everybody. */
  async findIds(db: Db, kind: AppointmentKind, patientIds: readonly string[] | 'all'): Promise<string[]> {
    const only = patientIds === 'all' ? {} : { patientId: { in: [...patientIds] } };
    const rows = await db.appointment.findMany({ where: { kind, ...only }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  /** Who was to meet these patients, and when; what was cancelled was to be too. */
  findMeetings(on: Reader, patientIds: readonly string[]): Promise<Meeting[]> {
    return on.sql<Meeting>`
      SELECT DISTINCT a.patient_id AS "patientId", p.person_id AS "personId", (extract(epoch FROM a.starts_at) * 1000)::float8 AS "startsAt",
             (extract(epoch FROM a.ends_at) * 1000)::float8 AS "endsAt"
      FROM appointment a JOIN appointment_party p ON p.appointment_id IN (a.id, a.group_id)
      WHERE a.patient_id = ANY(${patientIds}::uuid[]) AND a.state NOT IN ('held', 'expired')`;
  }

  /** Appointments that people had agreed on and that were not cancelled, in which somebody has a part and that touch a stretch of time; the soonest first. */
  async findIdsWith(on: Reader, personId: string, { from, to }: Readonly<{ from: Date; to: Date }>): Promise<string[]> {
    const rows = await on.sql<{ id: string }>`
      SELECT a.id FROM appointment a
      WHERE a.id IN (SELECT appointment_id FROM appointment_party WHERE person_id = ${personId}) AND a.state IN ('booked', 'completed', 'no_show_patient', 'no_show_clinician')
        AND a.ends_at > ${from}::timestamptz AND a.starts_at < ${to}::timestamptz ORDER BY a.starts_at, a.id LIMIT 100`;
    return rows.map(({ id }) => id);
  }

  /** Those in a group are with whoever leads it, and with nobody else who is in it. */
  async findMany(db: Db, ids: readonly string[]): Promise<AppointmentRow[]> {
    const rows = await db.sql<Omit<AppointmentRow, 'arrival'> & Said>`
      SELECT a.id, a.kind, a.patient_id AS "patientId", a.starts_at AS "startsAt", a.ends_at AS "endsAt",
        a.patient_zone AS "patientZone", a.state, l.confirmed_at AS "confirmedAt", l.late_min AS "lateMin", l.late_said_at AS "lateSaidAt",
        (SELECT jsonb_agg(jsonb_build_object('personId', person_id, 'part', part))
         FROM appointment_party WHERE appointment_id IN (a.id, a.group_id)) AS parties
      FROM appointment a LEFT JOIN appointment_link l ON l.appointment_id = a.id AND l.revoked_at IS NULL WHERE a.id = ANY(${ids}::uuid[])`;
    return rows.map(({ confirmedAt, lateMin, lateSaidAt, ...row }) => ({
      ...row,
      arrival: { confirmedAt: iso(confirmedAt), lateMin, lateSaidAt: iso(lateSaidAt) },
    }));
  }
}

type Said = Readonly<{ confirmedAt: Date | null; lateMin: number | null; lateSaidAt: Date | null }>;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function spanOf(appointmentId: string, { personId, part, fromMin, toMin }: PartyTime, startsAt: Date) {
  const at = (minutes: number) => new Date(startsAt.getTime() + minutes * MINUTE).toISOString();
  return { appointment_id: appointmentId, person_id: personId, part, from: at(fromMin), to: at(toMin) };
}
type PartySpan = ReturnType<typeof spanOf>;
