import { randomUUID } from 'node:crypto';
import type net from 'node:net';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ConnectedSocket, SubscribeMessage } from '@nestjs/websockets';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { Problem } from '#kernel';
import { Config, Idempotency, Log, Metrics, RateLimits, requireConfig, SealedFields } from '#platform';
import {
  type Caller,
  SIGN_IN_RESOLVER,
  type SignInResolver,
  TICKET_TAKER,
  type TicketTaker,
} from '../../apps/api/edge/caller.js';
import { EdgeModule } from '../../apps/api/edge/edge.module.js';
import { Gateway } from '../../apps/api/edge/gateway.js';
import { SignedIn } from '../../apps/api/edge/policy.js';
import { Asks, Payload } from '../../apps/api/edge/serves.js';
import { SocketAdapter } from '../../apps/api/edge/socket-adapter.js';

const Note = z.strictObject({ text: z.string() });
const Size = z.strictObject({ notes: z.int(), length: z.int() });
type Listener = { emit(event: string, note: string): void; connected: boolean; conn: { writeBuffer: unknown[] } };
const told = { mostWaiting: 0, isListening: true };

@Gateway()
@SignedIn('patient')
class NotesGateway {
  @SubscribeMessage('note.save')
  save(@Asks() caller: Caller, @Payload(Note) { text }: z.infer<typeof Note>) {
    if (text === 'refuse') throw new Problem('notes.refused', 'refused', 'No.', { id: 'n1' });
    if (text === 'break') throw new TypeError('secret value');
    return { ok: true, data: { text, by: caller.role } };
  }

  /** Tells a reader so much, little by little, for as long as there is one. */
  @SubscribeMessage('note.tell')
  async tell(@ConnectedSocket() socket: Listener, @Payload(Size) { notes, length }: z.infer<typeof Size>) {
    const { conn } = socket;
    for (let sent = 0; sent < notes && socket.connected; sent++) {
      socket.emit('note', 'x'.repeat(length));
      told.mostWaiting = Math.max(told.mostWaiting, conn.writeBuffer.length);
      if (sent % 20 === 0) await new Promise((done) => setTimeout(done, 20));
    }
    told.isListening = socket.connected;
    return { ok: true, data: {} };
  }

  @SignedIn('admin')
  @SubscribeMessage('note.purge')
  purge() {
    return { ok: true, data: {} };
  }
}

const good = new Set(['patient-token']);
const caller: Caller = {
  personId: 'p',
  role: 'patient',
  signInId: 's',
  assurance: 'full',
  sessionScope: null,
  steppedUpAt: null,
  displayName: 'P',
  zone: 'UTC',
};
const tickets = new Set<string>();
const ticketTaker: TicketTaker = { take: async (ticket) => tickets.delete(ticket) };
const signIns: SignInResolver = {
  resolve: async (token) => (good.has(token) ? caller : null),
  placeOf: async (email) => email,
  noteActivity: async () => {},
};
const lines: string[] = [];
const platform = {
  module: class {},
  global: true,
  providers: [
    { provide: Config, useValue: requireConfig({}) },
    { provide: Log, useValue: new Log({ write: (line: string) => void lines.push(line) }) },
    { provide: SIGN_IN_RESOLVER, useValue: signIns },
    { provide: TICKET_TAKER, useValue: ticketTaker },
    { provide: Idempotency, useValue: {} },
    { provide: RateLimits, useValue: { spend: () => {} } },
    { provide: SealedFields, useValue: { fingerprint: () => '' } },
    { provide: Metrics, useValue: { gauge: () => {} } },
  ],
  exports: [Config, Log, SIGN_IN_RESOLVER, TICKET_TAKER, Idempotency, Metrics, RateLimits, SealedFields],
};
@Module({ imports: [platform, EdgeModule], providers: [NotesGateway] })
class App {}

describe('a socket', () => {
  let app: NestFastifyApplication;
  let url: string;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [App] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    app.useWebSocketAdapter(new SocketAdapter(app));
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });
  beforeEach(() => void good.add('patient-token'));
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => app.close());

  function newTicket(): string {
    const ticket = randomUUID();
    tickets.add(ticket);
    return ticket;
  }

  function open(
    headers: Record<string, string>,
    { transports = ['websocket'], auth = { ticket: newTicket() } as object } = {},
  ): Socket {
    const socket = io(url, { transports, extraHeaders: headers, auth, reconnection: false, forceNew: true });
    sockets.push(socket);
    return socket;
  }
  const connected = (socket: Socket) =>
    new Promise<void>((done, refused) => socket.once('connect', done).once('connect_error', refused));
  const patient = { Cookie: 'hearth=patient-token' };
  const save = async (payload: unknown) => {
    const socket = open(patient);
    await connected(socket);
    return socket.emitWithAck('note.save', payload);
  };

  it('is acknowledged with what the service answered', async () => {
    expect(await save({ text: 'hi' })).toEqual({ ok: true, data: { text: 'hi', by: 'patient' } });
  });

  it.each([
    ['refused by the service', { text: 'refuse' }, { status: 422, code: 'notes.refused', facts: { id: 'n1' } }],
    ['broken', { text: 'break' }, { status: 500, code: 'internal' }],
    ['of a wrong form', { text: 1 }, { status: 400, code: 'request.invalid', facts: { fields: ['text'] } }],
    ['with an unknown field', { text: 'hi', more: 1 }, { status: 400, facts: { fields: ['more'] } }],
    ['empty', null, { status: 400 }],
  ])('is acknowledged also when what it sent is %s', async (_, payload, problem) => {
    const reply = await save(payload);
    expect(reply).toMatchObject({ ok: false, problem });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('is told when its role may not do this', async () => {
    const socket = open(patient);
    await connected(socket);
    expect(await socket.emitWithAck('note.purge', {})).toMatchObject({ ok: false, problem: { code: 'request.forbidden' } });
  });

  it('can do nothing more once its sign-in has ended', async () => {
    const socket = open(patient);
    await connected(socket);
    good.clear();
    expect(await socket.emitWithAck('note.save', { text: 'hi' })).toMatchObject({ problem: { code: 'request.sign-in-needed' } });
  });

  it.each([
    ['without a cookie', {}],
    ['with a cookie that is not good', { Cookie: 'hearth=forged' }],
  ])('does not open %s', async (_, headers) => {
    await expect(connected(open(headers as Record<string, string>))).rejects.toMatchObject({
      message: 'request.sign-in-needed',
      data: { status: 401, code: 'request.sign-in-needed' },
    });
  });

  it.each([
    ['without a ticket', {}],
    ['with a ticket that nobody made', { ticket: 'forged' }],
    ['with something else for a ticket', { ticket: { toString: 'x' } }],
  ])('does not open %s, whatever its cookie', async (_, auth) => {
    await expect(connected(open(patient, { auth }))).rejects.toMatchObject({
      data: { status: 403, code: 'request.ticket-needed' },
    });
  });

  it('opens once with one ticket', async () => {
    const auth = { ticket: newTicket() };
    await connected(open(patient, { auth }));
    await expect(connected(open(patient, { auth }))).rejects.toMatchObject({ message: 'request.ticket-needed' });
  });

  it('does not use up a ticket that comes without a sign-in', async () => {
    const auth = { ticket: newTicket() };
    await expect(connected(open({}, { auth }))).rejects.toMatchObject({ message: 'request.sign-in-needed' });
    await connected(open(patient, { auth }));
  });

  it('does not open from another site, nor by polling', async () => {
    await expect(connected(open({ ...patient, Origin: 'https://evil.example' }))).rejects.toThrow();
    await expect(connected(open(patient, { transports: ['polling'] }))).rejects.toThrow();
    await connected(open({ ...patient, Origin: 'http://localhost:3000' }));
  });

  it('that is refused, or refuses what it is sent, is told of in the log, without what was sent', async () => {
    lines.splice(0);
    await expect(connected(open({ ...patient, Origin: 'https://evil.example' }))).rejects.toThrow();
    await expect(connected(open(patient, { auth: { ticket: 'secret' } }))).rejects.toThrow();
    const socket = open(patient);
    await connected(socket);
    await socket.emitWithAck('note.purge', { text: 'secret' });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ msg: 'refused', event: 'connection', code: 'request.foreign', personId: null }),
      expect.objectContaining({ msg: 'refused', event: 'connection', code: 'request.ticket-needed', personId: null }),
      expect.objectContaining({ msg: 'refused', event: 'note.purge', code: 'request.forbidden', personId: 'p', signInId: 's' }),
    ]);
    expect(lines.join('')).not.toContain('secret');
  });

  it('gives way to newer ones of the same person beyond five', async () => {
    const first = open(patient);
    await connected(first);
    const isGone = new Promise((gone) => first.once('disconnect', gone));
    for (let i = 0; i < 5; i++) await connected(open(patient));
    await isGone;
    expect(sockets.filter((socket) => socket.connected)).toHaveLength(5);
  });

  it('is told when it sends too much', async () => {
    const socket = open(patient);
    await connected(socket);
    const replies = await Promise.all(Array.from({ length: 60 }, () => socket.emitWithAck('note.save', { text: 'hi' })));
    expect(replies.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(40);
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ problem: { status: 429, code: 'request.too-many' } });
  });

  describe('whose reader does not read', () => {
    const stop = (socket: Socket) =>
      (socket.io.engine.transport as unknown as { ws: { _socket: net.Socket } }).ws._socket.pause();

    it('is dropped before what waits for it grows, and others are told everything meanwhile', async () => {
      const [slow, other] = [open(patient), open(patient)];
      await Promise.all([connected(slow), connected(other)]);
      let heard = 0;
      other.on('note', () => heard++);
      stop(slow);
      slow.emit('note.tell', { notes: 20_000, length: 4_096 });
      await other.emitWithAck('note.tell', { notes: 400, length: 4_096 });
      for (let i = 0; told.isListening && i < 600; i++) await new Promise((done) => setTimeout(done, 50));
      expect(told.isListening).toBe(false);
      expect(told.mostWaiting).toBeLessThan(2_000);
      expect(heard).toBe(400);
    }, 60_000);

    it('is not dropped for one burst that it takes in', async () => {
      const reader = open(patient);
      await connected(reader);
      let heard = 0;
      reader.on('note', () => heard++);
      await Promise.all([1, 2, 3].map(() => reader.emitWithAck('note.tell', { notes: 300, length: 1_024 })));
      expect([heard, reader.connected]).toEqual([900, true]);
    });
  });
});
