import { DAY, HOUR, MINUTE } from '#kernel';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { ContactPreferenceRepository } from './contact-preference.repository.js';
import { NotificationsModule } from './notifications.module.js';
import { QuietHoursService } from './quiet-hours.service.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open([NotificationsModule]);
});
afterAll(() => clinic.close());

const USUAL = { email: true, sms: true, push: true, first: null };
async function sleeper(zone: string, fromMin: number, toMin: number): Promise<string> {
  const { personId } = await clinic.person('patient', undefined, zone);
  const quiet = { fromMin, toMin };
  await clinic.transact((tx) => clinic.get(ContactPreferenceRepository).put(tx, personId, { ...USUAL, quiet }));
  return personId;
}

describe('the quiet hours of a stretch of time', () => {
  it.each([
    ['America/New_York', 1_260, 480, '2026-10-31T00:00:00Z'],
    ['America/New_York', 60, 120, '2027-03-13T00:00:00Z'],
    ['Australia/Lord_Howe', 90, 130, '2026-10-03T00:00:00Z'],
    ['Asia/Kolkata', 0, 720, '2026-06-01T00:00:00Z'],
  ])('in %s from minute %i to %i are those in which a message waits, minute by minute', async (zone, fromMin, toMin, day) => {
    const personId = await sleeper(zone, fromMin, toMin);
    const from = Date.parse(day);
    const spans = await clinic.get(QuietHoursService).spans(clinic.read, personId, { from, to: from + 2 * DAY });
    for (let at = from; at < from + 2 * DAY; at += 23 * MINUTE) {
      const sent = await clinic.get(QuietHoursService).sendAt(clinic.read, personId, { at, useUntil: at + 30 * HOUR, now: at });
      const isQuiet = spans.some((span) => span.from <= at && at < span.to);
      expect([new Date(at), isQuiet]).toEqual([new Date(at), sent!.getTime() !== at]);
    }
  });

  it('rather last longer where the clocks skip their end', async () => {
    const personId = await sleeper('America/New_York', 60, 150);
    const from = Date.parse('2027-03-14T00:00:00Z');
    const spans = await clinic.get(QuietHoursService).spans(clinic.read, personId, { from, to: from + DAY });
    expect(spans).toEqual([{ from: Date.parse('2027-03-14T06:00:00Z'), to: Date.parse('2027-03-14T07:30:00Z') }]);
  });

  it('are none for whoever has none', async () => {
    const personId = await sleeper('UTC', 0, 0);
    expect(await clinic.get(QuietHoursService).spans(clinic.read, personId, { from: 0, to: DAY })).toEqual([]);
  });
});
