import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config, parseConfig, requireConfig } from './config.js';

const wrong = (env: NodeJS.ProcessEnv) => {
  const result = parseConfig(env);
  return result.ok ? [] : result.problems.map(({ setting }) => setting);
};

describe('parseConfig', () => {
  it('needs nothing in demo mode, and listens on loopback only', () => {
    expect(parseConfig({})).toMatchObject({
      ok: true,
      config: {
        mode: 'demo',
        port: 3000,
        host: '127.0.0.1',
        publicUrl: 'http://localhost:3000',
        worker: 'inside',
        isClockMovable: true,
      },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseConfig({ PORT: '', REDIS_URL: '' })).toMatchObject({ ok: true, config: { port: 3000, redisUrl: undefined } });
  });

  it('names every wrong setting at once', () => {
    expect(wrong({ PORT: 'http', DATABASE_URL: 'mysql://x', HEARTH_MODE: 'prod' })).toEqual([
      'HEARTH_MODE',
      'PORT',
      'DATABASE_URL',
    ]);
  });

  it('never lets production move its clock', () => {
    const keyFile = join(mkdtempSync(join(tmpdir(), 'hearth-config-')), 'key');
    writeFileSync(keyFile, `k1 ${randomBytes(32).toString('base64')}\n`);
    const settings = { HEARTH_MODE: 'production', NODE_ENV: 'production', PUBLIC_URL: 'https://clinic.example/' };
    const config = requireConfig({ ...settings, HEARTH_KEY_FILE: keyFile });
    expect(config).toBeInstanceOf(Config);
    expect(config).toMatchObject({ isClockMovable: false, publicUrl: 'https://clinic.example' });
  });
});

describe('limits', () => {
  it('are generous unless they are set, and at least one', () => {
    expect(requireConfig({}).limits).toMatchObject({ safety: 60, person: 1_200, socketsPerPerson: 5 });
    expect(requireConfig({ HEARTH_LIMIT_SAFETY_PER_MIN: '100000' }).limits.safety).toBe(100_000);
    expect(wrong({ HEARTH_LIMIT_PERSON_PER_MIN: '0', HEARTH_LIMIT_SOCKET_BURST: 'many' })).toHaveLength(2);
  });
});

describe('TRUST_PROXY', () => {
  it('is nobody, a number of hops, or a list of networks', () => {
    const trusted = (TRUST_PROXY: string) => requireConfig({ TRUST_PROXY }).trustedProxies;
    expect([trusted(''), trusted('2')]).toEqual([0, 2]);
    expect(trusted('10.0.0.0/8, 192.0.2.7,::1')).toEqual(['10.0.0.0/8', '192.0.2.7', '::1']);
  });

  it.each(['true', '10.0.0.0/33', '10.0.0/8', '-1', '10.0.0.1,', 'proxy.example'])('is not %s', (text) => {
    expect(wrong({ TRUST_PROXY: text })).toEqual(['TRUST_PROXY']);
  });
});

describe('a list of leaked passwords', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const wrongIn = (path: string) => {
    const result = parseConfig({ LEAKED_PASSWORDS: path });
    return result.ok ? [] : result.problems.map(({ setting }) => setting);
  };

  it('is taken as it is given out, and nothing else is', () => {
    expect(wrongIn(file('good', `${'0'.repeat(35)}D6AC1:10\r\n${'F'.repeat(40)}:1\r\n`))).toEqual([]);
    const wrong = [
      join(folder, 'none'),
      folder,
      file('ntlm', `${'0'.repeat(32)}:10\n`),
      file('plain', 'password\n'),
      file('empty', ''),
    ];
    expect(wrong.map(wrongIn)).toEqual(wrong.map(() => ['LEAKED_PASSWORDS']));
  });
});

describe('addresses that are none', () => {
  it('are named with all other wrong settings, and crash nothing', () => {
    const result = parseConfig({ SMTP_URL: 'nonsense', REDIS_URL: 'http://cache', DATABASE_URL: '::', PORT: 'x' });
    expect(result.ok).toBe(false);
    const named = result.ok ? [] : result.problems.map(({ setting }) => setting);
    expect([...new Set(named)].sort()).toEqual(['DATABASE_URL', 'PORT', 'REDIS_URL', 'SMTP_URL']);
  });
});
