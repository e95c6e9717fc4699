import ICAL from 'ical.js';

import { CancellationService, CourseChoice, DosingBookingsService, IntegrationModule } from '#integration';
import { Clock, Database } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { FeedsService } from './feeds.service.js';
import { InvitationsToCalendars, MyCalendarService } from './my-calendar.service.js';
import { SchedulingService } from './scheduling.service.js';

const FROM = '192.0.2.7';
let clinic: SmallClinic;
let team: TeamOf;
let feeds: FeedsService;
let secret: string;
let appointmentId: string;
let sessionId: string;

const sql = <T extends object>(...statement: Parameters<Database['sql']>) => clinic.get(Database).sql<T>(...statement);
const eventsIn = (text: string) => new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent');
const readEvents = async (with_ = secret) => eventsIn((await feeds.read(with_, FROM)).text);
const make = async (who = team.patient) => (await feeds.make(who)).address.split('/').at(-1)!;
const GONE = { code: 'request.not-found' };

beforeAll(async () => {
  clinic = await SmallClinic.open([IntegrationModule]);
  feeds = clinic.get(FeedsService);
});
beforeEach(async () => {
  await clinic.clear();
  const settings = { name: 'Test clinic', zone: 'America/Phoenix', phone: '+1 212 555 0100', consentVersion: '1' };
  await clinic.read.clinicSettings.create({ data: settings });
  team = await clinic.enrol();
  const booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(2, 10));
  [appointmentId, sessionId] = [booked.appointment.id, booked.sessionId];
  secret = await make();
});
afterAll(() => clinic.close());

describe('the address of a calendar', () => {
  it('opens one’s own appointments, and nobody else’s, under a title that says nothing', async () => {
    const { text } = await feeds.read(secret, FROM);
    expect(eventsIn(text)).toHaveLength(2);
    expect(eventsIn(text).map((event) => event.getFirstPropertyValue('summary'))).toEqual(['Appointment', 'Appointment']);
    expect(text).not.toMatch(/dosing|integration|therapist|prescriber|ketamine|Some |Test St/i);
    const stranger = await clinic.enrol();
    expect(await readEvents(await make(stranger.patient))).toEqual([]);
    expect(await readEvents(await make(team.therapist))).toHaveLength(2);
  });

  it.each(['America/New_York', 'Europe/Paris', 'Australia/Lord_Howe'])(
    'gives the instants of the API and the words of the e-mail in %s, across both changes of the clocks',
    async (zone) => {
      await sql`UPDATE person SET zone = ${zone} WHERE id = ${team.patient.personId}`;
      const year = (await clinic.get(Clock).now()).getUTCFullYear() + 1; // all of it lies ahead, in whatever year this runs
      for (const startsAt of [
        '03-07',
        '03-09',
        '03-28',
        '03-30',
        '06-15',
        '10-03',
        '10-05',
        '10-24',
        '10-26',
        '10-31',
        '11-02',
      ]) {
        const from = new Date(`${year}-${startsAt}T18:00:00Z`);
        await clinic.moveTo(new Date(from.getTime() - 86_400_000));
        await sql`UPDATE appointment SET starts_at = ${from}, ends_at = ${new Date(from.getTime() + 7_200_000)}, version = version + 1 WHERE id = ${appointmentId}`;
        const api = (await clinic.get(SchedulingService).findMany(clinic.read, [appointmentId])).get(appointmentId)!;
        const event = (await readEvents()).find((one) => String(one.getFirstPropertyValue('uid')).includes(appointmentId))!;
        expect(new ICAL.Event(event).startDate.toJSDate().toISOString()).toBe(api.startsAt);
        expect(new ICAL.Event(event).endDate.toJSDate().toISOString()).toBe(api.endsAt);
        const [words] = await sql<{ local: string }>`
          SELECT to_char(${from}::timestamptz AT TIME ZONE ${zone}::text, 'FMDay, FMDD FMMonth, HH24:MI') AS local`;
        expect(event.getFirstPropertyValue('description')).toContain(words!.local);
        const page = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(from);
        expect(words!.local).toContain(page);
      }
    },
  );

  it('counts changes, keeps what was cancelled for thirty days, and never shows what is only held', async () => {
    await clinic.get(CancellationService).cancel(team.patient, sessionId, 'illness');
    const [event] = (await readEvents()).filter((one) => String(one.getFirstPropertyValue('uid')).includes(appointmentId));
    expect([event!.getFirstPropertyValue('status'), event!.getFirstPropertyValue('sequence')]).toEqual(['CANCELLED', 2]);
    await clinic.moveTo(await clinic.at(31));
    expect(await readEvents()).toEqual([]);
    const [other, startsAt] = [await clinic.enrol(), await clinic.at(2, 10)];
    await clinic.get(CourseChoice).hold(other.patient, other.patient.personId, startsAt);
    expect(await readEvents(await make(other.patient))).toEqual([]);
  });

  it('has the same tag as long as nothing has changed', async () => {
    const { tag } = await feeds.read(secret, FROM);
    expect((await feeds.read(secret.replace(/\.ics$/, ''), FROM)).tag).toBe(tag);
    await clinic.get(CancellationService).cancel(team.patient, sessionId, 'illness');
    expect((await feeds.read(secret, FROM)).tag).not.toBe(tag);
  });

  it('ends when another is made, when it is ended, and when its person may not come in', async () => {
    const next = await make();
    await expect(feeds.read(secret, FROM)).rejects.toMatchObject(GONE);
    expect(await readEvents(next)).toHaveLength(2);
    await feeds.end(team.patient);
    await expect(feeds.read(next, FROM)).rejects.toMatchObject(GONE);
    const last = await make();
    await sql`UPDATE person SET disabled_at = app_now() WHERE id = ${team.patient.personId}`;
    await expect(feeds.read(last, FROM)).rejects.toMatchObject(GONE);
    await expect(feeds.read('made-up', FROM)).rejects.toMatchObject(GONE);
    await expect(sql`UPDATE calendar_feed SET revoked_at = NULL`).rejects.toMatchObject({ code: 'HF002' });
  });

  it('stands nowhere, is audited once a day, and says when it was last asked for', async () => {
    for (let i = 0; i < 3; i++) await feeds.read(secret, FROM);
    const rows = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM audit_event WHERE action = 'fetch-calendar' AND subject_person_id = ${team.patient.personId}`;
    expect(rows[0]!.n).toBe(1);
    expect((await clinic.get(MyCalendarService).read(team.patient)).feed!.fetchedAt).not.toBeNull();
    const [kept] = await sql<{ text: string }>`
      SELECT (SELECT string_agg(f::text, ' ') FROM calendar_feed f) || (SELECT string_agg(a::text, ' ') FROM audit_event a) AS text`;
    expect(kept!.text).not.toContain(secret.replace(/\.ics$/, ''));
  });

  it('is slowed down when a program asks without end', async () => {
    const tries = Array.from({ length: 35 }, () => feeds.read(secret, FROM).catch((error: { code: string }) => error.code));
    expect(await Promise.all(tries)).toContain('request.too-many');
  });

  it('goes with an e-mail as the same appointment', async () => {
    const uid = (text: string) => eventsIn(text)[0]!.getFirstPropertyValue('uid');
    const asked = await clinic.transact((tx) => clinic.get(InvitationsToCalendars).of(tx, appointmentId, team.patient.personId));
    expect(asked!.method).toBe('REQUEST');
    expect(uid(asked!.content)).toContain(appointmentId);
    await clinic.get(CancellationService).cancel(team.patient, sessionId, 'illness');
    const taken = await clinic.transact((tx) => clinic.get(InvitationsToCalendars).of(tx, appointmentId, team.patient.personId));
    expect([taken!.method, uid(taken!.content)]).toEqual(['CANCEL', uid(asked!.content)]);
  });
});
