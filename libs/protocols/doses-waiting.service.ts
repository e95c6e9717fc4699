import { Injectable } from '@nestjs/common';

import { CareService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';

/**
 * `dose-asked`: a therapist asks, and nobody has answered; `dose-unsigned`: a proposal of the protocol that holds, which lacks the signature
 * of whoever looks; `end-point-review`: of a protocol that holds, from a week before its day on.
 */
export type DoseWaiting = Readonly<{
  kind: 'dose-asked' | 'dose-unsigned' | 'end-point-review';
  id: string;
  patientId: string;
  at: Date;
}>;

const SIGN: ReadonlySet<string> = new Set(['prescriber', 'physician']);
const MOST = 200;
/** So long before its day an end-point review is shown. Source: Hearth default, to be reviewed. */
const REVIEW_AHEAD_DAYS = 7;

/** What of their patients' doses waits for a prescriber. Ids and instants only. */
@Injectable()
export class DosesWaiting {
  constructor(
    private readonly database: Database,
    private readonly care: CareService,
  ) {}

  /** What waits longest first; nothing for whoever signs nothing. It is for the list that shows it to record who has seen it. */
  async list(caller: Caller): Promise<DoseWaiting[]> {
    if (!SIGN.has(caller.role)) return [];
    const patientIds = await this.care.patientsOf(caller, 'dose');
    return this.database.sql<DoseWaiting>`
      SELECT kind, id, patient_id AS "patientId", at FROM (
        SELECT 'dose-asked' AS kind, id, patient_id, asked_at AS at FROM dose_request WHERE answered_at IS NULL
        UNION ALL
        SELECT 'dose-unsigned', p.id, p.patient_id, p.proposed_at
        FROM dose_proposal p JOIN dose_line d ON d.id = p.dose_line_id JOIN newest_protocol n ON n.id = d.protocol_id AND n.holds
        WHERE p.state = 'open' AND NOT EXISTS (
          SELECT 1 FROM protocol_signature s WHERE s.proposal_id = p.id AND s.signer_id = ${caller.personId}::uuid)
        UNION ALL
        SELECT 'end-point-review', protocol_id, patient_id, due_at FROM end_point_review
        WHERE due_at <= app_now() + ${REVIEW_AHEAD_DAYS} * interval '24 hours') waiting
      WHERE patient_id = ANY(${patientIds === 'all' ? [] : [...patientIds]}::uuid[])
      ORDER BY at, id LIMIT ${MOST}::int`;
  }
}
