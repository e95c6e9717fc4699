import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityService, SignInService } from '#identity';
import { Database } from '#platform';
import { Handlers } from '../../apps/api/edge/handlers.js';
import { makeApi } from '../../apps/api/server.js';

const PUBLIC = 'https://clinic.example';
Object.assign(process.env, {
  HEARTH_DATA_DIR: mkdtempSync(join(tmpdir(), 'hearth-headers-')),
  PUBLIC_URL: PUBLIC,
  HEARTH_LIMIT_ADDRESS_PER_MIN: '100000',
});

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
type Parameter = { name: string; in: string; schema: { maximum?: number; type?: string } };

let app: NestFastifyApplication;
let paths: Record<string, Record<string, { parameters: Parameter[] }>>;
let cookie: string;

const send = (method: Method, url: string, headers: Record<string, string> = {}) => app.inject({ method, url, headers });
const change = (method: Method, url: string, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers: { 'content-type': 'application/json', ...headers }, payload: '{}' });
const filled = (path: string) => path.replace(/\{\w+\}/g, randomUUID());

beforeAll(async () => {
  app = await makeApi();
  app.useLogger(false);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  paths = (await send('GET', '/openapi.json')).json().paths;
  await app.get(Database).read.person.count(); // the client is made ready by the first who asks
  const token = await app.get(Database).transact(async (tx) => {
    const who = { role: 'patient' as const, displayName: 'P', zone: 'UTC', phone: '+1 212 555 0199', email: 'p@test.example' };
    const personId = await app.get(IdentityService).add(tx, who);
    return app.get(SignInService).open(tx, personId, null, 1);
  });
  cookie = `__Host-hearth=${token}`;
});
afterAll(() => app.close());

describe('an answer over https', () => {
  it.each(['/healthz', '/v1/clock', '/v1/me', '/v1/nothing', '/openapi.json'])(
    '%s carries what keeps browsers safe',
    async (url) => {
      const { headers } = await send('GET', url);
      expect(headers['strict-transport-security']).toMatch(/^max-age=31536000; includeSubDomains$/);
      const policy = String(headers['content-security-policy']);
      for (const part of [
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ]) {
        expect(policy).toContain(part);
      }
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin' });
      expect(headers['permissions-policy']).toContain('geolocation=()');
      if (url.startsWith('/v1')) expect(headers['cache-control']).toBe('no-store');
      expect(headers['content-type']).toMatch(/charset=utf-8/i);
    },
  );

  it('never lets another origin read it', async () => {
    for (const method of ['GET', 'OPTIONS'] as const) {
      const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST', cookie };
      const { headers } = await send(method, '/v1/me', asked);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('gives a cookie that no script, no other site and no other host can use', async () => {
    const { headers } = await change('DELETE', '/v1/sign-ins/current', { cookie: await anotherCookie(), origin: PUBLIC });
    const cleared = '; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0';
    expect(headers['set-cookie']).toEqual([`__Host-hearth=${cleared}`, `__Host-hearth-session=${cleared}`]);
    expect(headers['clear-site-data']).toBe('"cache"');
  });

  it('knows no TRACE', async () => {
    const { statusCode } = await app.inject({ method: 'TRACE' as 'GET', url: '/v1/me', headers: { cookie } });
    expect([404, 405, 501]).toContain(statusCode);
  });
});

async function anotherCookie(): Promise<string> {
  const { personId } = (await send('GET', '/v1/me', { cookie })).json();
  const token = await app.get(Database).transact((tx) => app.get(SignInService).open(tx, personId, null, 1));
  return `__Host-hearth=${token}`;
}

describe('every route', () => {
  const routes = (isGuarded: boolean) =>
    app
      .get(Handlers)
      .all()
      .filter(({ endpoint, policy }) => endpoint && (policy?.allows === 'signed-in') === isGuarded)
      .map(({ endpoint }) => ({ method: endpoint!.method, url: filled(endpoint!.path.replace(/:(\w+)/g, '{$1}')) }));

  it('is guarded under whatever form its address has', async () => {
    expect(routes(true).length).toBeGreaterThan(10);
    const open: string[] = [];
    for (const { method, url } of routes(true)) {
      const forms = [
        url,
        `${url}/`,
        `${url}//`,
        `/${url}`,
        url.toUpperCase(),
        `${url}?x=1`,
        `${url}%2f`,
        `${url};x`,
        `/.${url}`,
        `${url}%00`,
      ];
      const methods: Method[] = method === 'GET' ? ['GET', 'HEAD'] : [method];
      for (const form of forms)
        for (const by of methods) {
          const { statusCode, headers } = by === 'GET' || by === 'HEAD' ? await send(by, form) : await change(by, form);
          const isPage = String(headers['content-type']).startsWith('text/html'); // the web app's, which holds nothing of anybody
          if (!isPage && ![400, 401, 404, 405].includes(statusCode)) open.push(`${by} ${form} answered ${statusCode}`);
        }
    }
    expect(open).toEqual([]);
  });

  it('that changes something refuses another site, whoever is signed in', async () => {
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const { method, url } of routes(true).filter((route) => route.method !== 'GET'))
      for (const headers of foreign) {
        const reply = await change(method, url, { ...headers, cookie });
        expect([method, url, reply.json().code]).toEqual([method, url, 'request.foreign']);
      }
  });

  it('that lists takes at most a hundred of anything', () => {
    const real = Object.entries(paths).filter(([path]) => !path.startsWith('/v1/demo/')); // the captured mailbox of a demo gives 200
    const numbers = real.flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ parameters }) =>
        parameters
          .filter((each) => each.in === 'query' && /limit|days|count|size/i.test(each.name))
          .map((each) => ({ path, ...each })),
      ),
    );
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter(({ schema }) => !(schema.maximum && schema.maximum <= 100))).toEqual([]);
  });

  it('takes no body larger than 256 kB', async () => {
    for (const { method, url } of routes(true).filter((route) => route.method !== 'GET')) {
      const headers = { 'content-type': 'application/json', cookie };
      const reply = await app.inject({ method, url, headers, payload: JSON.stringify({ x: 'x'.repeat(262_144) }) });
      expect([url, reply.statusCode]).toEqual([url, 413]);
    }
  });
});
