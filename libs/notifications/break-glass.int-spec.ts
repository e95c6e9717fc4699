import { randomUUID } from 'node:crypto';
import { Audit } from '#audit';
import { BreakGlassService, CareModule, CareService, GlassReviews, TeamService } from '#care';
import type { Caller } from '#identity';
import { Database } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { GlassNotices } from './glass-notices.service.js';
import { NotificationsModule } from './notifications.module.js';

const HOUR_MS = 3_600_000;
let clinic: SmallClinic;
let team: TeamOf;
let nurse: Caller;
let officer: Caller;

beforeAll(async () => {
  clinic = await SmallClinic.open([CareModule, NotificationsModule]);
  team = await clinic.enrol();
  officer = await clinic.person('physician');
  await clinic.read.person.update({ where: { id: officer.personId }, data: { isPrivacyOfficer: true } });
});
beforeEach(async () => {
  nurse = await signedIn('prescriber');
});
afterAll(() => clinic?.close());

/** Somebody with a sign-in in which they have just proven once more who they are. */
async function signedIn(role: 'prescriber' | 'therapist'): Promise<Caller> {
  return signedInAs(await clinic.person(role));
}
async function signedInAs(person: Caller): Promise<Caller> {
  const caller = { ...person, signInId: randomUUID() };
  await clinic.get(Database).sql`
    INSERT INTO sign_in (id, token_hash, person_id, expires_at, stepped_up_at)
    VALUES (${caller.signInId}, ${Buffer.from(randomUUID())}, ${caller.personId}, now() + interval '1 hour', now())`;
  return caller;
}
const stepUp = (caller: Caller) =>
  clinic.get(Database).sql`UPDATE sign_in SET stepped_up_at = now() WHERE id = ${caller.signInId}`;
const glass = () => clinic.get(BreakGlassService);
const emergency = (patientId: string) =>
  ({ patient: { code: patientId }, reason: 'live-session', text: 'The board shows a red session and nobody answers.' }) as const;
const mayOpen = (caller: Caller, scope: 'session' | 'dose' | 'psychotherapy-notes') =>
  clinic.get(CareService).findGround(caller, team.patient.personId, scope);

describe('a record that is opened in an emergency', () => {
  it('is open for seeing and helping, until the hour is over', async () => {
    expect(await mayOpen(nurse, 'session')).toBeNull();
    const { expiresAt, openedAt } = await glass().open(nurse, emergency(team.patient.personId));
    expect(expiresAt.getTime() - openedAt.getTime()).toBe(HOUR_MS);
    expect([await mayOpen(nurse, 'session'), await mayOpen(nurse, 'dose')]).toEqual(['break-glass', null]);
    await clinic.moveTo(new Date(expiresAt.getTime() - 1_000));
    expect(await mayOpen(nurse, 'session')).toBe('break-glass');
    await clinic.moveTo(expiresAt);
    expect(await mayOpen(nurse, 'session')).toBeNull();
  });

  it('is opened once to one person who asks at several places at one moment', async () => {
    const places = await Promise.all(Array.from({ length: 8 }, () => signedInAs(nurse)));
    await Promise.all(places.map(() => clinic.transact((tx) => tx.sql`SELECT pg_sleep(0.2)::text`))); // that all have a connection
    const opened = await Promise.all(places.map((caller) => glass().open(caller, emergency(team.patient.personId))));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(await clinic.read.breakGlassGrant.count({ where: { personId: nurse.personId } })).toBe(1);
  });

  it('never opens psychotherapy notes, not to a therapist either', async () => {
    const therapist = await signedIn('therapist');
    await glass().open(therapist, emergency(team.patient.personId));
    expect(await mayOpen(therapist, 'session')).toBe('break-glass');
    expect(await mayOpen(therapist, 'psychotherapy-notes')).toBeNull();
  });

  it('needs a step-up each time, also when it finds nobody; and such a try is recorded', async () => {
    await expect(glass().open(nurse, emergency(randomUUID()))).rejects.toMatchObject({ code: 'care.not-found' });
    await expect(glass().open(nurse, emergency(team.patient.personId))).rejects.toMatchObject({
      code: 'identity.step-up-needed',
    });
    const missed = { actorId: nurse.personId, action: 'break-glass-missed' };
    expect(await clinic.read.auditEvent.count({ where: missed })).toBe(1);
  });

  it('says of staff and chaperones, too, that there is no such patient', async () => {
    await expect(glass().open(nurse, emergency(team.chaperone.personId))).rejects.toMatchObject({ code: 'care.not-found' });
  });

  it('is not needed by the team, and is opened once however often it is asked for', async () => {
    const first = await glass().open(nurse, emergency(team.patient.personId));
    await stepUp(nurse);
    expect((await glass().open(nurse, emergency(team.patient.personId))).id).toBe(first.id);
    await clinic.get(TeamService).assign(team.prescriber, team.patient.personId, { personId: nurse.personId, why: 'cover' });
    await stepUp(nurse);
    await expect(glass().open(nurse, emergency(team.patient.personId))).rejects.toMatchObject({ code: 'care.in-your-care' });
  });

  it('is named by everything that its opener does with the record, whoever wrote the row', async () => {
    const { id } = await glass().open(nurse, emergency(team.patient.personId));
    const act = { action: 'open', objectType: 'dosing-session', subjectPersonId: team.patient.personId };
    await clinic.transact((tx) => clinic.get(Audit).record(tx, nurse, act));
    await glass().end(nurse, id);
    await clinic.transact((tx) => clinic.get(Audit).record(tx, nurse, act));
    const where = { actorId: nurse.personId, action: 'open' };
    const rows = await clinic.read.auditEvent.findMany({ where, select: { reason: true }, orderBy: { at: 'asc' } });
    expect(rows).toEqual([{ reason: `break-glass:${id}` }, { reason: null }]);
  });

  it('stays as it was written, and open for an hour at most, whatever a program does', async () => {
    const { id } = await glass().open(nurse, emergency(team.patient.personId));
    const { sql } = clinic.get(Database);
    const stays = { code: 'HF001' };
    await expect(sql`UPDATE break_glass_grant SET person_id = patient_id WHERE id = ${id}`).rejects.toMatchObject(stays);
    await expect(
      sql`UPDATE break_glass_grant SET expires_at = expires_at + interval '1 hour' WHERE id = ${id}`,
    ).rejects.toMatchObject(stays);
    await expect(sql`DELETE FROM break_glass_grant WHERE id = ${id}`).rejects.toMatchObject(stays);
    await expect(sql`
      INSERT INTO break_glass_grant (id, patient_id, person_id, reason, text_sealed, expires_at)
      VALUES (gen_random_uuid(), ${team.patient.personId}, ${nurse.personId}, 'other', '', app_now() + interval '61 minutes')`).rejects.toMatchObject(
      {
        constraint: 'break_glass_grant_within_the_hour',
      },
    );
  });
});

describe('what follows an emergency', () => {
  const told = async (personId: string) =>
    (await clinic.waiting('notifications.call-due')).filter(({ payload }) => payload['recipientId'] === personId).length;

  it('tells the privacy officer at once, the medical director after three days, and nobody once it is reviewed', async () => {
    const director = await clinic.person('physician');
    await clinic.read.person.update({ where: { id: director.personId }, data: { isMedicalDirector: true } });
    const { id, openedAt } = await glass().open(nurse, emergency(team.patient.personId));
    expect((await clinic.waiting('care.glass-broken')).map(({ payload }) => payload['grantId'])).toContain(id);
    await clinic.transact((tx) => clinic.get(GlassNotices).broken(tx, id));
    expect(await told(officer.personId)).toBeGreaterThan(0);
    const due = (await clinic.waiting('care.glass-review-overdue')).find(({ payload }) => payload['grantId'] === id)!;
    expect(due.dueAt.getTime() - openedAt.getTime()).toBe(72 * HOUR_MS);
    await clinic.transact((tx) => clinic.get(GlassNotices).overdue(tx, id));
    expect(await told(director.personId)).toBeGreaterThan(0);
    await clinic.get(GlassReviews).review(officer, id, 'justified');
    const left = (await clinic.waiting('care.glass-review-overdue')).filter(({ payload }) => payload['grantId'] === id);
    expect(left).toEqual([]);
  });

  it('is reviewed once, by whoever answers for it, and never by whoever opened it', async () => {
    const reviews = clinic.get(GlassReviews);
    const { id } = await glass().open(nurse, emergency(team.patient.personId));
    await clinic.read.person.update({ where: { id: nurse.personId }, data: { isPrivacyOfficer: true } });
    await expect(reviews.review(team.prescriber, id, 'justified')).rejects.toMatchObject({ code: 'care.not-your-duty' });
    await expect(reviews.review(nurse, id, 'justified')).rejects.toMatchObject({ code: 'care.own-glass' });
    expect(await reviews.review(officer, id, 'not-justified')).toMatchObject({
      outcome: 'not-justified',
      text: expect.stringContaining('red session'),
    });
    await expect(reviews.review(officer, id, 'justified')).rejects.toMatchObject({ code: 'care.reviewed' });
  });

  it('is told to the patient, and to no other', async () => {
    const { id } = await glass().open(nurse, emergency(team.patient.personId));
    const { notices } = await clinic.get(GlassReviews).notices(team.patient, team.patient.personId, { limit: 10 });
    expect(notices[0]).toMatchObject({ grantId: id, reason: 'live-session', personRole: 'prescriber' });
    expect(JSON.stringify(notices)).not.toContain('red session');
    const asked = clinic.get(GlassReviews).notices(team.prescriber, team.patient.personId, { limit: 10 });
    await expect(asked).rejects.toMatchObject({ code: 'care.not-found' });
  });
});
