import { bookDosingSession, listFreeTimes, readMe, recordEntry, signIn } from '#contracts';
import { address, call, callOnce, isWorthRepeating, networkProblem, ProblemError } from './call.js';

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

describe('a call that changes something', () => {
  const real = globalThis.fetch;
  const lost = new TypeError('failed');
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    globalThis.fetch = real;
    jest.useRealTimers();
  });

  /** Answers one call after the other as given, then the last for ever. @returns the key of each call */
  const answers = (...replies: (Response | TypeError)[]) => {
    const keys: (string | undefined)[] = [];
    globalThis.fetch = ((_: string, { headers = {} }: { headers?: Record<string, string> }) => {
      keys.push(headers['idempotency-key']);
      const reply = replies.length > 1 ? replies.shift()! : replies[0]!;
      return reply instanceof TypeError ? Promise.reject(reply) : Promise.resolve(reply.clone());
    }) as typeof fetch;
    return keys;
  };
  const failing = (status: number, code: string) => new Response(JSON.stringify({ ...problem, status, code }), { status });
  const done = async <T>(work: Promise<T>) => {
    const outcome = work.catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(10_000);
    return outcome;
  };

  it('carries a key of its own', async () => {
    const keys = answers(new Response('{}'));
    await call(bookDosingSession, booking);
    await call(bookDosingSession, booking);
    expect(keys.every((key) => /^[0-9a-f-]{36}$/.test(key ?? ''))).toBe(true);
    expect(new Set(keys).size).toBe(2);
  });

  it('is sent again under that key when its answer may have been lost', async () => {
    for (const failure of [
      lost,
      failing(503, 'database.outcome-unknown'),
      failing(409, 'request.still-running'),
      new Response('<html>', { status: 502 }),
    ]) {
      const keys = answers(failure, failure, new Response('{"sessionId":"s"}'));
      expect(await done(call(bookDosingSession, booking))).toEqual({ sessionId: 's' });
      expect(keys).toHaveLength(3);
      expect(new Set(keys).size).toBe(1);
    }
  });

  it('gives up after the third time', async () => {
    const keys = answers(lost);
    expect(await done(call(bookDosingSession, booking))).toMatchObject({ problem: { code: 'network.unreachable' } });
    expect(keys).toHaveLength(3);
  });

  it('is not sent again when it was judged', async () => {
    for (const failure of [
      failing(409, 'scheduling.slot-taken'),
      failing(422, 'x'),
      failing(429, 'x'),
      failing(500, 'internal'),
    ]) {
      const keys = answers(failure);
      await done(call(bookDosingSession, booking));
      expect(keys).toHaveLength(1);
    }
  });

  it('has neither key nor second try where the contract takes none', async () => {
    const keys = answers(lost);
    await done(call(signIn, { body: { email: 'a@example.org', password: 'p' } }));
    await done(call(readMe));
    expect(keys).toEqual([undefined, undefined]);
  });

  it('leaves sending again to a caller who brings the key', async () => {
    const keys = answers(lost);
    const entry = { id: 'e', type: 'arrival', payload: {}, happenedAt: '2026-11-24T16:00:00.000Z' } as const;
    await done(callOnce(recordEntry, { params: { sessionId: 's' }, body: entry }, entry.id));
    expect(keys).toEqual(['e']);
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
