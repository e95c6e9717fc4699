import ICAL from 'ical.js';

import { type CalendarEntry, feedText, invitation } from './calendar-text.js';

const reading = { page: 'https://clinic.example/home', zone: 'America/New_York', clinicZone: 'America/Los_Angeles' };
const entry: CalendarEntry = {
  id: '6f1c2f0e-0c1f-4f57-9a5e-0d3c1a2b3c4d',
  kind: 'follow_up',
  startsAt: new Date('2026-11-01T15:00:00Z'),
  endsAt: new Date('2026-11-01T17:00:00Z'),
  isCancelled: false,
  version: 3,
  changedAt: new Date('2026-10-20T10:00:00Z'),
  local: 'Sunday, 1 November, 10:00',
  clinic: 'Sunday, 1 November, 07:00',
};
const read = (text: string) => new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
const eventIn = (text: string) => read(text).getFirstSubcomponent('vevent')!;

describe('feedText', () => {
  it('is read by another library as the same instants, whatever zone it is in', () => {
    const event = new ICAL.Event(eventIn(feedText([entry], reading)));
    expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([entry.startsAt, entry.endsAt]);
    expect([event.uid, event.sequence, event.summary]).toEqual([`appointment-${entry.id}@clinic.example`, 3, 'Appointment']);
  });

  it('says the time in words of both zones where they differ, and of one where they do not', () => {
    const said = (one: CalendarEntry) => eventIn(feedText([one], reading)).getFirstPropertyValue('description');
    expect(said(entry)).toBe(
      'Sunday, 1 November, 10:00, New York time (at the clinic: Sunday, 1 November, 07:00, Los Angeles time)',
    );
    expect(said({ ...entry, clinic: entry.local })).toBe('Sunday, 1 November, 10:00, New York time');
  });

  it('leads to the page of the call; of what is not held by video, or cancelled, to the reader’s own', () => {
    const url = (one: CalendarEntry) => eventIn(feedText([one], reading)).getFirstPropertyValue('url');
    expect(url(entry)).toBe(`https://clinic.example/call/${entry.id}`);
    expect(url({ ...entry, kind: 'in_clinic' })).toBe('https://clinic.example/home');
    expect(url({ ...entry, isCancelled: true })).toBe('https://clinic.example/home');
  });

  it('keeps what is cancelled as cancelled, asks to be looked at again, and is the same as long as nothing changes', () => {
    const text = feedText([{ ...entry, isCancelled: true }], reading);
    expect(eventIn(text).getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
    expect(text).toContain('X-PUBLISHED-TTL:PT1H');
    expect(text).toContain('LAST-MODIFIED:20261020T100000Z');
    expect(feedText([{ ...entry, isCancelled: true }], reading)).toBe(text);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it('is a calendar also without anything in it', () => {
    expect(read(feedText([], reading)).getAllSubcomponents('vevent')).toEqual([]);
  });
});

describe('invitation', () => {
  const mail = { to: 'somebody@test.example', from: 'no-reply@clinic.example' };

  it('asks a program to put the appointment in, under the name that the feed gives it', () => {
    const { method, content } = invitation(entry, reading, mail);
    expect([method, read(content).getFirstPropertyValue('method')]).toEqual(['REQUEST', 'REQUEST']);
    const event = eventIn(content);
    expect(event.getFirstPropertyValue('uid')).toBe(eventIn(feedText([entry], reading)).getFirstPropertyValue('uid'));
    expect(event.getFirstPropertyValue('organizer')).toBe('mailto:no-reply@clinic.example');
    expect(event.getFirstPropertyValue('attendee')).toMatch(/somebody@test\.example$/i);
    expect(event.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  it('takes it out by a higher sequence', () => {
    const { method, content } = invitation({ ...entry, isCancelled: true, version: 4 }, reading, mail);
    expect(method).toBe('CANCEL');
    expect([eventIn(content).getFirstPropertyValue('sequence'), eventIn(content).getFirstPropertyValue('status')]).toEqual([
      4,
      'CANCELLED',
    ]);
  });
});
