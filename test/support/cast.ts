import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { CastBookings } from './cast-bookings.js';
import { CastPairing } from './cast-pairing.js';
import { CastScreening } from './cast-screening.js';
import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

/** Somebody who tries every door. */
export type Actor = Readonly<{ name: string; personId: string | null; visitor: Visitor }>;
/** A patient with a session of today, whom the doors are about. */
export type Patient = Readonly<{ personId: string; name: string; sessionId: string; visitId: string; chaperoneId: string }>;
export type Whose = 'own' | 'other' | 'missing';

type SignIn = Readonly<{ scope?: string; assurance?: 'full' | 'pending' }>;
/** What was put in for one try, to be taken away after it. */
const FOR_A_TRY = 'for a try';

/** The people of the policy table, put straight into the database of a running demo clinic: no passwords, no second factors. */
export class Cast {
  constructor(
    private readonly clinic: Clinic,
    private readonly database: pg.Client,
    /** In a live session: whoever has to do with a patient has to do with this one. */
    readonly a: Patient,
    readonly b: Patient,
    /** Whose record is opened in an emergency: nobody may know the others any better by it. */
    readonly c: Patient,
  ) {}

  /** Sam, who has taken the medicine, Jonas, who is held at the gate, and Mia. */
  static async of(clinic: Clinic, database: pg.Client): Promise<Cast> {
    const patient = async (key: string): Promise<Patient> => {
      const { sessionId } = clinic.links.find(({ name }) => name === key) as unknown as { sessionId: string };
      const { rows } = await database.query<Patient>(
        `SELECT p.id AS "personId", p.display_name AS name, s.id AS "sessionId", v.id AS "visitId", s.chaperone_id AS "chaperoneId"
         FROM dosing_session s JOIN person p ON p.id = s.patient_id JOIN integration_visit v ON v.session_id = s.id WHERE s.id = $1`,
        [sessionId],
      );
      return rows[0]!;
    };
    return new Cast(clinic, database, await patient('sam'), await patient('jonas'), await patient('mia'));
  }

  async person(role: string, flags: readonly string[] = []): Promise<string> {
    const id = randomUUID();
    const columns = ['id', 'role', 'display_name', 'zone', ...flags];
    const values = [id, role, `Some ${role}`, 'UTC', ...flags.map(() => true)];
    await this.database.query(
      `INSERT INTO person (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      values,
    );
    return id;
  }

  async signIn(personId: string, kind: SignIn = {}): Promise<Visitor> {
    return Visitor.withToken(this.clinic, (await this.openSignIn(personId, kind)).token);
  }

  /** A device on which somebody is signed in. */
  async openSignIn(personId: string, { scope, assurance = 'full' }: SignIn = {}): Promise<{ id: string; token: string }> {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO sign_in (id, token_hash, person_id, session_scope, assurance, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + interval '12 hours')`,
      [id, hash, personId, scope ?? null, assurance],
    );
    return { id, token };
  }

  /** All of somebody's sign-ins have just been proven once more. */
  async stepUp(personId: string): Promise<void> {
    await this.database.query('UPDATE sign_in SET stepped_up_at = now() WHERE person_id = $1 AND revoked_at IS NULL', [personId]);
  }

  /** Where the clinic keeps its files and keys. */
  get dataDir(): string {
    return this.clinic.dataDir;
  }

  async sql(text: string, values: readonly unknown[]): Promise<void> {
    await this.database.query(text, [...values]);
  }

  /** A passkey of somebody, until `tidy`. @returns its id */
  async passkey(personId: string): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO passkey (id, person_id, credential_id, public_key, sign_count, transports, is_synced, name)
       VALUES ($1, $2, $3, $3, 0, '{}', false, $4)`,
      [id, personId, randomBytes(32), FOR_A_TRY],
    );
    return id;
  }

  /** Somebody has invited a patient. @returns the id of the invitation */
  async invitation(createdBy: string, personId: string): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO account_link (id, purpose, person_id, created_by, expires_at) VALUES ($1, 'invitation', $2, $3, now() + interval '7 days')`,
      [id, personId, createdBy],
    );
    return id;
  }

  /** Nobody keeps what the try of one door has given them for it: it would open the next. */
  async tidy(): Promise<void> {
    await this.database.query('DELETE FROM passkey WHERE name = $1', [FOR_A_TRY]);
    await this.database.query('UPDATE sign_in SET stepped_up_at = NULL WHERE stepped_up_at IS NOT NULL');
  }

  /** @returns the id of the assignment */
  async assign(personId: string, patientId: string, { isOver = false } = {}): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at, ends_at)
       VALUES ($1, $2, $3, 'team', app_now() - interval '1 day', ${isOver ? "app_now() - interval '1 minute'" : 'NULL'})`,
      [id, patientId, personId],
    );
    return id;
  }

  async release(personId: string, patientId: string, releases: readonly string[]): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO release_of_information (id, patient_id, person_id, releases, ends_at) VALUES ($1, $2, $3, $4, app_now() + interval '30 days')`,
      [id, patientId, personId, releases],
    );
    return id;
  }

  /** @returns the id of the grant; null for somebody who can open nothing */
  async openGlass(personId: string, patientId: string): Promise<string | null> {
    const visitor = await this.signIn(personId);
    await this.stepUp(personId);
    const sent = { patient: { code: patientId }, reason: 'other', text: 'Somebody has to try this door.' };
    const { status, body } = await visitor.post('/v1/break-glass', sent);
    return status === 201 ? body.grantId : null;
  }

  /** The appointment of a session. */
  async appointment(sessionId: string): Promise<string> {
    return (await this.database.query('SELECT appointment_id AS id FROM dosing_session WHERE id = $1', [sessionId])).rows[0].id;
  }

  /** The dose of a session. */
  async doseLine(sessionId: string): Promise<string> {
    return (await this.database.query('SELECT dose_line_id AS id FROM dosing_session WHERE id = $1', [sessionId])).rows[0].id;
  }

  /** Something that did not reach a patient, which comes first among all messages. */
  async message(recipientId: string): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO message (id, key, recipient_id, channel, template, subject_id, state, planned_at)
       VALUES ($1, $2, $3, 'email', 'clinicAlert', $1, 'undeliverable', app_now())`,
      [id, `cast:${id}|${recipientId}|email`, recipientId],
    );
    return id;
  }

  /** In which nobody has written yet. */
  async conversation(patientId: string): Promise<void> {
    await this.database.query('INSERT INTO conversation (patient_id) VALUES ($1) ON CONFLICT DO NOTHING', [patientId]);
  }

  async clinicAlert(patientId: string, subjectId: string = randomUUID()): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `INSERT INTO clinic_alert (id, kind, level, subject_id, patient_id) VALUES ($1, 'visit-out-of-time', 1, $2, $3)`,
      [id, subjectId, patientId],
    );
    return id;
  }

  /** The therapists of both patients are away from now on: what is booked with them has to be moved, and may not take place. */
  async sendTherapistsAway(): Promise<void> {
    await this.database.query(
      `INSERT INTO time_off (id, person_id, kind, starts_at, ends_at)
       SELECT gen_random_uuid(), therapist_id, 'other', app_now(), app_now() + interval '3 days'
       FROM (SELECT DISTINCT therapist_id FROM dosing_session WHERE id = ANY($1)) them`,
      [[this.a.sessionId, this.b.sessionId]],
    );
  }

  /** An open signal about answers of a patient. @returns its id */
  async signal(patientId: string): Promise<string> {
    const [id, responseId] = [randomUUID(), randomUUID()];
    await this.database.query(
      `INSERT INTO questionnaire_response (id, patient_id, form, version, completed_at) VALUES ($1, $2, 'audit-c', '1', app_now())`,
      [responseId, patientId],
    );
    await this.database.query(
      `INSERT INTO assessment_signal (id, patient_id, response_id, rule, level, holds_dosing) VALUES ($1, $2, $3, 'A9', 1, false)`,
      [id, patientId, responseId],
    );
    return id;
  }

  get pairings(): CastPairing {
    return new CastPairing(this.database);
  }

  private get screenings(): CastScreening {
    return new CastScreening(this.database);
  }

  /** Who owns the screenings that are tried. */
  screener(): Promise<string> {
    return this.once('screener', () => this.person('prescriber'));
  }

  async screening(patientId: string): Promise<string> {
    return this.screenings.open(patientId, await this.screener());
  }

  handOff(patientId: string, fromId: string, toId: string): Promise<string> {
    return this.screenings.offer(patientId, fromId, toId);
  }

  async clearance(patientId: string): Promise<string> {
    return this.screenings.ask(patientId, await this.screener());
  }

  answered(patientId: string): Promise<void> {
    return this.screenings.answered(patientId);
  }

  /** A duty far ahead. @returns its id */
  async duty(): Promise<string> {
    const [id, personId] = [randomUUID(), await this.once('on call', () => this.person('prescriber'))];
    await this.database.query(
      "INSERT INTO on_call_duty (id, person_id, starts_at, ends_at) VALUES ($1, $2, app_now() + interval '90 days', app_now() + interval '91 days')",
      [id, personId],
    );
    return id;
  }

  private get bookings(): CastBookings {
    return new CastBookings(this.database);
  }

  hold = (patientId: string): Promise<string> => this.bookings.hold(patientId);
  offer = (patientId: string): Promise<string> => this.bookings.offer(patientId);
  waiting = (patientId: string): Promise<void> => this.bookings.waiting(patientId);
  lateChange = (patientId: string): Promise<string> => this.bookings.lateChange(patientId);
  calendarSecret = (personId: string): Promise<string> => this.bookings.calendarSecret(personId);

  async idOf(displayName: string): Promise<string> {
    return (await this.database.query('SELECT id FROM person WHERE display_name = $1', [displayName])).rows[0].id;
  }

  private readonly known = new Map<string, Promise<string>>();
  /** Somebody of the table, made once. */
  once(name: string, make: () => Promise<string>): Promise<string> {
    const known = this.known.get(name) ?? make();
    this.known.set(name, known);
    return known;
  }

  async play(name: string, make: () => Promise<string>, signIn: SignIn = {}): Promise<Omit<Actor, 'name'>> {
    const personId = await this.once(name, make);
    return { personId, visitor: await this.signIn(personId, signIn) };
  }
}
