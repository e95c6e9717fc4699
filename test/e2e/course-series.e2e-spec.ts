import { startsOf, wishFrom } from '../support/audited-series.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Dice, seedOfRun } from '../support/dice.js';
import { clinicTime, Visitor } from '../support/http.js';

const DAY_MS = 86_400_000;
const WISHES = process.env['PROVE'] ? 60 : 5;
const seed = seedOfRun();

describe('a whole course through HTTP', () => {
  let clinic: Clinic;
  let rosa: Visitor;
  let patientId = '';
  beforeAll(async () => {
    clinic = await startClinic();
    rosa = await Visitor.named(clinic, 'Rosa');
    patientId = (await rosa.get('/v1/me').expect(200)).body.personId;
  }, 60_000);
  afterAll(() => clinic?.stop());

  const plan = async (query: string, by = rosa) =>
    (await by.get(`/v1/patients/${patientId}/series-plan?${query}`).expect(200)).body;
  const sessions = async () => (await rosa.get('/v1/dosing-sessions?when=upcoming').expect(200)).body.sessions;
  const cancelAll = (sessionId: string) =>
    rosa.post(`/v1/dosing-sessions/${sessionId}/rest-cancellation`, { reason: 'illness' }).expect(201);

  it('is proposed in the zone of the patient, held, booked whole, and seen by all whom it is for', async () => {
    const proposed = await plan(await wishFrom(clinic));
    expect(proposed).toMatchObject({
      zone: 'America/Chicago',
      clinicZone: 'America/New_York',
      everyDays: 7,
      apartDays: 7,
      reason: null,
    });
    const startsAt = startsOf(proposed);
    expect(startsAt).toHaveLength(4);
    const { body: hold } = await rosa.post('/v1/series-holds', { patientId, startsAt }).expect(201);
    expect(hold.times.map((time: { startsAt: string }) => time.startsAt)).toEqual(startsAt);
    const { body } = await rosa.post('/v1/dosing-series', { patientId, startsAt }).expect(201);
    expect(body.sessions.map(({ appointment }: { appointment: { startsAt: string } }) => appointment.startsAt)).toEqual(startsAt);
    expect((await sessions()).map((one: { startsAt: string }) => one.startsAt)).toEqual(startsAt);
    const tom = await Visitor.named(clinic, 'Tom');
    const { visits } = (await tom.get('/v1/integration-visits').expect(200)).body;
    expect(visits.filter((visit: { patientId: string }) => visit.patientId === patientId)).toHaveLength(4);
    expect((await plan(await wishFrom(clinic))).reason).toBe('all-booked');
    await cancelAll(body.sessions[0].sessionId);
    expect(await sessions()).toEqual([]);
  });

  it('is refused whole when one of its doses was booked meanwhile, and books nothing', async () => {
    const startsAt = startsOf(await plan(await wishFrom(clinic)));
    const [held, booked] = [
      { patientId, startsAt },
      await rosa.post('/v1/dosing-sessions', { patientId, startsAt: startsAt[1] }).expect(201),
    ];
    const refused = await rosa.post('/v1/dosing-series', held).expect(422);
    expect(refused.body.code).toBe('integration.series-too-long');
    const three = await rosa.post('/v1/dosing-series', { patientId, startsAt: startsAt.slice(0, 3) });
    expect([three.status, three.body.code]).toEqual([422, 'scheduling.not-a-free-time']); // the second dose before the first
    expect(await sessions()).toHaveLength(1);
    await cancelAll(booked.body.sessionId);
  });

  it('is booked by a clinician of the patient, moved and cancelled from one on, and by nobody else', async () => {
    const [nina, omar] = [await Visitor.named(clinic, 'Nina'), await Visitor.named(clinic, 'Omar')];
    const wish = await wishFrom(clinic);
    await omar.get(`/v1/patients/${patientId}/series-plan?${wish}`).expect(404);
    const startsAt = startsOf(await plan(`${wish}&count=3`, nina));
    await omar.post('/v1/dosing-series', { patientId, startsAt }).expect(404);
    const { body } = await nina.post('/v1/dosing-series', { patientId, startsAt }).expect(201);
    const second = body.sessions[1].sessionId;
    const rest = (await nina.get(`/v1/dosing-sessions/${second}/rest`).expect(200)).body.sessions;
    expect(rest.map(({ number }: { number: number }) => number)).toEqual([2, 3]);
    const goesTo = startsOf((await rosa.get(`/v1/dosing-sessions/${second}/rest-plan?days=7`).expect(200)).body);
    await omar.post(`/v1/dosing-sessions/${second}/rest-move`, { startsAt: goesTo, reason: 'illness' }).expect(404);
    await rosa.post(`/v1/dosing-sessions/${second}/rest-move`, { startsAt: goesTo, reason: 'illness' }).expect(201);
    expect((await sessions()).map((one: { startsAt: string }) => one.startsAt)).toEqual([startsAt[0], ...goesTo]);
    await cancelAll(second);
    expect((await sessions()).map((one: { startsAt: string }) => one.startsAt)).toEqual([startsAt[0]]);
    await cancelAll(body.sessions[0].sessionId);
  });

  it('asks for a wish that can be meant', async () => {
    const at = `/v1/patients/${patientId}/series-plan`;
    for (const query of [
      'from=2027-01-01&weekday=8&time=10:00',
      'from=2027-01-01&weekday=1&time=25:00',
      'from=2027-01-01&weekday=1&time=10:00&picks=1',
    ])
      await rosa.get(`${at}?${query}`).expect(400);
    await rosa.get(`${at}?from=9999-12-31&weekday=1&time=10:00`).expect(200);
  });

  it(`can be booked as it is shown, whatever the wish (FAULT_SEED=${seed})`, async () => {
    const dice = new Dice(seed);
    const now = Date.parse(await clinicTime(clinic));
    for (let i = 0; i < WISHES; i++) {
      const from = new Date(now + dice.between(1, 60) * DAY_MS).toISOString().slice(0, 10);
      const time = `${String(dice.between(8, 18)).padStart(2, '0')}:${dice.pick(['00', '30'])}`;
      const wish = `from=${from}&weekday=${dice.between(1, 7)}&time=${time}&everyDays=${dice.between(1, 21)}&count=${dice.between(1, 4)}`;
      const startsAt = startsOf(await plan(wish));
      expect([wish, startsAt.length > 0]).toEqual([wish, true]);
      const booked = await rosa.post('/v1/dosing-series', { patientId, startsAt });
      expect([wish, booked.status, booked.body.code]).toEqual([wish, 201, undefined]);
      await cancelAll(booked.body.sessions[0].sessionId);
    }
  }, 300_000);
});
