import { bookDosingSession, listFreeTimes, readMe } from '#contracts';
import { address, call, isWorthRepeating, networkProblem, ProblemError } from './call.js';

const answer = (status: number, body: string) => {
  const asked: { url: string; init: RequestInit }[] = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return new Response(body, { status });
  }) as typeof fetch;
  return asked;
};
const problem = { type: 'about:blank', title: 'That time has just been taken.', status: 409, code: 'scheduling.slot-taken' };
const booking = { body: { patientId: 'p', startsAt: '2026-11-24T16:00:00.000Z' } };

describe('call', () => {
  const real = globalThis.fetch;
  afterAll(() => {
    globalThis.fetch = real;
  });

  it('fills in parameters and leaves absent query values out', () => {
    expect(
      address('/v1/patients/:patientId/free-times', { params: { patientId: 'a/b' }, query: { days: 14, from: undefined } }),
    ).toBe('/v1/patients/a%2Fb/free-times?days=14');
  });

  it('reads with the method and address of the contract', async () => {
    const asked = answer(200, '{"times":[]}');
    const reply = await call(listFreeTimes, { params: { patientId: 'p' }, query: { from: '2026-11-24' } });
    expect(reply).toEqual({ times: [] });
    expect(asked[0]).toMatchObject({ url: '/v1/patients/p/free-times?from=2026-11-24', init: { method: 'GET' } });
    expect(asked[0]!.init.body).toBeUndefined();
  });

  it('sends JSON with every unsafe method', async () => {
    const asked = answer(201, '{}');
    await call(bookDosingSession, booking);
    expect(asked[0]!.init).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(String(asked[0]!.init.body))).toEqual(booking.body);
  });

  it('throws the problem of the server', async () => {
    answer(409, JSON.stringify(problem));
    await expect(call(bookDosingSession, booking)).rejects.toMatchObject({ name: 'ProblemError', problem });
  });

  it('says that an answer without a problem is bad, and keeps its status', async () => {
    answer(502, '<html>');
    await expect(call(readMe)).rejects.toMatchObject({ problem: { code: 'network.bad-answer', status: 502 } });
  });

  it('says that the clinic cannot be reached when nothing answers', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('failed'));
    await expect(call(readMe)).rejects.toMatchObject({ problem: { code: 'network.unreachable', status: 0 } });
  });
});

describe('isWorthRepeating', () => {
  const failed = (status: number) => new ProblemError({ ...problem, status });

  it('repeats what was never judged', () => {
    for (const error of [networkProblem('unreachable'), failed(500), failed(503), failed(429), failed(401)]) {
      expect(isWorthRepeating(error)).toBe(true);
    }
  });
  it('takes a refusal for an answer', () => {
    for (const status of [400, 403, 404, 422]) expect(isWorthRepeating(failed(status))).toBe(false);
  });
});
