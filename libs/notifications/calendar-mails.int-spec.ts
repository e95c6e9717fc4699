import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';

import { CancellationService, CourseMovesService, DosingBookingsService } from '#integration';
import { Outbox } from '#platform';
import { MailServer } from '../../test/support/mail-server.js';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { DeliveryService } from './delivery.service.js';
import { type Due, messageDue } from './messages.js';
import { NotificationsModule } from './notifications.module.js';

/** Words that must not stand in anybody's calendar. */
const TELLING = /ketamine|dos(e|ing)|therap|session|clinic(al)? visit|depress/i;

let clinic: SmallClinic;
let team: TeamOf;
let server: MailServer;
beforeAll(async () => {
  server = await MailServer.open();
  process.env['SMTP_URL'] = server.url;
  clinic = await SmallClinic.open([NotificationsModule]);
  team = await clinic.enrol();
});
afterAll(async () => {
  delete process.env['SMTP_URL'];
  await clinic?.close();
  await server?.close();
});

/** Sends what the patient is told, by SMTP. @returns the mail as the server got it */
async function mailed(template: 'booked' | 'moved' | 'cancelled' | 'reminder', subjectId: string): Promise<string> {
  const due: Due = { cause: randomUUID(), recipientId: team.patient.personId, channel: 'email', template, subjectId };
  const eventId = await clinic.transact((tx) => clinic.get(Outbox).append(tx, messageDue, due));
  await clinic.get(DeliveryService).deliver(due, eventId);
  return server.taken.at(-1)!;
}

/** The parts of a MIME message with their headers, decoded. */
function partsOf(mail: string): { headers: string; body: string }[] {
  const boundary = /boundary="?([^"\s;]+)/.exec(mail)?.[1];
  if (!boundary) return [];
  return mail
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...body] = part.replace(/^\n/, '').split('\n\n');
      const text = body.join('\n\n');
      const headers = head.replace(/\n[ \t]+/g, ' ');
      return { headers, body: /base64/i.test(headers) ? Buffer.from(text, 'base64').toString('utf8') : text };
    });
}
function calendarIn(mail: string) {
  const file = partsOf(mail).find(({ headers }) => /text\/calendar/.test(headers))!;
  const calendar = new ICAL.Component(ICAL.parse(file.body) as ConstructorParameters<typeof ICAL.Component>[0]);
  const event = calendar.getFirstSubcomponent('vevent')!;
  return {
    headers: file.headers,
    text: file.body,
    method: calendar.getFirstPropertyValue('method'),
    status: event.getFirstPropertyValue('status'),
    ...{ event: new ICAL.Event(event), organizer: event.getFirstPropertyValue('organizer') },
  };
}

describe('an e-mail about an appointment', () => {
  it('puts it into the reader’s calendar, moves it there, and takes it out: by one name and rising numbers, and says nothing', async () => {
    const booked = await clinic.get(DosingBookingsService).book(team.patient, team.patient.personId, await clinic.at(3, 10));
    const appointmentId = booked.appointment.id;
    const first = calendarIn(await mailed('booked', appointmentId));
    const later = await clinic.at(4, 11);
    await clinic.get(CourseMovesService).move(team.patient, booked.sessionId, later, 'patient-request');
    const second = calendarIn(await mailed('moved', appointmentId));
    await clinic.get(CancellationService).cancel(team.patient, booked.sessionId, 'patient-request');
    const third = calendarIn(await mailed('cancelled', appointmentId));
    const all = [first, second, third];
    expect(all.map(({ method, status }) => [method, status])).toEqual([
      ['REQUEST', 'CONFIRMED'],
      ['REQUEST', 'CONFIRMED'],
      ['CANCEL', 'CANCELLED'],
    ]);
    expect(all.map(({ headers, method }) => headers.includes(`method=${String(method)}`))).toEqual([true, true, true]);
    expect(new Set(all.map(({ event }) => event.uid)).size).toBe(1);
    const sequences = all.map(({ event }) => event.sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect([first.event.startDate.toJSDate(), second.event.startDate.toJSDate()]).toEqual([
      new Date(booked.appointment.startsAt),
      later,
    ]);
    for (const { event, text, organizer } of all) {
      expect(event.summary).toBe('Appointment');
      expect(text).not.toMatch(TELLING);
      expect(organizer).toBe('mailto:no-reply@localhost');
    }
  });

  it('has no file where nothing changes in a calendar', async () => {
    const { appointment } = await clinic
      .get(DosingBookingsService)
      .book(team.patient, team.patient.personId, await clinic.at(12, 10));
    expect(await mailed('reminder', appointment.id)).not.toContain('text/calendar');
  });
});
