import { randomUUID } from 'node:crypto';

import { AlertsService } from '#alerts';
import { CareService } from '#care';
import type { Caller } from '#identity';
import { CancellationService, DosingBookingsService } from '#integration';
import { Database } from '#platform';
import type { ReminderKind } from '#scheduling';
import { SessionsService } from '#sessions';
import { asOwner } from '../../test/support/owner.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { CallsService } from './calls.service.js';
import { CapturedMailbox } from './captured-mailbox.service.js';
import { DeliveryService } from './delivery.service.js';
import type { Due } from './messages.js';
import { NoticesService } from './notices.service.js';
import { NotificationsModule } from './notifications.module.js';
import { ReleaseNotices } from './release-notices.service.js';
import { StaffNoticesService } from './staff-notices.service.js';

let clinic: SmallClinic;
let team: TeamOf;
let booked: Awaited<ReturnType<DosingBookingsService['book']>>;

beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
});
beforeEach(async () => {
  team = await clinic.enrol();
  await sleepsNever(...Object.values(team));
  booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(2, 10));
});
afterAll(() => clinic.close());

/** Whatever time it is while this runs. */
const sleepsNever = (...people: Caller[]) =>
  clinic.read.contactPreference.createMany({
    data: people.map(({ personId }) => ({ personId, quietFromMin: 0, quietToMin: 0 })),
  });
type Row = Readonly<{ id: string; name: string; payload: Due }>;
/** What waits to be sent to one of the team. */
const waiting = (): Promise<Row[]> =>
  clinic.get(Database).sql<Row>`
    SELECT id, name, payload FROM outbox_event
    WHERE name LIKE 'notifications.%' AND done_at IS NULL AND voided_at IS NULL
      AND payload ->> 'recipientId' = ANY(${Object.values(team).map(({ personId }) => personId)}) ORDER BY created_at, payload ->> 'channel', id`;
/** Delivers what waits, and reads what everybody of the team has got so far. */
async function mailbox(of: Caller): Promise<{ channel: string; subject: string | null; text: string }[]> {
  for (const { id, payload } of await waiting()) await clinic.get(DeliveryService).deliver(payload, id);
  const captured = await clinic.get(CapturedMailbox).list({ limit: 50, recipientId: of.personId });
  expect(await inPages(of.personId)).toEqual(captured.messages.map(({ id }) => id));
  return captured.messages.reverse().map(({ channel, subject, text }) => ({ channel, subject, text }));
}
/** The same mailbox, one message a page. */
async function inPages(recipientId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const page = await clinic.get(CapturedMailbox).list({ limit: 1, recipientId, before });
    ids.push(...page.messages.map(({ id }) => id));
    before = page.next;
  }
  return ids;
}
const remind = (kind: ReminderKind) =>
  clinic.transact((tx) => clinic.get(NoticesService).remind(tx, booked.appointment.id, kind));
const cancel = () => clinic.get(CancellationService).cancel(team.patient, booked.sessionId, 'patient-request');

describe('notices of an appointment', () => {
  it('tell the patient by e-mail, and the chaperone by text with the link', async () => {
    await clinic.transact((tx) => clinic.get(NoticesService).booked(tx, booked.appointment.id));
    expect(await mailbox(team.patient)).toEqual([
      {
        channel: 'email',
        subject: 'Your appointment is booked',
        text: expect.stringMatching(/^Your appointment: \w+, \d+ \w+, 10:00\.\n.*http:\/\/localhost:3000\/call\/[0-9a-f-]{36}\n/),
      },
    ]);
    expect(await mailbox(team.chaperone)).toEqual([
      { channel: 'sms', subject: null, text: expect.stringMatching(/http:\/\/localhost:3000\/chaperone#[\w.-]{40,}/) },
    ]);
  });

  it('tell the patient that somebody else will be there, once for each change, and nobody else', async () => {
    const tell = (version: number) =>
      clinic.transact((tx) => clinic.get(NoticesService).ledByOthers(tx, booked.appointment.id, version));
    await tell(2);
    await tell(2);
    expect((await mailbox(team.patient)).map(({ channel, subject }) => [channel, subject])).toEqual([
      ['email', 'Somebody else will be there for your appointment'],
    ]);
    expect(await mailbox(team.chaperone)).toEqual([]);
  });

  it('say both times where the patient lives in another zone', async () => {
    await clinic.read.person.update({ where: { id: team.patient.personId }, data: { zone: 'Asia/Kathmandu' } });
    await remind('t-24h');
    const [{ text } = { text: '' }] = await mailbox(team.patient);
    expect(text).toMatch(/22:45 your time \(\w+, \d+ \w+, 10:00 at the clinic\)/);
  });

  it('have no companion for a visit', async () => {
    await clinic.transact((tx) => clinic.get(NoticesService).booked(tx, booked.visit.id)); // no appointment at all
    const { appointmentId } = await clinic.read.integrationVisit.findUniqueOrThrow({ where: { id: booked.visit.id } });
    await clinic.transact((tx) => clinic.get(NoticesService).booked(tx, appointmentId));
    const told = (await waiting()).map(({ payload }) => [payload.recipientId, payload.channel]).sort();
    expect(told).toEqual(['email', 'inbox'].map((channel) => [team.patient.personId, channel]));
  });

  it('go through the other channel where somebody has only that, and become an alert where there is none', async () => {
    const { personId: id } = team.patient;
    await clinic.read.person.update({ where: { id }, data: { emailSealed: null } });
    await remind('t-24h');
    expect(await mailbox(team.patient)).toMatchObject([{ channel: 'sms', subject: null }]);
    await clinic.read.person.update({ where: { id }, data: { phoneSealed: null } });
    await remind('t-2h');
    const alerts = await clinic.read.clinicAlert.findMany({
      where: { subjectId: booked.appointment.id },
      select: { kind: true },
    });
    expect(alerts).toEqual([{ kind: 'message_failed' }]);
  });
});

/** The page that opens without a sign-in; its token behind the `#`. */
const PAGE = /http:\/\/localhost:3000\/appointment#[\w.-]{40,}$/m;

describe('reminders', () => {
  it('have the link of their appointment, and each appointment one of its own', async () => {
    const { appointmentId } = await clinic.read.integrationVisit.findUniqueOrThrow({ where: { id: booked.visit.id } });
    await remind('t-24h');
    await clinic.transact((tx) => clinic.get(NoticesService).remind(tx, appointmentId, 't-24h'));
    const links = (await mailbox(team.patient)).map(({ text }) => PAGE.exec(text)?.[0]);
    expect([links.length, new Set(links).size, links.includes(undefined)]).toEqual([2, 2, false]);
  });

  it('show the way to the own page where the link was revoked', async () => {
    await clinic.get(Database)
      .sql`UPDATE appointment_link SET revoked_at = app_now() WHERE appointment_id = ${booked.appointment.id}`;
    await remind('t-24h');
    expect((await mailbox(team.patient))[0]!.text).toMatch(/3000\/home$/m);
  });

  it('are sent once each', async () => {
    for (const kind of ['t-24h', 't-24h', 't-2h'] as const) await remind(kind);
    expect((await mailbox(team.patient)).map(({ subject }) => subject)).toEqual([
      'Your appointment is soon',
      'Your appointment is soon',
    ]);
    expect(await mailbox(team.chaperone)).toHaveLength(2);
  });

  it('of a cancelled appointment send nothing', async () => {
    await cancel();
    await remind('t-24h');
    expect([await mailbox(team.patient), await mailbox(team.chaperone)]).toEqual([[], []]);
  });

  it('that are on their way are taken back by the cancellation, in its transaction', async () => {
    await remind('t-2h');
    expect(await waiting()).toHaveLength(3);
    await cancel();
    expect(await waiting()).toEqual([]);
  });

  it('of an appointment that is over say nothing', async () => {
    await remind('t-2h');
    const { id, startsAt } = booked.appointment;
    const past = new Date(Date.parse(startsAt) - 7 * 86_400_000);
    await clinic.read.appointment.update({
      where: { id },
      data: { startsAt: past, endsAt: new Date(past.getTime() + 3_600_000), version: { increment: 1 } },
    });
    expect(await mailbox(team.patient)).toEqual([]);
  });
});

describe('calls', () => {
  /** The chaperone asks for help; what it becomes is an alert with its first tier. */
  async function askFor(asked: 'prescriber' | 'emergency'): Promise<string> {
    const chaperone = { ...team.chaperone, sessionScope: booked.sessionId };
    const now = Date.now();
    const help = { id: randomUUID(), type: 'help', payload: { asked }, happenedAt: now } as const;
    const entries = await clinic.get(SessionsService).record(chaperone, booked.sessionId, help);
    const alert = entries.find(({ type }) => type === 'alert') as unknown as { payload: { alertId: string } };
    return alert.payload.alertId;
  }
  const climb = (alertId: string, tier: number) =>
    clinic.transact((tx) => clinic.get(CallsService).climb(tx, booked.sessionId, alertId, tier));
  const recipients = async () => (await waiting()).map(({ payload }) => payload.recipientId);

  it('go straight from the claim, through every channel that reaches a person', async () => {
    await climb(await askFor('prescriber'), 1);
    const rows = await waiting();
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(['notifications.call-due']));
    expect((await mailbox(team.prescriber)).map(({ channel }) => channel).sort()).toEqual(['email', 'sms']);
    expect((await mailbox(team.prescriber))[0]!.text).toContain(
      `level 2, and you are asked for. Please answer on the board:\nhttp://localhost:3000/board/${booked.sessionId}`,
    );
  });

  it('reach nobody twice in one tier, and everybody again in the next', async () => {
    const alertId = await askFor('prescriber');
    await climb(alertId, 1);
    const first = await recipients();
    await climb(alertId, 1);
    expect(await recipients()).toEqual(first);
    await asOwner('TRUNCATE on_call_duty');
    await clinic.person('admin');
    await climb(alertId, 3);
    expect(new Set(await recipients())).toEqual(
      new Set([team.chaperone, team.therapist, team.prescriber].map(({ personId }) => personId)),
    );
  });

  it('stop when somebody has answered', async () => {
    const alertId = await askFor('prescriber');
    const happenedAt = Date.now();
    const answer = { id: randomUUID(), type: 'acknowledgement', payload: { alertId }, happenedAt } as const;
    await clinic.get(SessionsService).record(team.prescriber, booked.sessionId, answer);
    await climb(alertId, 2);
    expect(await recipients()).toEqual([]);
  });

  it('bring the words for an emergency to the chaperone, and the patient to whoever is on call', async () => {
    const onCall = await clinic.person('prescriber');
    const always = { startsAt: new Date(0), endsAt: new Date('2100-01-01') };
    await clinic.read.onCallDuty.create({ data: { id: randomUUID(), personId: onCall.personId, ...always } });
    await climb(await askFor('emergency'), 1);
    const [{ channel, text } = { channel: '', text: '' }] = await mailbox(team.chaperone);
    expect([channel, text]).toEqual(['sms', expect.stringMatching(/Call 911 at once[\s\S]*\/chaperone#/)]);
    await clinic.get(CareService).requireAccess(onCall, team.patient.personId, 'dose');
  });
});

describe('staff', () => {
  it('hear of what was given up, unless it was such a message itself', async () => {
    const admin = await clinic.person('admin');
    const park = (name: string, eventId: string) =>
      clinic.transact((tx) => clinic.get(StaffNoticesService).messageParked(tx, eventId, name));
    const told = async () =>
      (await clinic.waiting('notifications.message-due')).filter(({ payload }) => payload['recipientId'] === admin.personId)
        .length;
    const [page, letter] = [randomUUID(), randomUUID()];
    await park('sessions.alert-climbed', page);
    expect(await told()).toBe(1);
    await park('notifications.message-due', letter);
    expect(await told()).toBe(1);
    const alerts = await clinic.read.clinicAlert.findMany({
      where: { subjectId: { in: [page, letter] } },
      select: { kind: true },
    });
    expect(alerts).toEqual([{ kind: 'message_parked' }, { kind: 'message_parked' }]);
  });

  it('hear that somebody is away who is booked: those who run the clinic, and who is on call, each once', async () => {
    const [admin, prescriber] = [await clinic.person('admin'), await clinic.person('prescriber')];
    const duty = { startsAt: await clinic.at(-1), endsAt: await clinic.at(60) };
    await clinic.read.onCallDuty.create({ data: { id: randomUUID(), personId: prescriber.personId, ...duty } });
    const onCall = await clinic.get(AlertsService).onCallNow(); // others of this file may be, too: one answers
    const closureId = randomUUID();
    await clinic.transact((tx) => clinic.get(StaffNoticesService).cliniciansAway(tx, closureId));
    const told = (await clinic.waiting('notifications.message-due')).filter(({ payload }) => payload['subjectId'] === closureId);
    const recipients = told.map(({ payload }) => payload['recipientId']);
    expect(recipients).toEqual(expect.arrayContaining([admin.personId, onCall.personId]));
    expect(new Set(recipients).size).toBe(recipients.length);
    expect(recipients).not.toContain(team.patient.personId);
  });

  it('are not those who have the medicine in their hands: these are called, when it is taken back, by every channel', async () => {
    const takenBack = (sessionId: string) =>
      clinic.transact((tx) => clinic.get(ReleaseNotices).takenBack(tx, sessionId, randomUUID()));
    await takenBack(booked.sessionId);
    const [patient, chaperone] = [await mailbox(team.patient), await mailbox(team.chaperone)];
    expect(patient.map(({ channel }) => channel).sort()).toEqual(['email', 'sms']);
    for (const { text } of patient) expect(text).toContain('Please wait, and do nothing yet');
    expect(chaperone).toMatchObject([{ channel: 'sms', text: expect.stringContaining('Please open your page now') }]);
    await cancel();
    await takenBack(booked.sessionId);
    expect(await mailbox(team.patient)).toHaveLength(patient.length);
  });

  it('hear of a missed visit, and the patient is reminded of it', async () => {
    const staff = clinic.get(StaffNoticesService);
    await clinic.transact((tx) => staff.visitMissed(tx, booked.visit.id));
    await clinic.transact((tx) => staff.nudge(tx, booked.visit.id, 1));
    expect(await mailbox(team.therapist)).toMatchObject([{ channel: 'email', subject: 'Something needs you' }]);
    expect(await mailbox(team.patient)).toMatchObject([
      { channel: 'email', subject: 'We missed you', text: expect.stringMatching(PAGE) },
    ]);
    const alert = await clinic.read.clinicAlert.findFirstOrThrow({ where: { subjectId: booked.visit.id } });
    expect(alert).toMatchObject({ kind: 'visit_missed', patientId: team.patient.personId });
    expect((await clinic.read.integrationVisit.findUniqueOrThrow({ where: { id: booked.visit.id } })).nudges).toBe(1);
  });
});
