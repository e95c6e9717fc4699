import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { AppointmentKind, AppointmentState, Arrival } from '#contracts';
import { MINUTE } from '#kernel';
import type { Db, Reader, Tx } from '#platform';

export type Part = 'patient' | 'chaperone' | 'therapist' | 'prescriber';

/** One person's share in an appointment; minutes count from its start. `watch`: one of the lanes in which a prescriber follows several. */
export type PartyTime = Readonly<{ personId: string; part: Part; fromMin: number; toMin: number; time: 'whole' | 'watch' }>;

export type NewAppointment = Readonly<{
  kind: AppointmentKind;
  patientId: string;
  patientZone: string;
  startsAt: Date;
  lengthMin: number;
  parties: readonly PartyTime[];
  bookedBy: string;
  watchLanes: number;
}>;

/** That a person was to meet a patient; instants in epoch ms. */
export type Meeting = Readonly<{ patientId: string; personId: string; startsAt: number; endsAt: number }>;

type AppointmentRow = Readonly<{
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
  /** Inserts nothing that lasts, and says so, when anybody is taken: constraint `appointment_party_no_overlap`. */
  async insert(tx: Tx, appointment: NewAppointment): Promise<string | 'taken'> {
    const id = randomUUID();
    const whole = appointment.parties.filter(({ time }) => time === 'whole').map((party) => spanOf(party, appointment.startsAt));
    const written = await tx.sql`
      WITH made AS (
        INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by)
        VALUES (${id}, ${appointment.kind}::appointment_kind, ${appointment.patientId}, ${appointment.startsAt},
                ${appointment.startsAt}::timestamptz + ${appointment.lengthMin}::int * interval '1 minute',
                ${appointment.patientZone}, ${appointment.bookedBy})
        RETURNING id)
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT made.id, party.person_id, party.part, 0, tstzrange(party."from", party."to")
      FROM made, jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) AS party (
        person_id uuid, part appointment_part, "from" timestamptz, "to" timestamptz)
      ORDER BY party.person_id
      ON CONFLICT DO NOTHING RETURNING 1`;
    if (written.length !== whole.length) return 'taken';
    for (const party of appointment.parties.filter(({ time }) => time === 'watch')) {
      if (!(await this.takeLane(tx, id, party, appointment))) return 'taken';
    }
    return id;
  }

  /** Takes the lowest free lane. A rival may take it first, and then the next one: each try that fails is a lane that is taken now. */
  private async takeLane(tx: Tx, id: string, party: PartyTime, { startsAt, watchLanes }: NewAppointment): Promise<boolean> {
    const { from, to } = spanOf(party, startsAt);
    for (let tries = 0; tries < watchLanes; tries++) {
      const taken = await tx.sql`
        INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
        SELECT ${id}::uuid, ${party.personId}::uuid, ${party.part}::appointment_part, lane, tstzrange(${from}::timestamptz, ${to}::timestamptz)
        FROM generate_series(1, ${watchLanes}::int) AS lane
        WHERE NOT EXISTS (SELECT 1 FROM appointment_party other WHERE other.person_id = ${party.personId}::uuid AND other.lane = lane.lane
                          AND other.during && tstzrange(${from}::timestamptz, ${to}::timestamptz))
        ORDER BY lane LIMIT 1
        ON CONFLICT DO NOTHING RETURNING 1`;
      if (taken.length) return true;
    }
    return false;
  }

  /** Compare-and-swap from `booked`. @returns whether it was booked */
  async end(tx: Tx, id: string, state: Exclude<AppointmentState, 'booked'>): Promise<boolean> {
    const rows = await tx.sql`
      UPDATE appointment SET state = ${state}::appointment_state, version = version + 1
      WHERE id = ${id} AND state = 'booked' RETURNING 1`;
    return rows.length === 1;
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
      FROM appointment a JOIN appointment_party p ON p.appointment_id = a.id WHERE a.patient_id = ANY(${patientIds}::uuid[])`;
  }

  async findMany(db: Db, ids: readonly string[]): Promise<AppointmentRow[]> {
    const rows = await db.sql<Omit<AppointmentRow, 'arrival'> & Said>`
      SELECT a.id, a.kind, a.patient_id AS "patientId", a.starts_at AS "startsAt", a.ends_at AS "endsAt",
        a.patient_zone AS "patientZone", a.state, l.confirmed_at AS "confirmedAt", l.late_min AS "lateMin", l.late_said_at AS "lateSaidAt",
        (SELECT jsonb_agg(jsonb_build_object('personId', person_id, 'part', part))
         FROM appointment_party WHERE appointment_id = a.id) AS parties
      FROM appointment a LEFT JOIN appointment_link l ON l.appointment_id = a.id WHERE a.id = ANY(${ids}::uuid[])`;
    return rows.map(({ confirmedAt, lateMin, lateSaidAt, ...row }) => ({
      ...row,
      arrival: { confirmedAt: iso(confirmedAt), lateMin, lateSaidAt: iso(lateSaidAt) },
    }));
  }
}

type Said = Readonly<{ confirmedAt: Date | null; lateMin: number | null; lateSaidAt: Date | null }>;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function spanOf({ personId, part, fromMin, toMin }: PartyTime, startsAt: Date) {
  const at = (minutes: number) => new Date(startsAt.getTime() + minutes * MINUTE).toISOString();
  return { person_id: personId, part, from: at(fromMin), to: at(toMin) };
}
