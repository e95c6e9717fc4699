import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import { AuditProof, declared } from '../support/audited.js';
import { provesAftercare } from '../support/audited-aftercare.js';
import { provesAppointments } from '../support/audited-appointments.js';
import { provesAssessments } from '../support/audited-assessments.js';
import { provesPreparation, provesSupply } from '../support/audited-at-home.js';
import { provesAuthority } from '../support/audited-authority.js';
import { provesAbsence, provesBookings } from '../support/audited-bookings.js';
import { provesCalendar } from '../support/audited-calendar.js';
import { provesCalls } from '../support/audited-calls.js';
import {
  provesAppointmentLinks,
  provesEmergency,
  provesMessages,
  provesPeople,
  provesPreferredTimes,
  provesReleases,
  provesTeams,
} from '../support/audited-care.js';
import { provesPauseLimits } from '../support/audited-clinic-rules.js';
import { provesCompanionDuty } from '../support/audited-companion-duty.js';
import { provesCompanions, provesWrongNumber } from '../support/audited-companions.js';
import { provesConsents } from '../support/audited-consents.js';
import { provesCourses } from '../support/audited-courses.js';
import { provesCredentials } from '../support/audited-credentials.js';
import { provesDocuments, provesLetters } from '../support/audited-documents.js';
import { provesOverrides } from '../support/audited-gate-overrides.js';
import { provesGroups } from '../support/audited-groups.js';
import { provesInClinic } from '../support/audited-in-clinic.js';
import { provesIncidents } from '../support/audited-incidents.js';
import { provesConversations } from '../support/audited-messaging.js';
import { provesReach, provesReaders, provesRecordViews } from '../support/audited-oversight.js';
import { provesPairing } from '../support/audited-pairing.js';
import { provesProgrammes } from '../support/audited-programmes.js';
import { provesProtocols } from '../support/audited-protocols.js';
import { provesChart, provesNotes } from '../support/audited-record.js';
import { provesRooms } from '../support/audited-rooms.js';
import { provesScreening } from '../support/audited-screening.js';
import { provesSeries } from '../support/audited-series.js';
import { provesTrials } from '../support/audited-trials.js';
import { provesWaiting } from '../support/audited-waiting.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, moveClock, Visitor } from '../support/http.js';
import { provesRota } from '../support/rota-acts.js';

const vitals = { systolicMmHg: 120, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false };

describe('the audit', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let audit: AuditProof;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    audit = new AuditProof(database);
  });
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const one = (statement: string, ...values: unknown[]) => audit.one(statement, ...values);
  const idOf = (name: string) => audit.idOf(name);
  const rowsOf: AuditProof['rowsOf'] = (...tried) => audit.rowsOf(...tried);
  const proves: AuditProof['proves'] = (...tried) => audit.proves(...tried);

  it('has whoever books, reads, moves and cancels', () => provesBookings(clinic, audit));

  it('has whoever reads a ledger, and lets a paused course go on', () => provesCourses(clinic, audit));

  it('has whoever signs from where on courses are paused', () => provesPauseLimits(clinic, audit));

  it('has whoever books a whole course, moves it and cancels it', () => provesSeries(clinic, audit));

  it('has whoever books, moves and ends an appointment of another kind', () => provesAppointments(clinic, audit));
  it('has whoever takes a place in a group, moves it and calls it off', () => provesGroups(clinic, audit));
  it('has whoever waits, says no and says yes', () => provesWaiting(clinic, audit));
  it('has what a patient answers, who reads it, and who sets the rules', () => provesAssessments(clinic, audit));

  it('has who verifies what a patient has tried', () => provesTrials(clinic, audit));

  it('has who sees a screening, hands it on and decides', () => provesScreening(clinic, audit));

  it('has who says because of what is prescribed at a distance, and what states ask', () => provesAuthority(clinic, audit));
  it('has who enters and ends licences, and where a patient is', () => provesCredentials(clinic, audit));
  it('has who sets programmes, enrols in them, records and ends', () => provesProgrammes(clinic, audit));
  it('has who sets templates, drafts, proposes, signs and asks', () => provesProtocols(clinic, audit));
  it('has who looks for somebody, is asked, hands over and finds cover', () => provesPairing(clinic, audit));
  it('has who orders, counts, reviews and recalls medicine', () => provesSupply(clinic, audit));
  it('has what is signed over a gate, and who looks at it', () => provesOverrides(clinic, audit));
  it('has who reports an incident, reads it and reviews it', () => provesIncidents(clinic, audit));
  it('has what patients say after a session', () => provesAftercare(clinic, audit));
  it('has who keeps the clinic’s stock, sees patients home and sends forms', () => provesInClinic(clinic, audit));
  it('has who comes along, and who is on duty', () => provesCompanionDuty(clinic, audit));
  it('has what is written down in a session, and who covers whom', () => provesRooms(clinic, audit));
  it('has a link that reached somebody else', () => provesWrongNumber(clinic, database, audit));
  it('has who prepares, talks it through and signs', () => provesPreparation(clinic, audit));
  it('has who adds papers and opens them', () => provesDocuments(clinic, audit));
  it('has what a patient lets somebody outside be told, and each letter', () => provesLetters(clinic, audit));

  it('has whoever changes the rota, and no patient', () => provesRota(clinic, database, audit));

  it('has whoever looks at the calendar of the clinic, and searches patients', () => provesCalendar(clinic, audit));

  it('has each patient on a list', async () => {
    const [nina, ada, iris] = [
      await Visitor.named(clinic, 'Nina'),
      await Visitor.named(clinic, 'Ada'),
      await Visitor.named(clinic, 'Iris'),
    ];
    await proves('SessionsController.board', 'Nina', 'Sam', () => nina.get('/v1/board').expect(200));
    await proves('SessionsController.list', 'Ada', 'Mia', () => ada.get('/v1/dosing-sessions').expect(200));
    await proves('VisitsController.list', 'Ada', 'Ana', () => ada.get('/v1/integration-visits').expect(200));
    await proves('AlertsController.list', 'Iris', 'Ana', () => iris.get('/v1/alerts').expect(200));
    expect(await rowsOf('SessionsController.list', () => ada.get('/v1/dosing-sessions').expect(200))).toEqual([]);
  });

  it('has who takes an alert on, and who records a visit', async () => {
    const iris = await Visitor.named(clinic, 'Iris');
    const { alerts } = (await iris.get('/v1/alerts').expect(200)).body;
    const about = await one('SELECT id FROM clinic_alert WHERE patient_id = $1 AND acknowledged_at IS NULL', await idOf('Ana'));
    expect(alerts.map(({ id }: { id: string }) => id)).toContain(about.id);
    const take = () => iris.post(`/v1/alerts/${about.id}/acknowledgement`).expect(200);
    await proves('AlertsController.acknowledge', 'Iris', 'Ana', take);
    const { id } = await one("SELECT id FROM integration_visit WHERE state = 'missed'");
    const record = () => iris.post(`/v1/integration-visits/${id}/attendance`, { wasAttended: true });
    await proves('VisitsController.record', 'Iris', 'Ana', record);
  });

  it('has who opens a session, reads on and writes in it', async () => {
    const [nina, tom] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Tom')];
    const { sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const at = `/v1/dosing-sessions/${sessionId}`;
    await proves('SessionsController.read', 'Tom', 'Sam', () => tom.get(at).expect(200));
    await proves('SessionsController.entries', 'Tom', 'Sam', () => tom.get(`${at}/entries?after=3`).expect(200));
    const body = { id: randomUUID(), type: 'vitals', payload: vitals, happenedAt: await clinicTime(clinic) };
    await proves('SessionsController.record', 'Nina', 'Sam', () => nina.post(`${at}/entries`, body).expect(201));
    const again = await rowsOf('SessionsController.record', () => nina.post(`${at}/entries`, body).expect(201));
    expect(again.map(({ action }) => action)).toEqual(['read-entry']);
  });

  it('has how far a companion is, and what they do before', () => provesCompanions(clinic, audit));

  it('has the gate and the release', async () => {
    const [nina, { sessionId }] = [await Visitor.named(clinic, 'Nina'), await Visitor.chaperoneOf(clinic, 'jonas')];
    let gateSeq = 0;
    await proves('SessionsController.evaluateGate', 'Nina', 'Jonas', async () => {
      gateSeq = (await nina.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201)).body.seq;
    });
    await nina.stepUp('Nina');
    const release = () => nina.post(`/v1/dosing-sessions/${sessionId}/release`, { gateSeq }).expect(201);
    await proves('SessionsController.release', 'Nina', 'Jonas', release);
  });

  it('has whom an admin lets in, and who is on the list', async () => {
    const ada = await Visitor.named(clinic, 'Ada');
    const invited = { email: 'lena@test.example', displayName: 'Lena Patient', role: 'patient', zone: 'America/Chicago' };
    let id = '';
    await proves('InvitationsController.invite', 'Ada', 'Lena', async () => {
      id = (await ada.post('/v1/invitations', invited).expect(201)).body.invitationId;
    });
    const sendAgain = () => ada.post(`/v1/invitations/${id}/again`).expect(201);
    await proves('InvitationsController.sendAgain', 'Ada', 'Lena', sendAgain);
    await proves('InvitationsController.list', 'Ada', 'Lena', () => ada.get('/v1/invitations').expect(200));
    await ada.grantStepUp();
    const again = async () => ada.post(`/v1/people/${await idOf('Lena')}/invitation`).expect(201);
    await proves('InvitationsController.inviteAgain', 'Ada', 'Lena', again);
    await provesPeople(clinic, audit);
  });

  it('has who cares for whom, what patients release, and whatever is done in an emergency', async () => {
    await provesMessages(clinic, audit);
    await provesTeams(clinic, audit);
    await provesReleases(clinic, audit);
    await provesConsents(clinic, audit);
    await provesChart(clinic, audit);
    await provesNotes(clinic, audit);
    await provesPreferredTimes(clinic, audit);
    await provesEmergency(clinic, audit);
  });

  it('has who comes to a call, lets in, leaves and ends it', () => provesCalls(clinic, audit));
  it('has who writes to whom, and who reads it', () => provesConversations(clinic, audit));

  it('has the companion who comes in by a link', async () => {
    await proves('ChaperoneLinksController.exchange', 'Kit', 'Sam', () => Visitor.chaperoneOf(clinic, 'sam'));
  });

  it('has whoever opens an appointment by the link of a message', async () => {
    await provesAppointmentLinks(clinic, audit);
  });

  it('has a live screen that joins, watches, writes and leaves, and one that is lost', async () => {
    const [nina, { sessionId }] = [await Visitor.named(clinic, 'Nina'), await Visitor.chaperoneOf(clinic, 'sam')];
    const socket: Socket<ServerToClient, ClientToServer> = io(clinic.url, {
      transports: ['websocket'],
      extraHeaders: { cookie: nina.signInCookie },
      auth: ticketAuth(clinic.url, { cookie: nina.signInCookie }),
      reconnection: false,
    });
    let proof = '';
    await proves('LiveGateway.join', 'Nina', 'Sam', async () => {
      const reply = await socket.emitWithAck('session.join', { sessionId, after: 0 });
      if (reply.ok) proof = reply.data.proof;
    });
    await proves('LiveGateway.watch', 'Nina', 'Sam', () => socket.emitWithAck('session.watch', { sessionId, proof }));
    const entry = { id: randomUUID(), type: 'vitals' as const, payload: vitals, happenedAt: await clinicTime(clinic) };
    await proves('LiveGateway.record', 'Nina', 'Sam', () => socket.emitWithAck('session.record', { sessionId, entry }));
    await proves('LiveGateway.leave', 'Nina', 'Sam', () => socket.emitWithAck('session.leave', { sessionId }));
    await socket.emitWithAck('session.join', { sessionId, after: 0 });
    const leaves = async () => (await one("SELECT count(*)::int AS n FROM audit_event WHERE action = 'leave'")).n;
    expect(await leaves()).toBe(1);
    socket.close();
    while ((await leaves()) < 2) await new Promise((again) => setTimeout(again, 20));
  });

  it('has what the program does', async () => {
    const { sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const [sam, last] = [await idOf('Sam'), (await one('SELECT last_seq FROM dosing_session WHERE id = $1', sessionId)).last_seq];
    await moveClock(clinic, { byMin: 20 });
    const { rows } = await database.query(
      `SELECT DISTINCT a.action, a.purpose, a.actor_id FROM audit_event a JOIN session_entry e ON e.xmin = a.xmin AND e.session_id = a.object_id
       WHERE e.session_id = $1 AND e.seq > $2 AND e.author_id IS NULL AND a.subject_person_id = $3`,
      [sessionId, last, sam],
    );
    expect(rows).toContainEqual({ action: 'record-alert', purpose: 'system', actor_id: null });
  });

  it('shows a patient who saw the record, in plain terms and once a day', () => provesRecordViews(clinic, audit));

  it('is read by auditors and privacy officers, page by page, and by nobody else', () => provesReaders(clinic, audit));

  it('tells which patients somebody’s sign-in has reached, and what somebody should ask about', () =>
    provesReach(clinic, audit, database));

  it('lets nothing be read while no row can be written', async () => {
    const [tom, ada, helen, { sessionId }] = [
      await Visitor.named(clinic, 'Tom'),
      await Visitor.named(clinic, 'Ada'),
      await Visitor.named(clinic, 'Helen'),
      await Visitor.chaperoneOf(clinic, 'mia'),
    ];
    await database.query(`ALTER TABLE audit_event ADD CONSTRAINT nothing CHECK (action = 'sign-in') NOT VALID`);
    try {
      const replies = [
        await tom.get(`/v1/dosing-sessions/${sessionId}`),
        await tom.get(`/v1/dosing-sessions/${sessionId}/entries`),
        await tom.get('/v1/board'),
        await tom.get('/v1/integration-visits'),
        await ada.get('/v1/dosing-sessions?when=past'),
        await ada.get('/v1/care-teams'),
        await helen.get('/v1/break-glass/reviews'),
      ];
      expect(replies.map(({ status }) => status >= 400)).toEqual(replies.map(() => true));
      expect(JSON.stringify(replies.map(({ body }) => body))).not.toMatch(/Mia|Rosa|Denver|vitals/);
    } finally {
      await database.query('ALTER TABLE audit_event DROP CONSTRAINT nothing');
    }
  });

  it('has who did not come, and who decides what a late change costs', () => provesAbsence(clinic, audit));

  it('is sealed within seconds, and verified by the tool', async () => {
    const waiting = async () =>
      (
        await one(
          'SELECT count(*)::int AS n FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)',
        )
      ).n;
    while ((await waiting()) > 0) await new Promise((again) => setTimeout(again, 100));
    const run = (args: string[]) =>
      new Promise<{ code: number; said: string }>((done) => {
        const env = { ...process.env, DATABASE_URL: clinic.databaseUrl, HEARTH_DATA_DIR: clinic.dataDir };
        const child = execFile(process.execPath, ['tools/audit-verify.mjs', ...args], { env }, (_, out, err) =>
          done({ code: child.exitCode ?? 1, said: `${out}${err}` }),
        );
      });
    const { n } = await one('SELECT count(*)::int AS n FROM audit_event');
    expect(await run([])).toEqual({ code: 0, said: expect.stringContaining(`${n} rows are linked`) });
    const anchors = join(clinic.dataDir, 'audit-anchors.jsonl');
    expect(await run(['--anchor', anchors])).toMatchObject({ code: 0 });
    await database.query('BEGIN; ALTER TABLE audit_event DISABLE TRIGGER USER');
    const { id } = await one('SELECT event_id AS id FROM audit_seal WHERE position = 3');
    await database.query("UPDATE audit_event SET reason = 'other' WHERE id = $1", [id]);
    await database.query('ALTER TABLE audit_event ENABLE TRIGGER USER; COMMIT');
    expect(await run([])).toEqual({ code: 1, said: expect.stringContaining(`Row 3 (${id}) was changed after it was sealed.`) });
  });

  it('was tried on every route and event that is audited', () => {
    const audited = declared.filter(({ acts }) => acts.length).map(({ handler }) => handler);
    expect([...audit.tried].sort()).toEqual(audited.sort());
  });
});
