import { Injectable } from '@nestjs/common';

import type { AppointmentKind } from '#contracts';
import type { Span } from '#kernel';
import type { Reader } from '#platform';
import type { AppointmentFacts } from './domain/risks.js';

/** What is known of an appointment, but for whose hours it lies outside of. Instants in epoch ms. */
export type RiskRow = Omit<AppointmentFacts, 'clinicians'> &
  Readonly<{
    appointmentId: string;
    kind: AppointmentKind;
    sessionId: string | null;
    /** Null of a group. */
    patientId: string | null;
    patientZone: string;
    endsAt: number;
    /** Where the clinic is, as ISO 3166-2; null while nobody has written it down. */
    clinicPlace: string | null;
    /** Clinicians of it who cannot sign in any more. */
    leftIds: readonly string[];
  }>;

@Injectable()
export class RiskRepository {
  /** What is booked and begins in a stretch of time (epoch ms), by its start. One statement, whatever it is that speaks against it. */
  findBooked(on: Reader, { from, to }: Span): Promise<RiskRow[]> {
    return on.sql<RiskRow>`
      SELECT appointment_id AS "appointmentId", kind, session_id AS "sessionId", patient_id AS "patientId", patient_zone AS "patientZone",
        (extract(epoch FROM starts_at) * 1000)::float8 AS "startsAt", (extract(epoch FROM ends_at) * 1000)::float8 AS "endsAt",
        (extract(epoch FROM confirmed_at) * 1000)::float8 AS "confirmedAt", is_session AS "isSession", has_begun AS "hasBegun", undelivered,
        is_covered AS "isCovered", has_visit AS "hasVisit", is_visit_owed AS "isVisitOwed", has_chaperone AS "hasChaperone",
        is_chaperone_reachable AS "isChaperoneReachable", has_consent AS "hasConsent", has_emergency_card AS "hasEmergencyCard",
        is_chaperone_out AS "isChaperoneOut", has_medicine AS "hasMedicine", is_prepared AS "isPrepared",
        is_in_clinic AS "isInClinic", clinic_place AS "clinicPlace", has_clinic_plan AS "hasClinicPlan", left_ids AS "leftIds", is_dose_planned AS "isDosePlanned",
        EXISTS (SELECT 1 FROM paused_course p WHERE p.patient_id = appointment_risk_fact.patient_id) AS "isCoursePaused", is_apart AS "isApart", is_in_order AS "isInOrder",
        (extract(epoch FROM dose_not_before) * 1000)::float8 AS "doseNotBefore",
        CASE WHEN places_taken IS NOT NULL THEN jsonb_build_object('taken', places_taken, 'patientsPerStaff', patients_per_staff) END AS "group"
      FROM appointment_risk_fact
      WHERE starts_at >= ${new Date(from)}::timestamptz AND starts_at < ${new Date(to)}::timestamptz
      ORDER BY starts_at, appointment_id`;
  }
}
