import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, parseConfig } from './config.js';
import { productionProblems } from './production.js';

const folder = mkdtempSync(join(tmpdir(), 'hearth-production-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(name: string, key: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, `k1 ${key instanceof Buffer ? key.toString('base64') : key}\n`);
  return path;
}
const well = {
  HEARTH_MODE: 'production',
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://clinic.example',
  HEARTH_KEY_FILE: keyFile('good', randomBytes(32)),
  DATABASE_URL: 'postgresql://hearth_server:8f14e45fceea167a@db.example/hearth?sslmode=verify-full',
  REDIS_URL: 'redis://:c9f0f895fb98ab91@queue.example:6379',
  SMTP_URL: 'smtps://clinic:1679091c5a880faf@mail.example:465',
};
const problems = (env: Record<string, string | undefined>) => {
  const result = parseConfig({ ...well, ...env });
  return result.ok ? [] : result.problems;
};
const wrong = (env: Record<string, string | undefined>) => problems(env).map(({ setting }) => setting);

describe('production', () => {
  it('starts when nothing is wrong', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ REDIS_URL: undefined, SMTP_URL: undefined })).toEqual([]);
  });

  it.each([
    ['without NODE_ENV=production', 'NODE_ENV', undefined],
    ['as a test', 'NODE_ENV', 'test'],
    ['without an address', 'PUBLIC_URL', undefined],
    ['on plain http', 'PUBLIC_URL', 'http://clinic.example'],
    ['without its key file', 'HEARTH_KEY_FILE', join(folder, 'none')],
    ['with a key of less than 32 bytes', 'HEARTH_KEY_FILE', keyFile('short', randomBytes(16))],
    ['with a key that is no key', 'HEARTH_KEY_FILE', keyFile('typed', 'hunter2')],
    ['with the key of an example', 'HEARTH_KEY_FILE', keyFile('zero', Buffer.alloc(32))],
    ['with a key that somebody typed', 'HEARTH_KEY_FILE', keyFile('text', Buffer.from('my-very-secret-32-byte-key-01234'))],
    ['in test mode, which opens /docs', 'HEARTH_TEST', '1'],
    ['on a far database without TLS', 'DATABASE_URL', 'postgresql://h:8f14e45fceea167a@db.example/hearth'],
    [
      'on one whose certificate is not checked',
      'DATABASE_URL',
      'postgresql://h:8f14e45fceea167a@db.example/hearth?sslmode=require',
    ],
    ['on one whose name is not checked', 'DATABASE_URL', 'postgresql://h:8f14e45fceea167a@db.example/hearth?sslmode=verify-ca'],
    ['on a far one that a parameter names', 'DATABASE_URL', 'postgresql://h:8f14e45fceea167a@localhost/hearth?host=db.example'],
    ['with a sample password', 'DATABASE_URL', 'postgresql://hearth_server:postgres@127.0.0.1/hearth'],
    ['with the user for a password', 'DATABASE_URL', 'postgresql://hearth_server:hearth_server@127.0.0.1/hearth'],
    ['with a short password', 'DATABASE_URL', 'postgresql://hearth_server:8f14e45@127.0.0.1/hearth'],
    ['on a far Redis that is open', 'REDIS_URL', 'redis://queue.example:6379'],
    ['on a Redis with a sample password', 'REDIS_URL', 'redis://:redis@queue.example:6379'],
    ['with the mail address of the example', 'SMTP_URL', 'smtps://user:password@mail.example.org:465'],
    ['with mail that may leave in the clear', 'SMTP_URL', 'smtp://clinic:1679091c5a880faf@mail.example:587'],
    ['with a parser that two machines read in two ways', 'NODE_OPTIONS', '--max-old-space-size=512 --insecure-http-parser'],
    ['without checks of certificates', 'NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ])('does not start %s, and names the setting', (_, setting, value) => {
    expect(wrong({ [setting]: value })).toEqual([setting]);
  });

  it.each([
    ['a database on this machine', { DATABASE_URL: 'postgresql://h:8f14e45fceea167a@127.0.0.1:5432/hearth' }],
    ['one behind a socket', { DATABASE_URL: 'postgresql://h:8f14e45fceea167a@localhost/hearth?host=/var/run/postgresql' }],
    ['one that needs no password', { DATABASE_URL: 'postgresql://h@[::1]/hearth' }],
    ['mail that leaves in TLS or not at all', { SMTP_URL: 'smtp://clinic:1679091c5a880faf@mail.example:587?requireTLS=true' }],
    ['a mail server on this machine', { SMTP_URL: 'smtp://127.0.0.1:25' }],
    ['an open Redis on this machine', { REDIS_URL: 'redis://localhost:6379' }],
  ])('takes %s', (_, env) => {
    expect(problems(env)).toEqual([]);
  });

  it('does not start while a debugger can be attached', () => {
    const { config } = parseConfig(well) as { config: Config };
    expect(productionProblems(config, well, 'ws://127.0.0.1:9229/1')).toMatchObject([{ setting: 'NODE_OPTIONS' }]);
  });

  it('names all that is wrong at once, with its mend and without any secret', () => {
    const found = problems({ NODE_ENV: '', PUBLIC_URL: '', REDIS_URL: 'redis://:hush-hush@queue.example' });
    expect(found.map(({ setting }) => setting)).toEqual(['NODE_ENV', 'PUBLIC_URL', 'REDIS_URL']);
    expect(JSON.stringify(found)).not.toContain('hush');
  });

  it('asks nothing of this of a demo', () => {
    expect(parseConfig({ DATABASE_URL: 'postgresql://postgres:postgres@db.example/hearth' }).ok).toBe(true);
  });
});
