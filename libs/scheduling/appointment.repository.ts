import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

import type { AppointmentKind, AppointmentState, Arrival } from '#contracts';
import { MINUTE } from '#kernel';
import type { Db, Reader, Tx } from '#platform';

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
  watchLanes: number;
  /** Only held for now; without it booked. */
  hold?: HoldTerms;
}>;

/** When a booked appointment takes place from now on, and whose time it takes. */
export type NewTime = Pick<NewAppointment, 'startsAt' | 'lengthMin' | 'parties' | 'watchLanes'>;
export type Ended = Exclude<AppointmentState, 'held' | 'booked' | 'expired'>;

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
    const { hold } = appointment;
    tx.later`
      INSERT INTO appointment (id, kind, patient_id, starts_at, ends_at, patient_zone, booked_by, state, hold_id, held_until)
      VALUES (${id}, ${appointment.kind}::appointment_kind, ${appointment.patientId}, ${appointment.startsAt},
              ${appointment.startsAt}::timestamptz + ${appointment.lengthMin}::int * interval '1 minute',
              ${appointment.patientZone}, ${appointment.bookedBy}, ${hold ? 'held' : 'booked'}::appointment_state,
              ${hold?.id ?? null}::uuid, ${hold?.until ?? null}::timestamptz)`;
    return (await this.take(tx, id, appointment)) ? id : 'taken';
  }

  /**
   * Gives a booked appointment another time; its parties' time must have been let go before (`letGo`).
   *
   * @param version the one that was seen
   * @returns       `changed`: it is not booked any more, or another version by now; `taken`: somebody's new time is
   */
  async move(tx: Tx, id: string, version: number, time: NewTime): Promise<'moved' | 'changed' | 'taken'> {
    const rows = await tx.sql`
      UPDATE appointment SET starts_at = ${time.startsAt}, version = version + 1,
        ends_at = ${time.startsAt}::timestamptz + ${time.lengthMin}::int * interval '1 minute'
      WHERE id = ${id} AND state = 'booked' AND version = ${version} RETURNING 1`;
    if (!rows.length) return 'changed';
    return (await this.take(tx, id, time)) ? 'moved' : 'taken';
  }

  /** Takes everybody's time, in the order of their ids, so that two who want the same go one after the other. */
  private async take(tx: Tx, id: string, time: NewTime): Promise<boolean> {
    const whole = time.parties.filter((party) => party.time === 'whole').map((party) => spanOf(party, time.startsAt));
    const written = await tx.sql`
      INSERT INTO appointment_party (appointment_id, person_id, part, lane, during)
      SELECT ${id}::uuid, party.person_id, party.part, 0, tstzrange(party."from", party."to")
      FROM jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) AS party (
        person_id uuid, part appointment_part, "from" timestamptz, "to" timestamptz)
      ORDER BY party.person_id
      ON CONFLICT DO NOTHING RETURNING 1`;
    if (written.length !== whole.length) return false;
    for (const party of time.parties.filter((one) => one.time === 'watch')) {
      if (!(await this.takeLane(tx, id, party, time))) return false;
    }
    return true;
  }

  /** Lets go of everybody's time, for other times to be taken in the same transaction. */
  letGo(tx: Tx, ids: readonly string[]): void {
    tx.later`DELETE FROM appointment_party WHERE appointment_id = ANY(${ids}::uuid[])`;
  }

  /** Takes the lowest free lane. A rival may take it first, and then the next one: each try that fails is a lane that is taken now. */
  private async takeLane(tx: Tx, id: string, party: PartyTime, { startsAt, watchLanes }: NewTime): Promise<boolean> {
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

  async findStart(on: Reader, id: string): Promise<Date> {
    const [row] = await on.sql<{ startsAt: Date }>`SELECT starts_at AS "startsAt" FROM appointment WHERE id = ${id}`;
    return row!.startsAt;
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
      FROM appointment a JOIN appointment_party p ON p.appointment_id = a.id
      WHERE a.patient_id = ANY(${patientIds}::uuid[]) AND a.state NOT IN ('held', 'expired')`;
  }

  async findMany(db: Db, ids: readonly string[]): Promise<AppointmentRow[]> {
    const rows = await db.sql<Omit<AppointmentRow, 'arrival'> & Said>`
      SELECT a.id, a.kind, a.patient_id AS "patientId", a.starts_at AS "startsAt", a.ends_at AS "endsAt",
        a.patient_zone AS "patientZone", a.state, l.confirmed_at AS "confirmedAt", l.late_min AS "lateMin", l.late_said_at AS "lateSaidAt",
        (SELECT jsonb_agg(jsonb_build_object('personId', person_id, 'part', part))
         FROM appointment_party WHERE appointment_id = a.id) AS parties
      FROM appointment a LEFT JOIN appointment_link l ON l.appointment_id = a.id AND l.revoked_at IS NULL WHERE a.id = ANY(${ids}::uuid[])`;
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
