import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { Config, Log } from '#platform';
import { secureHeaders } from '../../apps/api/edge/security.js';
import { serveWeb } from '../../apps/api/edge/web.js';
import { makeApi } from '../../apps/api/server.js';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { twilioSignature } from '../../libs/notifications/twilio-signature.js';
import { asOwner } from '../support/owner.js';

const scratch = mkdtempSync(join(tmpdir(), 'hearth-frame-'));
process.env['HEARTH_DATA_DIR'] = scratch;
const provider = { SMS_URL: 'http://127.0.0.1:1', SMS_ACCOUNT: 'AC1', SMS_TOKEN: 'the token', SMS_FROM: '+12125550100' };
Object.assign(process.env, provider, { PUBLIC_URL: 'http://clinic.test' });

let app: NestFastifyApplication;
const http = () => request(app.getHttpServer());
const post = (path: string, body: object) => http().post(path).set('Content-Type', 'application/json').send(body);
const until = async (isTrue: () => Promise<boolean>) => {
  while (!(await isTrue())) await new Promise((done) => setTimeout(done, 20));
};
const readiness = async () => (await http().get('/readyz')) as { status: number; body: { facts?: { reasons?: string[] } } };

beforeAll(async () => {
  app = await makeApi([WorkerModule]);
  app.useLogger(false);
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

describe('the frame', () => {
  it('lives, and is ready as soon as somebody sweeps', async () => {
    expect((await http().get('/healthz')).body).toEqual({ ok: true });
    await until(async () => (await readiness()).status === 200);
  });

  it('stays ready when a newer program migrates the database, and is not when a migration of its own is gone', async () => {
    await asOwner(`
      INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '99990101000000_future', now())`);
    expect((await readiness()).status).toBe(200);
    await asOwner(`DELETE FROM _prisma_migrations WHERE id = 'x'`);
    await asOwner('UPDATE _prisma_migrations SET rolled_back_at = now()');
    const { status, body } = await readiness();
    expect([status, body.facts]).toEqual([503, { reasons: ['schema'] }]);
    await asOwner('UPDATE _prisma_migrations SET rolled_back_at = NULL');
  });

  it('takes forms from the provider of texts, whose signature it is, and from nobody else', async () => {
    const [path, fields] = ['/v1/webhooks/sms/inbound', { From: '+12125550199', Body: 'STOP' }];
    const send = (to: string, signature: string) =>
      http().post(to).type('form').set('X-Twilio-Signature', signature).send(fields);
    const signature = twilioSignature(provider.SMS_TOKEN, `http://clinic.test${path}`, fields);
    const { status, text, headers } = await send(path, signature);
    expect([status, headers['content-type'], text]).toEqual([
      200,
      'text/xml; charset=utf-8',
      expect.stringContaining('<Response>'),
    ]);
    expect((await send(path, 'x')).body).toMatchObject({ status: 403, code: 'notifications.not-signed' });
    expect((await send('/v1/sign-ins', signature)).status).toBe(400);
  });

  it('tells the time, and moves it in a demo', async () => {
    const { body: before } = await http().get('/v1/clock');
    const { status, body: moved } = await post('/v1/clock/advance', { byMin: 90 });
    expect([status, before.isMovable, moved.eventsFired]).toEqual([200, true, 0]);
    expect(Date.parse(moved.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(90 * 60_000);
    expect((await http().get('/v1/clock')).body.offsetMs).toBeGreaterThan(89 * 60_000);
  });

  it.each([{}, { byMin: -5 }, { byMin: 5, to: '2099-01-01T00:00:00Z' }, { to: 'tomorrow' }, { byMin: 1e9 }])(
    'does not move it by %j',
    async (goal) => {
      expect((await post('/v1/clock/advance', goal)).body).toMatchObject({ status: 400, code: 'request.invalid' });
    },
  );

  it('prints every contract that it serves as OpenAPI', async () => {
    const { body } = await http().get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/v1/clock', '/v1/clock/advance', '/v1/sign-ins']));
    expect(body.paths['/v1/clock/advance'].post).toMatchObject({ security: [], requestBody: { required: true } });
  });

  it('has a page about its API that its own content policy lets through', async () => {
    const { text, headers } = await http().get('/docs');
    const nonce = /<style nonce="([^"]+)">/.exec(text)?.[1];
    expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(text).not.toMatch(/<script|https?:\/\/(?!json-schema)/);
  });

  it('sends no answer without its headers', async () => {
    for (const path of ['/v1/clock', '/v1/nothing', '/healthz', '/%', '/openapi.json']) {
      const { headers } = await http().get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|upgrade-insecure|\*/);
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('says nothing of itself when an address is malformed', async () => {
    const { status, body, text } = await http().get('/%');
    expect([400, 404]).toContain(status);
    expect(body.code).toMatch(/^request\./);
    expect(text).not.toMatch(/FST_|stack/);
  });
});

describe('the web app', () => {
  let web: NestFastifyApplication;

  beforeAll(async () => {
    const root = join(scratch, 'web');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<!doctype html><html><head></head><body>Hearth</body></html>');
    writeFileSync(join(root, 'assets/app-1a2b.js'), 'start()');
    const { Test } = await import('@nestjs/testing');
    const { FastifyAdapter } = await import('@nestjs/platform-fastify');
    const module = await Test.createTestingModule({
      providers: [{ provide: Log, useValue: new Log({ write: () => {} }) }],
    }).compile();
    web = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    secureHeaders(web, app.get(Config));
    await serveWeb(web, root);
    await web.init();
    await web.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => web.close());
  const get = (url: string) => web.inject({ method: 'GET', url });

  it.each(['/', '/index.html', '/sessions/42', '/sign-in?next=/board'])(
    'answers %s with the page and the nonce of this answer',
    async (url) => {
      const { statusCode, body, headers } = await get(url);
      const nonce = /<meta property="csp-nonce" nonce="([^"]+)">/.exec(body)?.[1];
      expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    },
  );

  it('lets browsers keep what has a hash in its name', async () => {
    const { body, headers } = await get('/assets/app-1a2b.js');
    expect([body, headers['cache-control']]).toEqual(['start()', 'public, max-age=31536000, immutable']);
    expect(headers['content-type']).toContain('javascript');
  });

  it.each(['/v1/nothing', '/assets/gone.js', '/../package.json', '/%2e%2e/package.json', '/socket.io/x', '/.env'])(
    'has no page at %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});
