import type { z } from 'zod';
import { type Endpoint, IDEMPOTENCY_KEY, type ProblemJson, takesKey } from '#contracts';

/** A failure as the server put it; `network.*` codes are ours, for answers that never came. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: ProblemJson) {
    super(`${problem.code}: ${problem.title}`);
  }
}

export const isProblem = (thrown: unknown, ...codes: string[]): thrown is ProblemError =>
  thrown instanceof ProblemError && (codes.length === 0 || codes.includes(thrown.problem.code));

/** Whether sending the same again later may succeed: nothing was judged, or the server was in trouble. */
export const isWorthRepeating = (thrown: unknown): boolean =>
  !(thrown instanceof ProblemError) || [0, 401, 408, 409, 429].includes(thrown.problem.status) || thrown.problem.status >= 500;

export const networkProblem = (code: 'unreachable' | 'bad-answer', status = 0) =>
  new ProblemError({ type: 'about:blank', code: `network.${code}`, status, title: 'The clinic cannot be reached right now.' });

type Empty = Record<never, never>;
type Part<Name extends string, T> = Empty extends T
  ? { [K in Name]?: T }
  : undefined extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };
type Sent<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<'params', z.input<P>> &
  Part<'query', z.input<Q>> &
  Part<'body', z.input<B>>;
type Loose = { params?: object | undefined; query?: object | undefined; body?: unknown };

const TIMEOUT_MS = 15_000;
/** Before the second try and before the third, give or take a half. */
const PAUSES_MS = [500, 1_500];
/** Nobody who has waited so long is kept waiting for another try. */
const PATIENCE_MS = 20_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms * (0.5 + Math.random())));

/** The address of a call: parameters filled in and encoded, absent query values left out. */
export function address(path: string, { params = {}, query = {} }: Loose): string {
  const values = new Map(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values.get(name) ?? ''));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/**
 * Calls one endpoint of the contract. What changes something takes effect once: it carries a key of its own, and is sent up to three
 * times under it when the answer may have been lost.
 *
 * @returns the reply, already cut to its schema by the server
 * @throws  `ProblemError` for everything that is not a success, also when the server cannot be reached
 */
export async function call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  ...[sent]: Empty extends Sent<P, Q, B> ? [sent?: Sent<P, Q, B>] : [sent: Sent<P, Q, B>]
): Promise<z.output<R>> {
  const input = (sent ?? {}) as Loose;
  return (await (takesKey(endpoint) ? sendUntilAnswered(endpoint, input) : send(endpoint, input))) as z.output<R>;
}

/** The same in one try, for what its caller sends again under one key until it is answered. */
export async function callOnce<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  sent: Sent<P, Q, B>,
  key: string,
): Promise<z.output<R>> {
  return (await send(endpoint, sent as Loose, key)) as z.output<R>;
}

type Address = Pick<Endpoint, 'method' | 'path'>;

async function sendUntilAnswered(endpoint: Address, input: Loose): Promise<unknown> {
  const [key, began] = [crypto.randomUUID(), performance.now()];
  for (const pauseMs of PAUSES_MS) {
    try {
      return await send(endpoint, input, key);
    } catch (error) {
      if (!isAnswerLost(error) || performance.now() - began > PATIENCE_MS) throw error;
      await pause(pauseMs);
    }
  }
  return send(endpoint, input, key);
}

/** Whether it may have happened although no answer came; then the same key gets the answer. */
const isAnswerLost = (thrown: unknown): boolean =>
  thrown instanceof ProblemError &&
  ([0, 502, 503, 504].includes(thrown.problem.status) || thrown.problem.code === 'request.still-running');

async function send({ method, path }: Address, input: Loose, key?: string): Promise<unknown> {
  const init: RequestInit = { method, credentials: 'same-origin', signal: AbortSignal.timeout(TIMEOUT_MS) };
  if (method !== 'GET') {
    const headers = { 'content-type': 'application/json', ...(key !== undefined && { [IDEMPOTENCY_KEY]: key }) };
    Object.assign(init, { headers, body: JSON.stringify(input.body ?? {}) });
  }
  const response = await fetch(address(path, input), init).catch(() => Promise.reject(networkProblem('unreachable')));
  return read(response);
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => Promise.reject(networkProblem('unreachable')));
  return replyOf(response, text);
}

/** What an answer says. @throws `ProblemError` for everything that is not a success */
export function replyOf({ ok, status }: Pick<Response, 'ok' | 'status'>, text: string): unknown {
  const json = parse(text);
  if (ok && (text === '' || json !== undefined)) return json;
  throw isProblemJson(json) ? new ProblemError(json) : networkProblem('bad-answer', status);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblemJson = (json: unknown): json is ProblemJson =>
  typeof json === 'object' && json !== null && 'code' in json && 'title' in json && 'status' in json;
