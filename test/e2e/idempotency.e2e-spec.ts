import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Response } from 'supertest';
import { Cast } from '../support/cast.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';
import { answersAftercareOnce } from '../support/repeated-aftercare.js';
import { gathersOnce, meetsOnce } from '../support/repeated-appointments.js';
import { answersOnce } from '../support/repeated-assessments.js';
import { preparesOnce, suppliesOnce } from '../support/repeated-at-home.js';
import { authorizedOnce } from '../support/repeated-authority.js';
import { type Act, booksOnce, endsOnce, keepsHoursOnce } from '../support/repeated-bookings.js';
import { closesOnce } from '../support/repeated-calendar.js';
import { callsOnce } from '../support/repeated-calls.js';
import { limitsOnce } from '../support/repeated-clinic-rules.js';
import { comesAlongOnce } from '../support/repeated-companion-duty.js';
import { agreesOnce } from '../support/repeated-companions.js';
import { consentsOnce } from '../support/repeated-consents.js';
import { resumesOnce } from '../support/repeated-courses.js';
import { licensedOnce } from '../support/repeated-credentials.js';
import { addsOnce, writesToOthersOnce } from '../support/repeated-documents.js';
import { signsOverOnce } from '../support/repeated-gate-overrides.js';
import { treatsInClinicOnce } from '../support/repeated-in-clinic.js';
import { incidentsOnce } from '../support/repeated-incidents.js';
import { saysZoneOnce, writesOnce } from '../support/repeated-messaging.js';
import { pairsOnce } from '../support/repeated-pairing.js';
import { changesAddressOnce, changesPeopleOnce } from '../support/repeated-people.js';
import { enrolsOnce } from '../support/repeated-programmes.js';
import { prescribesOnce } from '../support/repeated-protocols.js';
import { chartsOnce, notesOnce } from '../support/repeated-record.js';
import { worksInRoomsOnce } from '../support/repeated-rooms.js';
import { screensOnce } from '../support/repeated-screening.js';
import { booksSeriesOnce } from '../support/repeated-series.js';
import { settlesOnce } from '../support/repeated-settings.js';
import { verifiesOnce } from '../support/repeated-trials.js';
import { waitsOnce } from '../support/repeated-waiting.js';
import { changesRotaOnce } from '../support/rota-acts.js';

const TIMES = 10;
const vitals = { systolicMmHg: 120, diastolicMmHg: 80, heartRateBpm: 70, hasSymptoms: false };

describe('a request that comes more than once with one key', () => {
  let clinic: Clinic;
  let database: pg.Client;
  const covered = new Set<string>();

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 60_000);
  afterAll(async () => {
    await database?.end();
    await clinic?.stop();
  });

  const one = async (statement: string, ...values: unknown[]) => (await database.query(statement, values)).rows[0];
  /** Every act is audited once, in its transaction. */
  const acts = async () =>
    Number((await one("SELECT count(*) FROM audit_event WHERE actor_role NOT IN ('self', 'system')")).count);
  const send = (by: Visitor, path: string, body: object, key: string) => by.post(path, body).set('Idempotency-Key', key);
  const entry = async () => ({ id: randomUUID(), type: 'vitals', payload: vitals, happenedAt: await clinicTime(clinic) });

  /** Sends an act ten times at once, then something else under its key. */
  async function provesOnce(route: string, { by, path, body, other, audited = 1 }: Act): Promise<Response> {
    covered.add(`POST ${route}`);
    const key = randomUUID();
    const before = await acts();
    const replies = await Promise.all(Array.from({ length: TIMES }, () => send(by, path, body, key)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => replies[0]!.status));
    expect(replies[0]!.ok).toBe(true);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(TIMES - 1);
    const refused = await send(by, other.path ?? path, other.body ?? body, key).expect(422);
    expect(refused.body.code).toBe('request.key-reused');
    expect(await acts()).toBe(before + audited);
    return replies[0]!;
  }

  it('records an entry once', async () => {
    const { visitor: by, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const path = `/v1/dosing-sessions/${sessionId}/entries`;
    await provesOnce('/v1/dosing-sessions/{sessionId}/entries', {
      by,
      path,
      body: await entry(),
      other: { body: await entry() },
    });
  });

  it('judges a gate once', async () => {
    const [by, { sessionId }] = [await Visitor.named(clinic, 'Nina'), await Visitor.chaperoneOf(clinic, 'mia')];
    const at = (id: string) => `/v1/dosing-sessions/${id}/gate`;
    const act = { by, path: at(sessionId), body: {}, other: { path: at(randomUUID()) } };
    await provesOnce('/v1/dosing-sessions/{sessionId}/gate', act);
  });

  it('uses up a step-up once, and keeps no refusal', async () => {
    const [by, { sessionId }] = [await Visitor.named(clinic, 'Nina'), await Visitor.chaperoneOf(clinic, 'jonas')];
    const { body: gate } = await by.post(`/v1/dosing-sessions/${sessionId}/gate`).expect(201);
    const [path, body, key] = [`/v1/dosing-sessions/${sessionId}/release`, { gateSeq: gate.seq }, randomUUID()];
    const refused = await send(by, path, body, key).expect(403);
    expect(refused.body.code).toBe('identity.step-up-needed');
    expect((await one('SELECT count(*) FROM idempotency_key WHERE key = $1', key)).count).toBe('0');
    await by.stepUp('Nina');
    const other = { body: { gateSeq: gate.seq + 1 } };
    const { body: release } = await provesOnce('/v1/dosing-sessions/{sessionId}/release', { by, path, body, other });
    await send(by, path, body, key).expect(422); // the gate that was seen is no longer the last one: judged anew, not replayed
    expect(release.isReleased).toBe(false);
  });

  it('adds and removes a paper once', () => addsOnce(clinic, provesOnce));
  it('agrees, signs a letter and lets it leave once', () => writesToOthersOnce(clinic, provesOnce));
  it('publishes clauses once, signs them once and takes consent back once', () => consentsOnce(clinic, provesOnce));
  it('writes into the chart once', () => chartsOnce(clinic, provesOnce));
  it('begins, saves, signs, adds to and throws away a note once', () => notesOnce(clinic, provesOnce));
  it('writes a message once', () => writesOnce(clinic, provesOnce));
  it('says once what another clock means', () => saysZoneOnce(clinic, provesOnce));
  it('changes the rota once', () => changesRotaOnce(clinic, database, provesOnce));
  it('keeps an answer once, reviews once and signs rules once', () => answersOnce(clinic, provesOnce, one));
  it('verifies once what was tried, and takes it back once', () => verifiesOnce(clinic, provesOnce));
  it('signs limits for pausing once', () => limitsOnce(clinic, provesOnce, one));
  it('lets a paused course go on once', () => resumesOnce(clinic, provesOnce));
  it('hands a screening on once, and decides once', () => screensOnce(clinic, provesOnce));
  it('records a basis and the rule of a state once', () => authorizedOnce(clinic, provesOnce, one));
  it('pairs, hands over and covers once', () => pairsOnce(clinic, provesOnce));
  it('enters a licence once, ends it once, and says once where a patient is', () => licensedOnce(clinic, provesOnce, one));
  it('publishes a programme once, enrols in it once and ends it once', () => enrolsOnce(clinic, provesOnce, one));
  it('prescribes once', () => prescribesOnce(clinic, provesOnce, one));
  it('orders, counts, reviews and recalls medicine once', () => suppliesOnce(clinic, provesOnce, one));
  it('signs over what holds a gate once', () => signsOverOnce(clinic, provesOnce));
  it('reports, writes and reviews an incident once', () => incidentsOnce(clinic, provesOnce));
  it('agrees once to stay with a patient', () => agreesOnce(clinic, provesOnce));
  it('hears once how a patient is after a session', () => answersAftercareOnce(clinic, provesOnce));
  it('receives, draws, sees home and sends a form once', () => treatsInClinicOnce(clinic, provesOnce));
  it('writes down once what was said in a session, and hands the board over once', () =>
    worksInRoomsOnce(clinic, provesOnce, one));
  it('comes along once, and is on duty once', () => comesAlongOnce(clinic, provesOnce, one));
  it('prepares once, and signs it once', () => preparesOnce(clinic, provesOnce));
  it('books once, moves once and cancels once', () => booksOnce(clinic, provesOnce));
  it('books a series once, moves it once and cancels it once', () => booksSeriesOnce(clinic, provesOnce));
  it('books, moves, cancels and ends an appointment of another kind once', () => meetsOnce(clinic, provesOnce, one));
  it('makes a group, takes a place, moves it and calls it off once', () => gathersOnce(clinic, provesOnce));
  it('comes to a call once, lets in once and ends once', () => callsOnce(clinic, provesOnce, one));
  it('waits once, declines once, accepts once and leaves once', () => waitsOnce(clinic, provesOnce));
  it('records once that somebody did not come, and decides a late change once', () => endsOnce(clinic, provesOnce, one));

  it('invites once, and once more who has lost every factor', async () => {
    const by = await Visitor.named(clinic, 'Ada');
    const body = { email: 'once@demo.example', displayName: 'Once Only', role: 'patient', zone: 'UTC' };
    const act = { by, path: '/v1/invitations', body, other: { body: { ...body, email: 'twice@demo.example' } } };
    const { personId, invitationId } = (await provesOnce('/v1/invitations', act)).body;
    const sentAt = (id: string) => `/v1/invitations/${id}/again`;
    const again = { by, path: sentAt(invitationId), body: {}, other: { path: sentAt(randomUUID()) } };
    await provesOnce('/v1/invitations/{invitationId}/again', again);
    await by.stepUp('Ada');
    const at = (id: string) => `/v1/people/${id}/invitation`;
    await provesOnce('/v1/people/{personId}/invitation', { by, path: at(personId), body: {}, other: { path: at(randomUUID()) } });
  });

  it('asks for another e-mail address once', () => changesAddressOnce(clinic, provesOnce, database));
  it('gives a role once, signs out once, disables once and enables once, each by one step-up', () =>
    changesPeopleOnce(clinic, provesOnce, database));

  it('records an attendance once, and acknowledges an alert once', async () => {
    const by = await Visitor.named(clinic, 'Iris');
    const { alerts } = (await by.get('/v1/alerts').expect(200)).body;
    const atAlert = (id: string) => `/v1/alerts/${id}/acknowledgement`;
    const alert = { by, path: atAlert(alerts[0].id), body: {}, other: { path: atAlert(randomUUID()) } };
    await provesOnce('/v1/alerts/{alertId}/acknowledgement', alert);
    const { id } = await one("SELECT id FROM integration_visit WHERE state = 'missed'");
    const path = `/v1/integration-visits/${id}/attendance`;
    const visit = { by, path, body: { wasAttended: true }, other: { body: { wasAttended: false } } };
    await provesOnce('/v1/integration-visits/{visitId}/attendance', visit);
  });

  it('changes a team once, and reviews once', async () => {
    const [cast, nina] = [await Cast.of(clinic, database), await Visitor.named(clinic, 'Nina')];
    const team = `/v1/patients/${cast.a.personId}/team`;
    const [first, second] = [await cast.person('therapist'), await cast.person('therapist')];
    const body = { personId: first, why: 'cover' };
    const act = { by: nina, path: team, body, other: { body: { ...body, personId: second } } };
    const { body: member } = await provesOnce('/v1/patients/{patientId}/team', act);
    const path = `${team}/${member.assignmentId}/end`;
    const end = { by: nina, path, body: { why: 'correction' }, other: { body: { why: 'handover' } } };
    await provesOnce('/v1/patients/{patientId}/team/{assignmentId}/end', end);
    const officer = await cast.signIn(await cast.person('physician', ['is_privacy_officer']));
    const [helper, at] = [await cast.person('prescriber'), (id: string, what: string) => `/v1/break-glass/${id}/${what}`];
    const grantId = (await cast.openGlass(helper, cast.c.personId))!;
    const close = { by: await cast.signIn(helper), path: at(grantId, 'end'), body: {}, other: { path: at(randomUUID(), 'end') } };
    await provesOnce('/v1/break-glass/{grantId}/end', close);
    const judged = { body: { outcome: 'justified' }, other: { body: { outcome: 'needs-follow-up' } } };
    await provesOnce('/v1/break-glass/{grantId}/review', { by: officer, path: at(grantId, 'review'), ...judged });
  });

  it('changes settings once, and signs limits once', () => settlesOnce(clinic, database, provesOnce));

  it('closes once', () => closesOnce(clinic, provesOnce, one));

  it('changes hours, wishes and kinds of appointment once', () => keepsHoursOnce(clinic, provesOnce));

  it('takes care of a message once, words a text once, and tries a channel once', async () => {
    const by = await Visitor.named(clinic, 'Ada');
    const { personId } = (await by.get('/v1/me')).body;
    const id = await (await Cast.of(clinic, database)).message(personId);
    const at = (message: string) => `/v1/messages/${message}/remedy`;
    const remedy = { by, path: at(id), body: { remedy: 'taken-care-of' }, other: { body: { remedy: 'send-again' } } };
    await provesOnce('/v1/messages/{messageId}/remedy', remedy);
    const own = { basedOn: 0, words: { subject: 'See you', text: 'See you on {when}.' }, reason: 'Shorter' };
    const words = { by, path: '/v1/message-templates/booked', body: own, other: { body: { ...own, words: null } } };
    await provesOnce('/v1/message-templates/{template}', words);
    const test = { by, path: '/v1/me/contact/test', body: { channel: 'email' }, other: { body: { channel: 'sms' } } };
    await provesOnce('/v1/me/contact/test', test);
  });

  it('releases once, and takes back once', async () => {
    const by = await Visitor.named(clinic, 'Rosa');
    const path = `/v1/patients/${(await by.get('/v1/me')).body.personId}/releases`;
    const body = { email: clinic.signIns.find(({ name }) => name.startsWith('Omar'))!.email, releases: ['schedule'], days: 30 };
    const given = await provesOnce('/v1/patients/{patientId}/releases', {
      by,
      path,
      body,
      other: { body: { ...body, days: 31 } },
    });
    const at = (id: string) => `${path}/${id}/revocation`;
    const act = { by, path: at(given.body.releaseId), body: {}, other: { path: at(randomUUID()) } };
    await provesOnce('/v1/patients/{patientId}/releases/{releaseId}/revocation', act);
  });

  it('was tried on every route that takes a key', async () => {
    const { body } = await new Visitor(clinic).get('/openapi.json');
    const routes = Object.entries<Record<string, { parameters: { $ref?: string }[] }>>(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { parameters }]) => parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey'))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.sort()).toEqual([...covered].sort());
  });

  it('is one of two, when two people send the same key', async () => {
    const { visitor: chaperone, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const [sam, key, path] = [await Visitor.named(clinic, 'Sam'), randomUUID(), `/v1/dosing-sessions/${sessionId}/entries`];
    const [ofChaperone, ofSam] = [await entry(), await entry()];
    await send(chaperone, path, ofChaperone, key).expect(201);
    const reply = await send(sam, path, ofSam, key);
    expect([reply.status, reply.headers['idempotency-replayed'], reply.body.code]).toEqual([201, undefined, undefined]);
    expect(reply.body.entries[0].id).toBe(ofSam.id);
  });

  it('waits for its rival, then says when to come again', async () => {
    const { visitor: by, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const [path, body, key] = [`/v1/dosing-sessions/${sessionId}/entries`, await entry(), randomUUID()];
    const { personId } = (await by.get('/v1/me')).body;
    await database.query('BEGIN');
    await database.query(
      `INSERT INTO idempotency_key (id, person_id, route, key, request_hash)
       VALUES (gen_random_uuid(), $1, 'POST /v1/dosing-sessions/:sessionId/entries', $2, '')`,
      [personId, key],
    );
    const early = await send(by, path, body, key).expect(409);
    expect([early.body.code, early.headers['retry-after']]).toEqual(['request.still-running', '1']);
    await database.query('ROLLBACK');
    await send(by, path, body, key).expect(201);
  });

  it('is answered again only to someone who is still signed in', async () => {
    const { visitor: by, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const [path, body, key] = [`/v1/dosing-sessions/${sessionId}/entries`, await entry(), randomUUID()];
    await send(by, path, body, key).expect(201);
    await send(by, path, body, key).expect(201);
    await by.delete('/v1/sign-ins/current').expect(200);
    await send(by, path, body, key).expect(401);
  });

  it.each([
    ['a key', 'two words'],
    ['too long', 'k'.repeat(256)],
    ['nothing', ''],
    ['no ASCII', 'clé'],
  ])('is refused when its key is %s: %p', async (_, key) => {
    const { visitor: by, sessionId } = await Visitor.chaperoneOf(clinic, 'sam');
    const { body } = await send(by, `/v1/dosing-sessions/${sessionId}/entries`, await entry(), key).expect(400);
    expect(body.facts).toEqual({ fields: ['idempotency-key'] });
  });

  it('leaves no health data in the clear', async () => {
    const { rows } = await database.query('SELECT * FROM idempotency_key');
    expect(rows.length).toBeGreaterThanOrEqual(covered.size);
    expect(JSON.stringify(rows)).not.toMatch(/vitals|systolic|Rosa|isPassed/);
    expect(rows.every(({ reply_sealed: reply }) => /^v1\./.test(reply))).toBe(true);
  });
});
