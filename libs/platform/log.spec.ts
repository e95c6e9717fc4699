import { Problem, problems } from '#kernel';
import { Log } from './log.js';
import { asProblem } from './problems.js';

const lines: Record<string, unknown>[] = [];
const log = new Log({ write: (line: string) => void lines.push(JSON.parse(line)) });
const secret = 'Ada Patient, 12 Elm Street';

beforeEach(() => void lines.splice(0));

describe('Log', () => {
  it('says what happened, and ids', () => {
    log.info('session started', { sessionId: 's1' });
    expect(lines[0]).toMatchObject({ level: 'info', msg: 'session started', sessionId: 's1' });
  });

  it('says where an error arose and of what kind it is, but not what it says', () => {
    const driver = Object.assign(new Error(secret), { code: '23505', detail: `Key (email)=(${secret}) already exists.` });
    log.failure('request failed', asProblem(new Error(secret, { cause: driver })), { personId: 'p1' });
    log.warning('sweep failed', {}, driver);
    log.error(driver);
    log.error({ secret });
    expect(JSON.stringify(lines)).not.toContain('Elm Street');
    expect(lines[1]).toMatchObject({ level: 'warn', error: 'Error', code: '23505', sqlState: '23505' });
    expect(JSON.stringify(lines[1]!['at'])).toContain('log.spec.ts');
  });

  it('names a problem by its code', () => {
    const { gone } = problems('test', { gone: ['unavailable', 'Gone.'] });
    log.warning('not answered', {}, gone());
    expect(lines[0]).toMatchObject({ problem: 'test.gone' });
    expect(lines[0]).not.toHaveProperty('at');
  });
});

describe('asProblem', () => {
  const http = (status: number) => ({ getStatus: () => status });

  it.each([
    [new Problem('a.b', 'refused', 'No.'), 'a.b', 'refused'],
    [http(413), 'request.too-large', 'too-large'],
    [http(415), 'request.invalid', 'invalid'],
    [http(429), 'request.too-many', 'too-many'],
    [http(404), 'request.not-found', 'not-found'],
    [{ statusCode: 400 }, 'request.invalid', 'invalid'],
    [{ code: '23P01' }, 'database.conflict', 'conflict'],
    [{ code: '57P01' }, 'database.unavailable', 'unavailable'],
    [{ code: '40001' }, 'database.unavailable', 'unavailable'],
    [{ code: 'ECONNREFUSED' }, 'database.unavailable', 'unavailable'],
    [new TypeError('x'), 'internal', 'internal'],
    ['a string', 'internal', 'internal'],
    [null, 'internal', 'internal'],
    [undefined, 'internal', 'internal'],
  ])('takes %p for %s', (thrown, code, kind) => {
    expect(asProblem(thrown)).toMatchObject({ code, kind });
  });
});
