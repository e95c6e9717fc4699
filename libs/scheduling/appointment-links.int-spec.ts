import type { AppointmentPage } from '#contracts';
import { CancellationService, DosingBookingsService, IntegrationModule, VisitsService } from '#integration';
import { DAY, HOUR } from '#kernel';
import { Database, SealedFields } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { AppointmentLinksService } from './appointment-links.service.js';
import { SchedulingService } from './scheduling.service.js';

const FROM = '192.0.2.7';
let clinic: SmallClinic;
let team: TeamOf;
let booked: Awaited<ReturnType<DosingBookingsService['book']>>;
let links: AppointmentLinksService;
/** Of the visit, unless a test says otherwise. */
let token: string;

const tokenOf = async (appointmentId: string) => {
  const path = await clinic.get(SchedulingService).linkPath(clinic.read, appointmentId);
  return path?.replace('/appointment#', '');
};
const visitAppointment = async () =>
  (await clinic.read.integrationVisit.findUniqueOrThrow({ where: { id: booked.visit.id } })).appointmentId;
const sql = <T extends object>(...statement: Parameters<Database['sql']>) => clinic.get(Database).sql<T>(...statement);
const cancel = () => clinic.get(CancellationService).cancel(team.patient, booked.sessionId, 'patient-request');
const isShut = (page: AppointmentPage, stage: string) => {
  expect(page).toMatchObject({ stage, appointment: null });
  expect(page.clinic.numbers[0]).toEqual({ label: 'Test clinic', number: '+1 212 555 0100' });
};
const CANNOT = { code: 'scheduling.cannot-say-now' };

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
  links = clinic.get(AppointmentLinksService);
});
beforeEach(async () => {
  await clinic.clear();
  await clinic.read.clinicSettings.create({
    data: { name: 'Test clinic', zone: 'America/Phoenix', phone: '+1 212 555 0100', consentVersion: '1' },
  });
  team = await clinic.enrol();
  booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(2, 10));
  token = (await tokenOf(await visitAppointment()))!;
});
afterAll(() => clinic.close());

describe('the page that a link opens', () => {
  it('shows one appointment: when, with whom, whom to call, and nothing else', async () => {
    const page = await links.look(token, FROM);
    expect(page.stage).toBe('ahead');
    expect(page.appointment).toMatchObject({
      kind: 'integration',
      startsAt: booked.visit.startsAt,
      people: [{ displayName: 'Some therapist', part: 'therapist' }],
      arrival: { confirmedAt: null, lateMin: null, lateSaidAt: null },
      mayConfirm: true,
      maySayLate: false,
      callPage: expect.stringMatching(/^\/call\/[0-9a-f-]{36}$/),
    });
    const ofSession = await links.look((await tokenOf(booked.appointment.id))!, FROM);
    expect(ofSession.appointment!.people.map(({ part }) => part).sort()).toEqual(['chaperone', 'prescriber', 'therapist']);
  });

  it('is in the audit each time, as opened by link, with its patient and from where', async () => {
    await links.look(token, FROM);
    await links.confirm(token, FROM);
    const rows = await sql`
      SELECT actor_id AS actor, actor_role AS role, action, purpose, address, object_id AS object FROM audit_event
      WHERE subject_person_id = ${team.patient.personId} AND actor_role = 'link' ORDER BY txid`;
    const row = { actor: team.patient.personId, role: 'link', purpose: 'own', address: FROM, object: await visitAppointment() };
    expect(rows).toEqual([
      { ...row, action: 'open-appointment' },
      { ...row, action: 'confirm-appointment' },
    ]);
  });

  it('signs nobody in, and what opens it stands nowhere', async () => {
    await links.look(token, FROM);
    expect(await clinic.read.signIn.count({ where: { personId: team.patient.personId } })).toBe(0);
    const rows = await sql<{ text: string }>`SELECT l::text AS text FROM appointment_link l`;
    for (const { text } of rows) expect(text).not.toContain(token);
  });

  it('does not open by a token that was made up, or made for something else', async () => {
    const foreign = clinic.get(SealedFields).token('chaperone-link', booked.sessionId);
    const missing = clinic.get(SealedFields).token('appointment-link', booked.sessionId);
    for (const wrong of [`${token}x`, `x${token}`, foreign, missing, 'nothing at all, but long enough']) {
      await expect(links.look(wrong, FROM)).rejects.toMatchObject({ code: 'scheduling.link-unknown', kind: 'refused' });
      await expect(links.confirm(wrong, FROM)).rejects.toMatchObject({ code: 'scheduling.link-unknown' });
    }
  });

  it('can still be opened in the week after, when a missed visit is reminded of; then no more', async () => {
    await clinic.moveTo(new Date(Date.parse(booked.visit.endsAt) + 6 * DAY));
    expect(await links.look(token, FROM)).toMatchObject({ stage: 'past', appointment: { mayConfirm: false, maySayLate: false } });
    await clinic.moveTo(new Date(Date.parse(booked.visit.endsAt) + 7 * DAY));
    isShut(await links.look(token, FROM), 'over');
  });
});

describe('what is said by a link', () => {
  it('is seen by staff with the appointment and the visit; coming once, being late as it was said last', async () => {
    const first = await links.confirm(token, FROM);
    expect((await links.confirm(token, FROM)).appointment!.arrival).toEqual(first.appointment!.arrival);
    await expect(links.sayLate(token, 10, FROM)).rejects.toMatchObject(CANNOT);
    await clinic.moveTo(new Date(Date.parse(booked.visit.startsAt) - HOUR));
    await links.sayLate(token, 10, FROM);
    const { arrival } = (await links.sayLate(token, 15, FROM)).appointment!;
    expect(arrival).toMatchObject({ confirmedAt: first.appointment!.arrival.confirmedAt, lateMin: 15 });
    const seen = await clinic.get(VisitsService).list(team.therapist);
    expect(seen.find(({ id }) => id === booked.visit.id)!.arrival).toEqual(arrival);
  });

  it('cannot be that one will be there, once it has begun; nor that one is late, when it is over', async () => {
    await clinic.moveTo(new Date(booked.visit.startsAt));
    await expect(links.confirm(token, FROM)).rejects.toMatchObject(CANNOT);
    expect((await links.sayLate(token, 30, FROM)).appointment!.arrival.lateMin).toBe(30);
    await clinic.moveTo(new Date(booked.visit.endsAt));
    await expect(links.sayLate(token, 30, FROM)).rejects.toMatchObject(CANNOT);
  });
});

describe('a link ends', () => {
  it('with its appointment, and explains it', async () => {
    await cancel();
    isShut(await links.look(token, FROM), 'cancelled');
    await expect(links.confirm(token, FROM)).rejects.toMatchObject(CANNOT);
    expect(await tokenOf(await visitAppointment())).toBeUndefined();
  });

  it('with a cancellation that comes at the same time: said before it, or refused', async () => {
    const said = Array.from({ length: 6 }, () =>
      links.confirm(token, FROM).then(
        () => 'said',
        ({ code }: { code: string }) => code,
      ),
    );
    const [, ...outcomes] = await Promise.all([cancel(), ...said]);
    for (const outcome of outcomes) expect(['said', CANNOT.code]).toContain(outcome);
  });

  it('when the appointment is moved, which then has another one', async () => {
    const id = await visitAppointment();
    await sql`UPDATE appointment SET starts_at = starts_at + interval '1 minute', version = version + 1 WHERE id = ${id}`;
    isShut(await links.look(token, FROM), 'revoked');
    const path = await clinic.get(SchedulingService).linkPath(clinic.read, id);
    expect(path).toContain('#');
    expect(path).not.toContain(token);
  });

  it('when its patient is disabled, for good', async () => {
    const id = team.patient.personId;
    await sql`UPDATE person SET disabled_at = now() WHERE id = ${id}`;
    isShut(await links.look(token, FROM), 'revoked');
    await sql`UPDATE person SET disabled_at = NULL WHERE id = ${id}`;
    isShut(await links.look(token, FROM), 'revoked');
    await expect(sql`UPDATE appointment_link SET revoked_at = NULL WHERE revoked_at IS NOT NULL`).rejects.toThrow('and revoked');
  });
});
