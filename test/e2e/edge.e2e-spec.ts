import { Controller, Get, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConnectedSocket, SubscribeMessage } from '@nestjs/websockets';
import request from 'supertest';
import { z } from 'zod';
import { endpoint } from '#contracts';
import { Config, requireConfig } from '#platform';
import { Gateway } from '../../apps/api/edge/gateway.js';
import { Public } from '../../apps/api/edge/policy.js';
import { Serves } from '../../apps/api/edge/serves.js';
import { counted, lines, NotesController, startEdge } from '../support/small-edge.js';

describe('an edge', () => {
  let app: NestFastifyApplication;
  const id = '0198c0de-0000-7000-8000-000000000001';
  const http = () => request(app.getHttpServer());
  const save = (body: object | string, at = id) =>
    http().post(`/v1/notes/${at}`).set('Cookie', 'other=1; hearth=good').set('Content-Type', 'application/json').send(body);

  beforeAll(async () => {
    app = await startEdge([NotesController]);
  });
  beforeEach(() => lines.splice(0));
  afterAll(() => app.close());

  it('serves a contract, and cuts the reply to it', async () => {
    const { status, body } = await save({ text: 'hi' });
    expect([status, body]).toEqual([201, { id, by: 'patient' }]);
  });

  it('can be asked to do the whole again, and answers as if once', async () => {
    const [before, once] = [counted.saved, await save({ text: 'hello' })];
    const twice = await save({ text: 'hello' }).set('Idempotency-Key', 'k');
    expect([twice.status, twice.text]).toEqual([once.status, once.text]);
    expect(counted.saved).toBe(before + 3);
  });

  it.each([
    ['an unknown field', { text: 'hi', textt: 1 }, id, ['textt']],
    ['a wrong type', { text: { $gt: '' } }, id, ['text']],
    ['no body', '', id, ['.']],
    ['a wrong id', { text: 'hi' }, 'not-an-id', ['id']],
  ])('refuses %s, and names the field but not its value', async (_, body, at, fields) => {
    const reply = await save(body, at);
    expect(reply.status).toBe(400);
    expect(reply.type).toBe('application/problem+json');
    expect(reply.body).toMatchObject({ code: 'request.invalid', facts: { fields } });
  });

  it('answers malformed JSON, other content and too much of it as problems', async () => {
    expect((await save('{"text":')).body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect((await save('{"__proto__":{"a":1}}')).body).toMatchObject({ status: 400, code: 'request.invalid' });
    expect((await save({ text: 'x'.repeat(300_000) })).body).toMatchObject({ status: 413, code: 'request.too-large' });
    const xml = http().post(`/v1/notes/${id}`).set('Cookie', 'hearth=good').set('Content-Type', 'text/xml').send('<a/>');
    expect((await xml).body).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  it('knows nobody without a good cookie', async () => {
    for (const cookie of ['', 'hearth=', 'hearth=bad', '__Host-hearth=good', 'xhearth=good']) {
      const reply = await http().post(`/v1/notes/${id}`).set('Cookie', cookie).send({ text: 'hi' });
      expect(reply.body).toMatchObject({ status: 401, code: 'request.sign-in-needed' });
    }
  });

  it('keeps roles apart', async () => {
    expect((await http().get('/v1/admin').set('Cookie', 'hearth=good')).body).toMatchObject({
      status: 403,
      code: 'request.forbidden',
    });
  });

  it.each(['HEAD', 'GET'])('guards %s, with and without a slash at the end', async (method) => {
    for (const path of ['/v1/admin', '/v1/admin/', '/v1//admin', '/V1/admin']) {
      const { statusCode } = await app.inject({ method: method as 'GET', url: path });
      expect([401, 404]).toContain(statusCode);
    }
  });

  it.each([
    ['an origin of another site', { Origin: 'https://evil.example' }],
    ['a null origin', { Origin: 'null' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
  ])('refuses what comes from %s', async (_, headers) => {
    const reply = await save({ text: 'hi' }).set(headers);
    expect(reply.body).toMatchObject({ status: 403, code: 'request.foreign' });
  });

  it('lets our own pages in', async () => {
    expect((await save({ text: 'hi' }).set({ Origin: 'http://127.0.0.1:3000', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(
      201,
    );
  });

  it('does not take forms', async () => {
    const reply = await http().post('/v1/demo').type('form').send('a=1');
    expect(reply.body).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  it('says that there is nothing where there is nothing', async () => {
    expect((await http().get('/v1/nothing')).body).toEqual({
      type: 'about:blank',
      title: 'There is nothing here.',
      status: 404,
      code: 'request.not-found',
    });
  });

  it.each(['/v1/throws', '/v1/broken'])('hides what went wrong inside, and logs it without values: %s', async (path) => {
    const reply = await http().get(path);
    expect(reply.body).toEqual({
      type: 'about:blank',
      title: 'Something went wrong on our side.',
      status: 500,
      code: 'internal',
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"level":"error"');
    expect(lines[0]).not.toContain('secret');
  });

  it.each([
    ['a form that is wrong', '/v1/open?page=x&secret=1', { code: 'request.invalid', route: '/v1/open', personId: null }],
    ['nobody', '/v1/admin?secret=1', { code: 'request.sign-in-needed', route: '/v1/admin', personId: null }],
    [
      'another role',
      '/v1/admin',
      { code: 'request.forbidden', route: '/v1/admin', personId: 'p', signInId: 's', role: 'patient' },
    ],
    ['a page that is not there', '/wp-admin/secret', { code: 'request.not-found', route: null }],
  ])('tells the log that it refused %s, by the route and not by its address', async (_, path, told) => {
    const asked = http().get(path);
    await ('role' in told ? asked.set('Cookie', 'hearth=good') : asked);
    expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ level: 'info', msg: 'refused', ...told })]);
    expect(lines[0]).not.toContain('secret');
  });

  it('tells of a refused try no value that was sent, nor where the address pointed', async () => {
    await save({ text: 'x'.repeat(21) });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ code: 'request.invalid', method: 'POST', route: '/v1/notes/:id', personId: 'p' }),
    ]);
    expect(lines[0]).not.toMatch(/xxx|0198c0de/);
  });

  it('does not log what succeeds', async () => {
    await http().get('/v1/open');
    expect(lines).toEqual([]);
  });
});

describe('a policy', () => {
  it('hides what is for demos from production', async () => {
    const production = { ...requireConfig({}), mode: 'production', isClockMovable: false } as Config;
    const app = await startEdge([NotesController]);
    Object.assign(app.get(Config), production);
    lines.splice(0);
    const reply = await request(app.getHttpServer()).post('/v1/demo').set('Content-Type', 'application/json').send('{}');
    expect(reply.body).toMatchObject({ status: 404 });
    expect(lines).toEqual([]); // every page asks, to learn whether this is a demo
    await app.close();
  });

  it('is demanded of every route and socket event before the server starts', async () => {
    @Controller()
    class Forgetful {
      @Get('/forgotten')
      forgotten() {}
    }
    @Gateway()
    class ForgetfulGateway {
      @SubscribeMessage('forgotten.event')
      heard(@ConnectedSocket() _: unknown) {}
    }
    await expect(startEdge([Forgetful], [ForgetfulGateway])).rejects.toThrow(/Forgetful\.forgotten, ForgetfulGateway\.heard/);
  });
});

describe('an answer to whether a route may be sent twice', () => {
  const keyless = endpoint({ method: 'POST', path: '/v1/keyless', summary: '', reply: z.object({}), withoutKey: 'a test' });
  const takesOne = endpoint({ method: 'PUT', path: '/v1/takes-one', summary: '', reply: z.object({}) });

  it('is demanded of every mutating route before the server starts', async () => {
    @Controller()
    class Forgetful {
      @Public()
      @Post('/no-contract')
      withoutContract() {}

      @Public()
      @Serves(takesOne)
      ofNobody() {
        return {};
      }

      @Public()
      @Serves(keyless)
      saysWhy() {
        return {};
      }
    }
    await expect(startEdge([Forgetful])).rejects.toThrow(/: Forgetful\.withoutContract, Forgetful\.ofNobody\.$/);
  });
});
