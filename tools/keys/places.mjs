// Where sealed values stand, and whose they are. A sealed column is named …_sealed, and is bound to its table's one primary key.
import pg from 'pg';

const nameOf = pg.escapeIdentifier;

/**
 * Whose the values of a table are, as SQL over its row `t`: they are sealed under that person's key. Null: nobody's, they are sealed
 * under the installation's.
 */
export const OWNERS = {
  account_link: 't.person_id',
  assessment_signal: 't.patient_id',
  break_glass_grant: 't.patient_id',
  clinician_profile: 't.person_id',
  chart_entry: 't.patient_id',
  clinical_note: 't.patient_id',
  note_addendum: 't.patient_id',
  note_error: 't.patient_id',
  psychotherapy_note: 't.patient_id',
  captured_message: '(SELECT m.recipient_id FROM message m WHERE m.id = t.message_id)',
  conversation_message: 't.patient_id',
  consent_signature: 't.patient_id',
  document_reference: 't.patient_id',
  dose_proposal: 't.patient_id',
  dose_request: 't.patient_id',
  emergency_card: 't.patient_id',
  external_calendar: 't.person_id',
  gate_override: 't.patient_id',
  idempotency_key: null,
  incident_entry: 't.patient_id',
  journal_entry: 't.patient_id',
  letter: 't.patient_id',
  outside_release: 't.patient_id',
  inbox_message: 't.person_id',
  licence: 't.person_id',
  pairing_hand_over: 't.patient_id',
  pause_limits: 't.patient_id',
  person: 't.id',
  protocol_decision: 't.patient_id',
  protocol_review: 't.patient_id',
  protocol_signature: 't.patient_id',
  protocol_version: 't.patient_id',
  protocol_pause: 't.patient_id',
  medication_dispense: 't.patient_id',
  monitoring_form: 't.patient_id',
  preparation_answer: 't.patient_id',
  push_subscription: 't.person_id',
  questionnaire_answer: 't.patient_id',
  screening_clearance: 't.patient_id',
  screening_decision: 't.patient_id',
  screening_hand_off: 't.patient_id',
  session_note: '(SELECT s.patient_id FROM dosing_session s WHERE s.id = t.session_id)',
  session_ride: '(SELECT s.patient_id FROM dosing_session s WHERE s.id = t.session_id)',
  supply_discrepancy: '(SELECT d.patient_id FROM medication_dispense d WHERE d.id = t.dispense_id)',
  supply_movement: '(SELECT d.patient_id FROM medication_dispense d WHERE d.id = t.dispense_id)',
  totp_secret: 't.person_id',
  trial_verification: 't.patient_id',
};

/** What an older Hearth wrote in plain: how it is read, where it belongs, and what is left of it. */
export const PLAIN = [
  {
    table: 'emergency_card',
    column: 'local_number_sealed',
    plain: 't.local_number',
    left: { local_number: "''" },
  },
  {
    table: 'captured_message',
    column: 'message_sealed',
    plain: `json_build_object('to', t."to", 'subject', t.subject, 'text', t.text)::text`,
    left: { to: "''", subject: 'NULL', text: "''" },
  },
];

/** @returns `{ table, column, key, type, owner }` of every sealed column that the database has */
export async function sealedColumns(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS "table", a.attname AS "column", k.attname AS key, format_type(k.atttypid, NULL) AS type
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname LIKE '%\\_sealed' AND NOT a.attisdropped
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
    JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, 2`);
  return rows.map((row) => ({ ...row, owner: OWNERS[row.table] ?? null }));
}

/** How many values each key of the key file still holds, itself or through the keys of persons. @returns a map by name */
export async function valuesByKey(client) {
  const counts = [`SELECT kek_id AS id, count(*)::int AS n FROM data_key WHERE kek_id IS NOT NULL GROUP BY 1`];
  for (const { table, column } of await sealedColumns(client)) {
    const value = nameOf(column);
    counts.push(`SELECT split_part(${value}, '.', 2), count(*)::int FROM ${nameOf(table)} WHERE ${value} LIKE 'v1.%' GROUP BY 1`);
  }
  const { rows } = await client.query(`SELECT id, sum(n)::int AS n FROM (${counts.join(' UNION ALL ')}) each GROUP BY 1`);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
