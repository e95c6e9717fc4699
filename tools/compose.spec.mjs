import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { parseConfig, SETTINGS } from '../libs/platform/config.ts';
import { serverEntries } from './server-entries.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });
const OWN = ['migrate', 'api', 'worker'];
const OTHERS = ['NODE_ENV'];

/** Compose's own substitution: `${NAME}`, `${NAME:-default}`, `${NAME:?why it must be there}`. */
const substitute = (value, env) =>
  String(value).replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name, kind, rest) => {
    if (env[name]) return env[name];
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return kind === '-' ? rest : '';
  });

const example = Object.fromEntries(
  read('.env.example')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1) || randomBytes(24).toString('hex')]),
);
example.SMTP_URL = `smtps://clinic:${randomBytes(12).toString('hex')}@mail.example.org:465`; // whoever forgets to fill it in is refused
const environmentOf = (service, env = example) =>
  Object.fromEntries(Object.entries(service.environment).map(([name, value]) => [name, substitute(value, env)]));
const unknownIn = (environment) => Object.keys(environment).filter((name) => !SETTINGS.includes(name) && !OTHERS.includes(name));

describe('docker-compose.yml', () => {
  let folder;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hearth-compose-'));
    writeFileSync(join(folder, 'field-key'), `k1 ${randomBytes(32).toString('base64')}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What the program says of a service's settings, with the secret where the container would find it. */
  const judge = (environment) => {
    expect(environment.HEARTH_KEY_FILE).toBe('/run/secrets/field-key');
    expect(read('Dockerfile')).toContain('ENV NODE_ENV=production');
    return parseConfig({ NODE_ENV: 'production', ...environment, HEARTH_KEY_FILE: join(folder, 'field-key') });
  };

  it.each(OWN)('%s has no setting that the program does not know', (name) => {
    expect(unknownIn(environmentOf(compose.services[name]))).toEqual([]);
  });

  it('notices a setting that the program does not know', () => {
    expect(unknownIn({ PORT: '3000', HEARTH_PORT: '3000' })).toEqual(['HEARTH_PORT']);
  });

  it.each(OWN)('%s has every setting that production needs, in a form that it takes', (name) => {
    const result = judge(environmentOf(compose.services[name]));
    expect(result.ok ? [] : result.problems).toEqual([]);
    expect(result.config).toMatchObject({ mode: 'production', worker: 'separate' });
    for (const needed of ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL'])
      expect(compose.services[name].environment).toHaveProperty(needed);
  });

  it('notices a setting that is missing', () => {
    const { PUBLIC_URL: _, ...rest } = environmentOf(compose.services.api);
    expect(judge(rest)).toMatchObject({ ok: false, problems: [{ setting: 'PUBLIC_URL' }] });
  });

  it('asks for every variable of .env.example, and for no other', () => {
    const asked = new Set([...read('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    expect([...asked].sort()).toEqual(Object.keys(example).sort());
  });

  it('holds no secret: every password comes from outside', () => {
    const values = Object.values(compose.services).flatMap(({ environment = {}, command = [] }) => [
      ...Object.entries(environment)
        .filter(([name]) => /PASSWORD|SECRET|AUTH/.test(name))
        .map(([, value]) => value),
      ...[command].flat().filter((word) => /secret=|requirepass/.test(word)),
      ...Object.values(environment).filter((value) => /:\/\/[^/]*:[^/]*@/.test(value)),
    ]);
    expect(values.length).toBeGreaterThan(5);
    expect(values.filter((value) => !/\$\{\w+|\$\$\w+/.test(value))).toEqual([]);
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['.env', 'secrets/']));
  });

  it('lets nobody but the migrations own the tables', () => {
    const owners = OWN.filter((name) => 'DATABASE_MIGRATE_URL' in compose.services[name].environment);
    expect(owners).toEqual(['migrate']);
    const loginOf = (name, setting) => new URL(environmentOf(compose.services[name])[setting]).username;
    expect(OWN.map((name) => loginOf(name, 'DATABASE_URL'))).toEqual(OWN.map(() => 'hearth_server'));
    expect(loginOf('migrate', 'DATABASE_MIGRATE_URL')).toBe('hearth');
    for (const login of ['hearth', 'hearth_server'])
      expect(read('deploy/database-role.sh')).toContain(`CREATE ROLE ${login} LOGIN`);
    expect(read('deploy/database-role.sh')).not.toMatch(/SUPERUSER/);
  });

  it('reaches the database by its socket, from every container that needs it', () => {
    for (const name of [...OWN, 'database'])
      expect(compose.services[name].volumes).toContain('database-socket:/var/run/postgresql');
  });

  it('refuses to come up as long as a password is missing', () => {
    for (const name of ['HEARTH_DOMAIN', 'DATABASE_SERVER_PASSWORD', 'QUEUE_PASSWORD', 'SMTP_URL']) {
      expect(() => environmentOf(compose.services.api, { ...example, [name]: '' })).toThrow(name);
    }
  });

  it('runs its own containers without root, without capabilities, on a file system that cannot be written', () => {
    expect(read('Dockerfile')).toMatch(/^USER (?!root|0)\w+$/m);
    for (const name of OWN) {
      expect(compose.services[name]).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(compose.services[name]).not.toHaveProperty('user');
      expect(compose.services[name]).not.toHaveProperty('privileged');
    }
  });

  it('opens nothing to the world but the proxy', () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports);
    expect(open.map(([name]) => name)).toEqual(['proxy']);
    expect(compose.networks.inside.internal).toBe(true);
    for (const name of ['database', 'queue']) expect(compose.services[name].networks).toEqual(['inside']);
  });

  it('waits for what it needs, and asks everything that stays up whether it lives', () => {
    for (const name of ['api', 'worker']) {
      expect(compose.services[name].depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    }
    const silent = Object.entries(compose.services).filter(([, { healthcheck }]) => !healthcheck);
    expect(silent.map(([name]) => name)).toEqual(['migrate']); // it ends by itself
  });

  it('mounts and names only files that are there', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0]));
    const files = mounted.filter((path) => path.startsWith('./'));
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const scripts = OWN.flatMap((name) => compose.services[name].command ?? []).filter((word) => /^(tools|dist)\//.test(word));
    const bundled = (path) => path.replace(/^dist\/server\/(.*)\.js$/, (_, name) => serverEntries[name]);
    const source = (path) => bundled(path).replace(/^dist\/(.*)\.js$/, '$1.ts');
    expect(scripts.filter((path) => !existsSync(join(ROOT, source(path))))).toEqual([]);
  });
});

describe('the proxy', () => {
  const [secure, plain] = read('deploy/Caddyfile')
    .split(/^(?=http:\/\/)/m)
    .map((site) => site.replace(/^\s*#.*$/gm, ''));

  it('speaks TLS 1.2 and 1.3 only', () => {
    expect(secure).toMatch(/tls \{\s+protocols tls1\.2 tls1\.3\s+\}/);
  });

  it('sends pages on from http, and tells programs that they may not speak in the clear', () => {
    const [, programs, pages] = /handle @programs \{([^}]*)\}\s+handle \{((?:[^{}]|\{\w+\})*)\}/.exec(plain);
    expect(plain).toMatch(/@programs path .*\/v1\/\*/);
    expect(programs.trim()).toBe('respond "Use https." 403');
    expect(pages.trim()).toBe('redir https://{host}{uri} permanent');
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('copies only what is there, and nothing that .dockerignore keeps out', () => {
    const copied = lines.filter((line) => /^COPY (?!--from)/.test(line)).flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.length).toBeGreaterThan(4);
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const ignored = read('.dockerignore').split('\n');
    expect(copied.filter((path) => ignored.includes(path))).toEqual([]);
  });

  it('builds on the Node that the project names', () => {
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(new Set(bases)).toEqual(new Set(['node:24-slim']));
  });
});
