import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CourseChoice, IntegrationModule } from '#integration';
import { Database } from '#platform';
import { SmallClinic, type TeamOf } from '../../test/support/small-clinic.js';
import { ExternalCalendarRepository } from './external-calendar.repository.js';
import { ExternalCalendarsService } from './external-calendars.service.js';
import { MyCalendarService } from './my-calendar.service.js';
import { RemoteCalendar } from './remote-calendar.js';

let clinic: SmallClinic;
let team: TeamOf;
let server: Server;
let others: ExternalCalendarsService;
let answer: { status: number; text: string; headers?: Record<string, string> };
let asked = 0;

const sql = <T extends object>(...statement: Parameters<Database['sql']>) => clinic.get(Database).sql<T>(...statement);
const address = (path = '/cal.ics') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');
const calendar = (...events: [Date, Date][]) =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap(([from, to], i) => [
      'BEGIN:VEVENT',
      `UID:${i}`,
      'SUMMARY:Secret canary of a title',
      `DTSTART:${utc(from)}`,
      `DTEND:${utc(to)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');
const state = async () => (await clinic.get(MyCalendarService).read(team.therapist)).other;
/** Does what waits, as the worker would. @param isMuchLater whether real time has gone on since the last try */
async function look(isMuchLater = true): Promise<void> {
  if (isMuchLater) await sql`UPDATE external_calendar SET asked_at = NULL`;
  const [row] = await sql<{ id: string }>`
    SELECT id FROM outbox_event WHERE name = 'scheduling.calendar-due' AND done_at IS NULL AND voided_at IS NULL`;
  await others.look(team.therapist.personId, row!.id);
}
const times = async () => {
  const [from, patientId] = [(await clinic.at(2)).toISOString().slice(0, 10), team.patient.personId];
  const { times: free } = await clinic.get(CourseChoice).list(team.patient, patientId, { from, days: 1 });
  return free.map(({ startsAt }) => startsAt);
};

beforeAll(async () => {
  process.env['HEARTH_LOCAL_CALENDARS'] = '1';
  clinic = await SmallClinic.open([IntegrationModule]);
  others = clinic.get(ExternalCalendarsService);
  server = createServer((_, reply) => {
    asked += 1;
    reply.writeHead(answer.status, answer.headers).end(answer.text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
beforeEach(async () => {
  await clinic.clear();
  const settings = { name: 'Test clinic', zone: 'America/Phoenix', phone: '+1 212 555 0100', consentVersion: '1' };
  await clinic.read.clinicSettings.create({ data: settings });
  team = await clinic.enrol();
  answer = { status: 200, text: calendar([await clinic.at(2, 10), await clinic.at(2, 18)]) };
});
afterAll(async () => {
  delete process.env['HEARTH_LOCAL_CALENDARS'];
  await new Promise((done) => server.close(done));
  await clinic.close();
});

describe('the other calendar of a clinician', () => {
  it('takes their time, keeps no title, and gives the time back when it is removed', async () => {
    const before = await times();
    await others.set(team.therapist, address());
    await look();
    expect(await state()).toMatchObject({ host: new URL(address()).host, problem: null, busyTimes: 1 });
    const during = await times();
    expect(during.length).toBeLessThan(before.length);
    const taken = (await clinic.at(2, 11)).toISOString();
    expect([before.includes(taken), during.includes(taken)]).toEqual([true, false]);
    const [kept] = await sql<{ text: string }>`
      SELECT (SELECT string_agg(b::text, ' ') FROM external_busy b) || (SELECT string_agg(c::text, ' ') FROM external_calendar c) AS text`;
    expect(kept!.text).not.toMatch(/canary|cal\.ics/);
    await others.end(team.therapist);
    expect([await times(), await state()]).toEqual([before, null]);
    expect(await clinic.waiting('scheduling.calendar-due')).toEqual([]);
  });

  it('is looked at again by itself a quarter of an hour later, and asked no more often than every five minutes of real time', async () => {
    await others.set(team.therapist, address());
    await look();
    const before = asked;
    await look(false);
    expect(asked).toBe(before);
    const [next] = await clinic.waiting('scheduling.calendar-due');
    expect(next!.payload).toEqual({ personId: team.therapist.personId });
    expect(next!.dueAt.getTime() - Date.now()).toBeGreaterThan(13 * 60_000);
    await look();
    expect(asked).toBe(before + 1);
  });

  it.each([
    [{ status: 500, text: '' }, 'unreachable'],
    [{ status: 404, text: '' }, 'not-found'],
    [{ status: 401, text: '' }, 'not-allowed'],
    [{ status: 200, text: '<html>' }, 'not-a-calendar'],
    [{ status: 200, text: 'x'.repeat(2_100_000) }, 'too-large'],
    [{ status: 302, text: '', headers: { location: '/cal.ics' } }, 'address-refused'],
    [{ status: 200, text: calendar() }, 'suddenly-empty'],
  ])('keeps what was known when it fails, and says so (%#)', async (broken, problem) => {
    await others.set(team.therapist, address());
    await look();
    answer = broken;
    await look();
    expect(await state()).toMatchObject({ problem, busyTimes: 1 });
    const within = { from: (await clinic.at(0)).getTime(), to: (await clinic.at(9)).getTime() };
    const busy = await clinic.get(ExternalCalendarRepository).findBusy([team.therapist.personId], within);
    expect(busy.get(team.therapist.personId)).toHaveLength(1);
  });

  it('is believed to be empty when it stays so for a day', async () => {
    await others.set(team.therapist, address());
    await look();
    answer = { status: 200, text: calendar() };
    await sql`UPDATE external_calendar SET succeeded_at = succeeded_at - interval '25 hours'`;
    await look();
    expect(await state()).toMatchObject({ problem: null, busyTimes: 0 });
  });

  it('ends with its person, and their address is read with their key only', async () => {
    await others.set(team.therapist, address());
    await look();
    await sql`UPDATE person SET disabled_at = app_now() WHERE id = ${team.therapist.personId}`;
    expect(await sql`SELECT 1 FROM external_calendar WHERE person_id = ${team.therapist.personId}`).toEqual([]);
    expect(await sql`SELECT 1 FROM external_busy WHERE person_id = ${team.therapist.personId}`).toEqual([]);
    await look();
    expect(await clinic.waiting('scheduling.calendar-due')).toEqual([]);
  });
});

describe('what is read from elsewhere', () => {
  const strict = new RemoteCalendar({ allowsLocalCalendars: false } as never);

  it('is never on this machine, on its network, or unprotected', async () => {
    const bad = ['http://8.8.8.8/a', 'https://127.0.0.1/a', 'https://[::1]/a', 'https://10.0.0.1/a', 'https://169.254.169.254/a'];
    expect(
      [
        ...bad,
        'https://8.8.8.8:8443/a',
        'https://calendar.example:22/a',
        'ftp://8.8.8.8/a',
        'https://2130706433/a',
        'https://0x7f.1/a',
        'nonsense',
      ].map((text) => strict.parse(text)),
    ).toEqual(Array(11).fill(null));
    expect(strict.parse('webcal://calendar.example/x.ics')!.href).toBe('https://calendar.example/x.ics');
    expect(await strict.fetch('https://localhost/a')).toEqual({ problem: 'address-refused' });
  });
});
