// A clinic's people in bulk: teams of one therapist and one prescriber, patients with a chaperone, consent and one signed, open dose.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sublingualHome } from '#session-engine';

const ZONE = 'America/Phoenix'; // no daylight saving: every run meets the same hours
const CONSENT = '1';
/** Nobody watches between two rounds; the alerts that this would raise are not what is measured. */
export const PLAN = { ...sublingualHome.plan, watch: { ...sublingualHome.plan.watch, leaseSec: 3_600 } };

export const insert = (client, table, rows) =>
  client.query(
    `INSERT INTO ${table} (${Object.keys(rows[0])}) SELECT ${Object.keys(rows[0])} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );

export const now = () => new Date().toISOString();
const person = (role) => ({ id: randomUUID(), role, display_name: `Some ${role}`, zone: ZONE, created_at: now() });

/**
 * Fills an empty clinic.
 *
 * @returns patients as `{ patientId, chaperoneId, therapistId, prescriberId }`; neighbours in the list belong to different teams
 */
export async function enrol(client, { teams, patientsPerTeam }) {
  const settings = { one: true, name: 'Bench clinic', zone: ZONE, phone: '+1 212 555 0100', consent_version: CONSENT };
  await insert(client, 'clinic_settings', [{ ...settings, gate_limits: {}, max_concurrent_sessions: 4, online_within_sec: 600 }]);
  const staff = Array.from({ length: teams }, () => ({ therapist: person('therapist'), prescriber: person('prescriber') }));
  const doctor = person('physician');
  await insert(client, 'person', [doctor, ...staff.flatMap(({ therapist, prescriber }) => [therapist, prescriber])]);
  await insert(
    client,
    'working_hours',
    staff.flatMap(({ therapist, prescriber }) => [therapist, prescriber].flatMap(hoursOf)),
  );
  const [starts_at, ends_at] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  await insert(client, 'on_call_duty', [{ id: randomUUID(), person_id: doctor.id, starts_at, ends_at }]);
  const cases = Array.from({ length: teams * patientsPerTeam }, (_, i) => ({
    ...staff[i % teams],
    patient: person('patient'),
    chaperone: person('chaperone'),
  }));
  await insert(
    client,
    'person',
    cases.flatMap(({ patient, chaperone }) => [patient, chaperone]),
  );
  await insert(client, 'care_assignment', cases.flatMap(assignmentsOf));
  await insert(
    client,
    'consent',
    cases.map(({ patient }) => ({ id: randomUUID(), patient_id: patient.id, version: CONSENT, signed_at: now() })),
  );
  const protocols = cases.map(protocolOf);
  // a bench needs these rows, and not the drafts, proposals and signatures by which a clinic comes to them
  const laws = (are) => client.query(`ALTER TABLE protocol ${are} TRIGGER USER; ALTER TABLE dose_line ${are} TRIGGER USER`);
  await laws('DISABLE');
  await insert(client, 'protocol', protocols);
  await insert(client, 'dose_line', protocols.map(doseOf));
  await laws('ENABLE');
  await client.query('ANALYZE');
  return cases.map(({ patient, chaperone, therapist, prescriber }) => ({
    patientId: patient.id,
    chaperoneId: chaperone.id,
    therapistId: therapist.id,
    prescriberId: prescriber.id,
  }));
}

const hoursOf = ({ id }) =>
  [1, 2, 3, 4, 5, 6, 7].map((iso_weekday) => ({ id: randomUUID(), person_id: id, iso_weekday, from_min: 420, to_min: 1320 }));

const assignmentsOf = ({ patient, ...team }) =>
  Object.values(team).map(({ id, role }) => ({
    id: randomUUID(),
    patient_id: patient.id,
    person_id: id,
    reason: role === 'chaperone' ? 'chaperone' : 'team',
    starts_at: now(),
  }));

function protocolOf({ patient, prescriber }) {
  const signature = { state: 'signed', signed_by: prescriber.id, signed_at: now() };
  const common = {
    id: randomUUID(),
    patient_id: patient.id,
    template: PLAN.version,
    plan: PLAN,
    patient_limits: {},
    min_days_between: 7,
  };
  return { ...common, ...signature };
}

const doseOf = ({ id, signed_by, signed_at }) => ({
  id: randomUUID(),
  protocol_id: id,
  number: 1,
  dose_mg: 100,
  state: 'signed',
  signed_by,
  signed_at,
  unlocked_at: signed_at,
});

/**
 * Signs people in, without a password.
 *
 * @param people `{ personId, sessionScope }` each; scope null for everybody but chaperones
 * @returns the tokens of their cookies, in order
 */
export async function signIn(client, people) {
  const tokens = people.map(() => randomBytes(32).toString('base64url'));
  const rows = people.map(({ personId, sessionScope }, i) => ({
    id: randomUUID(),
    token_hash: `\\x${createHash('sha256').update(tokens[i]).digest('hex')}`,
    person_id: personId,
    session_scope: sessionScope,
    created_at: now(),
    last_used_at: now(),
    expires_at: new Date(Date.now() + 43_200_000).toISOString(),
    stepped_up_at: now(),
  }));
  await insert(client, 'sign_in', rows);
  return tokens;
}
