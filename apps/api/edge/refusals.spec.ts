import type { IncomingMessage } from 'node:http';
import { Log, requestProblems } from '#platform';
import type { Origins } from './origins.js';
import { Refusals } from './refusals.js';

const lines: Record<string, unknown>[] = [];
const log = new Log({ write: (line: string) => void lines.push(JSON.parse(line)) });
const origins = { of: ({ raw }: { raw: unknown }) => ({ fingerprint: String(raw) }) } as unknown as Origins;
let now = 0;
let refusals: Refusals;

beforeEach(() => {
  lines.splice(0);
  now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  refusals = new Refusals(log, origins);
});
afterEach(() => jest.restoreAllMocks());

const ask = (place: string, problem = requestProblems.forbidden()) =>
  refusals.ofRequest(problem, { method: 'GET', raw: place as unknown as IncomingMessage, routeOptions: { url: '/v1/x' } });

describe('lines about refusals', () => {
  it('are sixty a minute for one kind and place, of which the last says so', () => {
    for (let i = 0; i < 500; i++) ask('here');
    expect(lines).toHaveLength(60);
    expect(lines.map(({ isLast }) => isLast === true).indexOf(true)).toBe(59);
    ask('here', requestProblems.tooMany());
    ask('there');
    expect(lines).toHaveLength(62);
    now = 60_000;
    ask('here');
    expect(lines).toHaveLength(63);
  });

  it('are of ten thousand places a minute, and take no more memory', () => {
    for (let i = 0; i < 10_500; i++) ask(`place ${i}`);
    expect(lines).toHaveLength(10_000);
    ask('place 7');
    expect(lines).toHaveLength(10_001);
  });

  it('are none where two wanted the same, or the fault was ours', () => {
    ask('here', requestProblems.stillRunning());
    refusals.ofConnection(requestProblems.ticketNeeded(), 'here' as unknown as IncomingMessage);
    expect(lines).toEqual([expect.objectContaining({ code: 'request.ticket-needed', event: 'connection', from: 'here' })]);
  });
});
