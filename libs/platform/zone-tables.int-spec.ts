import { DAY, HOUR, offsetMinAt, toInstant, toLocal } from '#kernel';
import { requireConfig } from './config.js';
import { Database } from './database.js';
import { ZoneTables } from './zone-tables.js';

const database = new Database(requireConfig(process.env));
const zones = new ZoneTables(database);
afterAll(() => database.onApplicationShutdown());

const at = (iso: string) => Date.parse(iso);
const around = (iso: string, days = 2) => ({ from: at(iso) - days * DAY, to: at(iso) + days * DAY });

/** What PostgreSQL itself says, instant by instant. */
const asked = (zone: string, from: number, to: number) =>
  database.sql<{ at: Date; day: string; minute: number }>`
    SELECT at, (at AT TIME ZONE ${zone}::text)::date AS day,
           (extract(epoch FROM (at AT TIME ZONE ${zone}::text)::time) / 60)::int AS minute
    FROM generate_series(${new Date(from)}::timestamptz, ${new Date(to)}::timestamptz, interval '5 hours') AS at`;

describe('ZoneTables', () => {
  it.each([
    ['America/New_York', 2026],
    ['America/Chicago', 2027],
    ['America/St_Johns', 2026],
    ['America/Phoenix', 2026],
    ['America/Indiana/Indianapolis', 2027],
    ['America/Vancouver', 2026],
    ['America/Vancouver', 2027],
    ['America/Sao_Paulo', 2026],
    ['Europe/Paris', 2027],
    ['Asia/Kathmandu', 2026],
    ['Australia/Lord_Howe', 2026],
    ['Pacific/Apia', 2027],
    ['Africa/Casablanca', 2027],
  ])('shows what the walls of %s show, all through %i', async (zone, year) => {
    const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
    const table = await zones.find(zone, { from, to });
    const rows = await asked(zone, from, to);
    expect(rows.length).toBeGreaterThan(1_700);
    for (const row of rows) {
      expect(toLocal(table, row.at.getTime())).toEqual({ day: at(`${row.day}T00:00:00Z`) / DAY, minute: row.minute });
    }
  });

  it.each([
    ['America/New_York', '2026-03-08', '2026-03-08T07:00:00Z', [-300, -240]],
    ['America/New_York', '2026-11-01', '2026-11-01T06:00:00Z', [-240, -300]],
    ['America/New_York', '2027-03-14', '2027-03-14T07:00:00Z', [-300, -240]],
    ['America/New_York', '2027-11-07', '2027-11-07T06:00:00Z', [-240, -300]],
    ['Europe/Paris', '2026-03-29', '2026-03-29T01:00:00Z', [60, 120]],
    ['Europe/Paris', '2026-10-25', '2026-10-25T01:00:00Z', [120, 60]],
    ['America/St_Johns', '2026-03-08', '2026-03-08T05:30:00Z', [-210, -150]],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T15:30:00Z', [630, 660]],
  ])('finds the change of %s on %s to the minute', async (zone, _, change, offsets) => {
    const table = await zones.find(zone, around(change));
    expect([at(change) - 1, at(change)].map((instant) => offsetMinAt(table, instant))).toEqual(offsets);
  });

  it('follows British Columbia, which moves its clocks for the last time in March 2026', async () => {
    const table = await zones.find('America/Vancouver', { from: at('2026-10-01T00:00:00Z'), to: at('2027-12-01T00:00:00Z') });
    expect(toInstant(table, { day: at('2026-12-01T00:00:00Z') / DAY, minute: 600 })).toBe(at('2026-12-01T17:00:00Z'));
    expect(new Set(table.changes.map(({ offsetMin }) => offsetMin))).toEqual(new Set([-420, -480]));
    expect(offsetMinAt(table, at('2027-01-15T00:00:00Z'))).toBe(-420);
  });

  it('joins the tables of two years over the turn of the year', async () => {
    const table = await zones.find('Europe/Paris', around('2027-01-01T00:00:00Z', 200));
    expect(table.changes.map(({ offsetMin }) => offsetMin)).toEqual([60, 120, 60, 120, 60]);
  });

  it('lasts as long as a day of 23 or 25 hours does', async () => {
    const table = await zones.find('America/New_York', around('2026-11-01T00:00:00Z', 300));
    const lengthOf = (day: string) => {
      const first = at(`${day}T00:00:00Z`) / DAY;
      return (toInstant(table, { day: first + 1, minute: 0 }) - toInstant(table, { day: first, minute: 0 })) / HOUR;
    };
    expect(['2026-03-08', '2026-07-01', '2026-11-01'].map(lengthOf)).toEqual([23, 24, 25]);
  });

  it('asks the database once for a zone and a year', async () => {
    const [first, second] = await Promise.all(['a', 'b'].map(() => zones.find('Asia/Tokyo', around('2026-06-01T00:00:00Z'))));
    expect(second!.changes[0]).toBe(first!.changes[0]);
  });

  it('refuses a zone that does not exist, every time', async () => {
    for (const _ of [1, 2]) await expect(zones.find('Mars/Olympus', around('2026-06-01T00:00:00Z'))).rejects.toThrow(/time zone/);
  });
});
