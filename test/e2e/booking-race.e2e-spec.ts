import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

describe('a hundred people who want one time', () => {
  let clinic: Clinic;
  let rosa: Visitor;

  beforeAll(async () => {
    clinic = await startClinic();
    rosa = await Visitor.named(clinic, 'Rosa');
  }, 60_000);
  afterAll(() => clinic?.stop());

  it('get it once, and ninety-nine times hear that it is taken', async () => {
    const { body: me } = await rosa.get('/v1/me').expect(200);
    const from = new Date(Date.parse(await clinicTime(clinic)) + 2 * 86_400_000).toISOString().slice(0, 10);
    const { body } = await rosa.get(`/v1/patients/${me.personId}/free-times?from=${from}&days=3`).expect(200);
    const [{ startsAt }] = body.times;
    const bookings = Array.from({ length: 100 }, () => rosa.post('/v1/dosing-sessions', { patientId: me.personId, startsAt }));
    const replies = await Promise.all(bookings);
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 99 }, () => 409)]);
    for (const { body: lost } of replies.filter(({ status }) => status === 409)) expect(lost.code).toBe('scheduling.slot-taken');
    const { body: listed } = await rosa.get('/v1/dosing-sessions?when=upcoming').expect(200);
    expect(listed.sessions).toHaveLength(1);
  }, 60_000);

  it('offers the time to nobody any more, and again once it is cancelled', async () => {
    const { body: me } = await rosa.get('/v1/me').expect(200);
    const { body: listed } = await rosa.get('/v1/dosing-sessions?when=upcoming').expect(200);
    const { id, startsAt } = listed.sessions[0];
    const day = startsAt.slice(0, 10);
    const isOffered = async () => {
      const { body } = await rosa.get(`/v1/patients/${me.personId}/free-times?from=${day}&days=1`).expect(200);
      return body.times.some((time: { startsAt: string }) => time.startsAt === startsAt);
    };
    expect(await isOffered()).toBe(false);
    await rosa.post(`/v1/dosing-sessions/${id}/cancellation`, { reason: 'illness' }).expect(201);
    expect(await isOffered()).toBe(true);
  });
});
