import type { ZoneTable } from '#kernel';
import { type BusyIn, busyTimes, zonesIn } from './busy-times.js';

const at = (iso: string) => Date.parse(iso);
const NEW_YORK: ZoneTable = {
  zone: 'America/New_York',
  changes: [
    { at: at('2025-11-02T06:00:00Z'), offsetMin: -300 },
    { at: at('2026-03-08T07:00:00Z'), offsetMin: -240 },
    { at: at('2026-11-01T06:00:00Z'), offsetMin: -300 },
  ],
};
const PHOENIX: ZoneTable = { zone: 'America/Phoenix', changes: [{ at: 0, offsetMin: -420 }] };
const within = { from: at('2026-02-01T00:00:00Z'), to: at('2026-12-01T00:00:00Z') };
const into: BusyIn = { within, zones: new Map([['America/New_York', NEW_YORK]]), own: PHOENIX };

const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', 'SUMMARY:Dentist', ...lines, 'END:VEVENT'];
/** Starts, as they are written. */
const starts = (text: string, how = into) => {
  const found = busyTimes(text, how);
  return typeof found === 'string' ? found : found.map(({ from }) => new Date(from).toISOString()).sort();
};
const NY = 'DTSTART;TZID=America/New_York:';

describe('busyTimes', () => {
  it('keeps a weekly hour at its wall time across a change of the clocks', () => {
    const text = calendar(
      ...event(`${NY}20260301T090000`, 'DTEND;TZID=America/New_York:20260301T100000', 'RRULE:FREQ=WEEKLY;COUNT=3'),
    );
    expect(starts(text)).toEqual(['2026-03-01T14:00:00.000Z', '2026-03-08T13:00:00.000Z', '2026-03-15T13:00:00.000Z']);
    const fall = calendar(...event(`${NY}20261025T090000`, 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2'));
    expect(starts(fall)).toEqual(['2026-10-25T13:00:00.000Z', '2026-11-01T14:00:00.000Z']);
  });

  it('leaves out what is excepted, and has what is added, until the last', () => {
    const series = [`${NY}20260601T090000`, 'DURATION:PT30M', 'RRULE:FREQ=DAILY;UNTIL=20260604T130000Z'];
    const text = calendar(
      ...event(...series, 'EXDATE;TZID=America/New_York:20260602T090000', 'EXDATE:20260603T130000Z', 'RDATE:20260610T150000Z'),
    );
    expect(starts(text)).toEqual(['2026-06-01T13:00:00.000Z', '2026-06-04T13:00:00.000Z', '2026-06-10T15:00:00.000Z']);
  });

  it('takes the time that one of a series was moved to, and not the one it had', () => {
    const series = event(`${NY}20260601T090000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2');
    const moved = event('RECURRENCE-ID;TZID=America/New_York:20260602T090000', `${NY}20260602T140000`, 'DURATION:PT1H');
    expect(starts(calendar(...series, ...moved))).toEqual(['2026-06-01T13:00:00.000Z', '2026-06-02T18:00:00.000Z']);
    const cancelled = event('RECURRENCE-ID;TZID=America/New_York:20260602T090000', `${NY}20260602T090000`, 'STATUS:CANCELLED');
    expect(starts(calendar(...series, ...cancelled))).toEqual(['2026-06-01T13:00:00.000Z']);
  });

  it('reads whole days and times without a zone in the zone of their person', () => {
    expect(busyTimes(calendar(...event('DTSTART;VALUE=DATE:20260701')), into)).toEqual([
      { from: at('2026-07-01T07:00:00Z'), to: at('2026-07-02T07:00:00Z') },
    ]);
    expect(starts(calendar(...event('DTSTART:20260701T090000', 'DURATION:PT1H')))).toEqual(['2026-07-01T16:00:00.000Z']);
  });

  it('passes over what is free, cancelled, or takes no time', () => {
    const free = event(`${NY}20260601T090000`, 'DURATION:PT1H', 'TRANSP:TRANSPARENT');
    const off = event(`${NY}20260601T090000`, 'DURATION:PT1H', 'STATUS:CANCELLED');
    expect(starts(calendar(...free, ...off, ...event(`${NY}20260601T090000`)))).toEqual([]);
  });

  it('believes PostgreSQL of a zone, and the calendar itself only of one that PostgreSQL does not know', () => {
    const described = (tzid: string) => [
      'BEGIN:VTIMEZONE',
      `TZID:${tzid}`,
      ...['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0100', 'END:STANDARD'],
      'END:VTIMEZONE',
    ];
    const inZone = (tzid: string) => event(`DTSTART;TZID=${tzid}:20260601T090000`, 'DURATION:PT1H');
    expect(starts(calendar(...described('Office'), ...inZone('Office')))).toEqual(['2026-06-01T08:00:00.000Z']);
    expect(starts(calendar(...described('America/New_York'), ...inZone('America/New_York')))).toEqual([
      '2026-06-01T13:00:00.000Z',
    ]);
    expect(starts(calendar(...inZone('Nowhere')))).toBe('unknown-zone');
    expect(zonesIn(calendar(...inZone('Nowhere')))).toEqual(['Nowhere']);
  });

  it('reads the answer of a free/busy server', () => {
    const told = [
      'BEGIN:VFREEBUSY',
      'FREEBUSY:20260601T130000Z/PT1H',
      'FREEBUSY;FBTYPE=FREE:20260602T130000Z/PT1H',
      'END:VFREEBUSY',
    ];
    expect(starts(calendar(...told))).toEqual(['2026-06-01T13:00:00.000Z']);
  });

  it('says what it cannot read, and does not go on for ever', () => {
    expect(starts('<html>Sign in</html>')).toBe('not-a-calendar');
    expect(starts('')).toBe('not-a-calendar');
    expect(starts(calendar(...event(`${NY}20260201T090000`, 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')))).toBe('too-many-times');
  });
});
