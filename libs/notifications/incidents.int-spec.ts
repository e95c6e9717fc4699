import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { WriteIncident } from '#contracts';
import type { Caller } from '#identity';
import { IncidentReading, IncidentReview, IncidentsModule, IncidentsService, IncidentsWaiting } from '#incidents';
import { DosingBookingsService, IntegrationModule } from '#integration';
import { Database, type Tx } from '#platform';
import { SessionsModule } from '#sessions';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { overtaken } from '../../test/support/waits-for-lock.js';
import { IncidentNotices } from './incident-notices.service.js';
import { NotificationsModule } from './notifications.module.js';

let clinic: SmallClinic;
let team: TeamOf;
let director: Caller;
let admin: Caller;
let sessionId: string;

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule, SessionsModule, IncidentsModule, NotificationsModule]);
  team = await clinic.enrol();
  admin = await clinic.person('admin');
  director = await signedIn(await clinic.person('physician'));
  await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
  const { patient } = team;
  ({ sessionId } = await clinic.get(DosingBookingsService).book(patient, patient.personId, await clinic.at(2, 10)));
});
afterAll(() => clinic?.close());

const sql: Database['sql'] = (...statement) => clinic.get(Database).sql(...statement);
/** Somebody with a sign-in in which they have just proven once more who they are. */
async function signedIn(person: Caller): Promise<Caller> {
  const caller = { ...person, signInId: randomUUID() };
  await sql`
    INSERT INTO sign_in (id, token_hash, person_id, expires_at, stepped_up_at)
    VALUES (${caller.signInId}, ${Buffer.from(randomUUID())}, ${caller.personId}, now() + interval '1 hour', now())`;
  return caller;
}
const stepUp = () => sql`UPDATE sign_in SET stepped_up_at = now() WHERE id = ${director.signInId}`;
const report = (by: Caller = team.therapist) =>
  clinic.get(IncidentsService).report(by, team.patient.personId, { kind: 'safeguarding', words: 'They are afraid at home.' });
const write = (id: string, said: WriteIncident, by: Caller = team.prescriber) => clinic.get(IncidentsService).write(by, id, said);
const read = async (id: string, by: Caller = team.prescriber) => (await clinic.get(IncidentReading).read(by, id)).facts;
const review = (id: string, by: Caller = director) => clinic.get(IncidentReview).end(by, id);
const finding = { kind: 'finding', words: 'Nobody had asked.' } as const;

/** An entry of the system in the log of the session, as the sweep writes it. */
const entry = (type: string, payload: object) =>
  clinic.transact(async (tx) => {
    const [row] = await tx.sql<{ seq: number }>`
      UPDATE dosing_session SET last_seq = last_seq + 1 WHERE id = ${sessionId} RETURNING last_seq AS seq`;
    await tx.sql`
      INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_role)
      VALUES (${sessionId}, ${row!.seq}, gen_random_uuid(), ${type}, ${JSON.stringify(payload)}::jsonb, app_now(), app_now(), 'system')`;
  });
const alert = (alertId: string, level: number, tier = 1) => entry('alert', { alertId, kind: 'help', level, tier });
const ofSession = () =>
  clinic.read.incident.findMany({ where: { sessionId }, select: { id: true, kind: true, reviewedAt: true } });

describe('an emergency in a session', () => {
  it('opens one incident in the transaction that writes it, however often it is called, and nothing milder does', async () => {
    await alert('help-1', 3);
    expect(await ofSession()).toEqual([]);
    await alert('help-1', 4, 2);
    await alert('help-2', 4);
    await entry('observation', { sign: 'took-more' });
    expect((await ofSession()).map(({ kind }) => kind).sort()).toEqual(['emergency', 'took-more']);
  });

  it('is opened by the sweep with what the sweep may do', async () => {
    const sweep = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
    await sweep.connect();
    await sweep.query('BEGIN');
    await sweep.query('SET LOCAL ROLE app_sweep');
    const written = await sweep.query(
      `INSERT INTO session_entry (session_id, seq, id, type, payload, happened_at, recorded_at, author_role)
       VALUES ($1, 99, gen_random_uuid(), 'alert', '{"alertId": "check-9", "kind": "missed-check", "level": 4, "tier": 4}', now(), now(), 'system')`,
      [sessionId],
    );
    await sweep.query('ROLLBACK');
    await sweep.end();
    expect(written.rowCount).toBe(1);
  });

  it('shows the log to the team and the medical director', async () => {
    const id = (await ofSession())[0]!.id;
    for (const caller of [team.therapist, director]) {
      const { facts, log } = await clinic.get(IncidentReading).read(caller, id);
      expect([facts.openedByName, log.map(({ type }) => type)]).toEqual([null, ['alert', 'alert', 'alert', 'observation']]);
    }
    expect((await clinic.get(IncidentReading).read(admin, id)).log).toEqual([]);
  });
});

describe('an incident', () => {
  it('is reported by somebody of the team, and is nobody else’s', async () => {
    const id = await report();
    expect(await read(id)).toMatchObject({
      kind: 'safeguarding',
      said: [{ kind: 'account', words: 'They are afraid at home.' }],
    });
    const stranger = await clinic.person('prescriber');
    await expect(report(stranger)).rejects.toMatchObject({ code: 'care.not-found' });
    await expect(read(id, stranger)).rejects.toMatchObject({ code: 'incidents.not-found' });
    await expect(write(id, finding, stranger)).rejects.toMatchObject({ code: 'incidents.not-found' });
    const { incidents } = await clinic.get(IncidentReading).list(stranger, { limit: 50 });
    expect(incidents).toEqual([]);
  });

  it('shows those who run the clinic that it is there, and no words', async () => {
    const id = await report();
    const seen = await read(id, admin);
    expect([seen.said[0]!.words, seen.mayWrite, seen.mayReview]).toEqual([null, false, false]);
    await expect(write(id, finding, admin)).rejects.toMatchObject({ code: 'incidents.not-found' });
  });

  it('has actions that somebody answers for, and that are done once', async () => {
    const id = await report();
    const action = { kind: 'action', words: 'Call every day.', dueOn: '2026-12-24' } as const;
    await expect(write(id, { ...action, ownerId: admin.personId })).rejects.toMatchObject({ code: 'incidents.not-an-owner' });
    await write(id, { ...action, ownerId: team.therapist.personId });
    const { entryId } = (await read(id)).said.at(-1)!;
    const waits = async () => (await clinic.get(IncidentsWaiting).list(team.therapist)).filter((item) => item.incidentId === id);
    expect(await waits()).toMatchObject([{ kind: 'incident-action' }]);
    const done = { kind: 'done', words: 'She is safe.', actionId: entryId } as const;
    await write(id, done);
    expect([(await read(id)).openActions, await waits()]).toEqual([0, []]);
    await expect(write(id, done)).rejects.toMatchObject({ code: 'incidents.action-done' });
    await expect(write(id, { ...done, actionId: randomUUID() })).rejects.toMatchObject({ code: 'incidents.no-action' });
  });

  it('is reviewed once, by the medical director, with a finding and a fresh proof', async () => {
    const id = await report();
    await expect(review(id, team.prescriber)).rejects.toMatchObject({ code: 'care.not-your-duty' });
    await expect(review(id)).rejects.toMatchObject({ code: 'incidents.no-finding' });
    await write(id, finding, director);
    await sql`UPDATE sign_in SET stepped_up_at = now() - interval '1 hour' WHERE id = ${director.signInId}`;
    await expect(review(id)).rejects.toMatchObject({ code: 'identity.step-up-needed' });
    await stepUp();
    await review(id);
    await expect(review(id)).rejects.toMatchObject({ code: 'incidents.reviewed' });
    await expect(write(id, finding)).rejects.toMatchObject({ code: 'incidents.reviewed' });
  });
});

describe('the database', () => {
  it('keeps an incident as it was opened and reviewed, and takes no review without a finding', async () => {
    const id = await report();
    const refused = (code: string) => expect.objectContaining({ code });
    const reviewed = () => sql`UPDATE incident SET reviewed_at = app_now(), reviewed_by = ${director.personId} WHERE id = ${id}`;
    await expect(reviewed()).rejects.toEqual(refused('HF003'));
    await expect(sql`UPDATE incident SET kind = 'other' WHERE id = ${id}`).rejects.toEqual(refused('HF001'));
    await expect(sql`DELETE FROM incident WHERE id = ${id}`).rejects.toEqual(refused('HF001'));
    await write(id, finding);
    await reviewed();
    await expect(sql`UPDATE incident SET reviewed_at = NULL, reviewed_by = NULL WHERE id = ${id}`).rejects.toEqual(
      refused('HF001'),
    );
    const late = sql`
      INSERT INTO incident_entry (id, incident_id, patient_id, kind, words_sealed, author_id)
      VALUES (gen_random_uuid(), ${id}, ${team.patient.personId}, 'account', 'sealed', ${director.personId})`;
    await expect(late).rejects.toEqual(refused('HF003'));
    await expect(sql`UPDATE incident_entry SET kind = 'account' WHERE incident_id = ${id}`).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('who is told', () => {
  const tell = (what: 'opened' | 'overdue', id: string) => clinic.transact((tx) => clinic.get(IncidentNotices)[what](tx, id));
  const told = async () =>
    (await clinic.waiting('notifications.call-due')).filter(({ payload }) => payload['recipientId'] === director.personId).length;

  const lateAlerts = (subjectId: string) =>
    clinic.read.clinicAlert.findMany({ where: { kind: 'incident_overdue', subjectId, closedAt: null } });

  it('is the medical director at once, and after three days everybody who is warned; nobody once it is reviewed', async () => {
    const id = await report();
    const rows = await sql<{ name: string; hours: number }>`
      SELECT name, round(extract(epoch FROM due_at - (SELECT opened_at FROM incident WHERE id = ${id})) / 3600)::int AS hours
      FROM outbox_event WHERE payload ->> 'incidentId' = ${id} ORDER BY due_at`;
    expect(rows).toEqual([
      { name: 'incidents.opened', hours: 0 },
      { name: 'incidents.review-due', hours: 72 },
    ]);
    const before = await told();
    await tell('opened', id);
    expect(await told()).toBeGreaterThan(before);
    await tell('overdue', id);
    expect(await lateAlerts(id)).toHaveLength(1);
    await write(id, finding);
    await stepUp();
    await review(id);
    const [row] = await sql`SELECT voided_at IS NOT NULL AS "isVoided" FROM outbox_event WHERE key = ${`incident:${id}`}`;
    expect(row).toEqual({ isVoided: true });
    expect(await lateAlerts(id)).toEqual([]);
  });

  it('is nobody by an alarm that outlives the review: whoever finds it late waits for whoever is reviewing it', async () => {
    const id = await report();
    await write(id, finding);
    const reviews = {
      takes: (tx: Tx) => tx.sql`UPDATE incident SET reviewed_at = app_now(), reviewed_by = ${director.personId} WHERE id = ${id}`,
      does: async () => undefined,
    };
    await overtaken(clinic, reviews, () => tell('overdue', id));
    expect(await lateAlerts(id)).toEqual([]);
  });
});
