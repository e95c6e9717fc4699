import { offeredTo } from '../support/audited-waiting.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { Visitor } from '../support/http.js';

const ALWAYS_AWAKE = { email: true, sms: true, push: true, first: null, quietFromMin: 0, quietToMin: 0 };
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
type Message = { text: string; subject: string | null };

describe('a patient who waits for an earlier time', () => {
  let clinic: Clinic;
  let rosa: Visitor;
  let patientId = '';

  beforeAll(async () => {
    clinic = await startClinic();
    rosa = await Visitor.named(clinic, 'Rosa');
    patientId = (await rosa.get('/v1/me').expect(200)).body.personId;
    await rosa.put('/v1/me/contact', ALWAYS_AWAKE).expect(200);
  }, 60_000);
  afterAll(() => clinic?.stop());

  const sessions = async () => (await rosa.get('/v1/dosing-sessions?when=upcoming').expect(200)).body.sessions;
  const standing = async () => (await rosa.get(`/v1/patients/${patientId}/waiting`).expect(200)).body.waiting;
  const wait = () => rosa.post(`/v1/patients/${patientId}/waiting`, { firstDay: null, lastDay: null }).expect(201);
  const messages = async (): Promise<Message[]> =>
    (await new Visitor(clinic).get(`/v1/demo/messages?limit=200&recipientId=${patientId}`).expect(200)).body.messages;

  it('is written to when a time is kept for them, in words that tell nobody anything', async () => {
    await wait();
    await offeredTo(rosa, patientId);
    const heard = async () => (await messages()).find(({ text }) => text.includes('An earlier time has become free'));
    while (!(await heard())) await pause(200);
    const { text } = (await heard())!;
    expect(text).toContain('/waiting');
    expect(text).not.toMatch(/session|dose|medicine|therap|ketamine/i);
    expect(await standing()).toMatchObject({ place: 1, found: 'offered' });
  });

  it('has the time once, whether it is taken by the offer or by the list of times, and however often', async () => {
    const { id, startsAt } = (await standing()).offer;
    const takes = Array.from({ length: 10 }, () => rosa.post(`/v1/waiting-offers/${id}/acceptance`));
    const bookings = Array.from({ length: 10 }, () => rosa.post('/v1/dosing-sessions', { patientId, startsAt }));
    const statuses = (await Promise.all([...takes, ...bookings])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(await sessions()).toHaveLength(1);
    expect(await standing()).toBeNull();
  }, 60_000);

  it('moves to the time of an offer, and whoever gives a session up leaves its time to who waits', async () => {
    const [{ id: sessionId, startsAt: first }] = await sessions();
    const from = new Date(Date.parse(first) + 6 * 86_400_000).toISOString().slice(0, 10);
    const { times } = (await rosa.get(`/v1/dosing-sessions/${sessionId}/free-times?from=${from}&days=7`).expect(200)).body;
    const move = { startsAt: times.at(-1).startsAt, reason: 'illness' };
    await rosa.post(`/v1/dosing-sessions/${sessionId}/move`, move).expect(201);
    await wait();
    const offerId = await offeredTo(rosa, patientId);
    const { offer } = await standing();
    expect(Date.parse(offer.startsAt)).toBeLessThan(Date.parse(move.startsAt));
    await rosa.post(`/v1/waiting-offers/${offerId}/acceptance`).expect(201);
    const [moved] = await sessions();
    expect(moved).toMatchObject({ id: sessionId, startsAt: offer.startsAt });
    const { visits } = (await rosa.get('/v1/integration-visits').expect(200)).body;
    const visit = visits.find((one: { sessionId: string }) => one.sessionId === sessionId);
    expect(visit.startsAt).toBe(offer.visitStartsAt);
  });
});
