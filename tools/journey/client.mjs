// One person's hands on the clinic: HTTP with a cookie of its own, and a socket. Public interfaces only.
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { Authenticator } from '../authenticator.mjs';
import { ticketAuth } from '../socket-ticket.mjs';

export class Deviation extends Error {}

/** Throws unless the condition holds. */
export function expect(condition, message) {
  if (!condition) throw new Deviation(message);
}

export class Person {
  constructor(address, name) {
    this.address = address;
    this.name = name;
    this.cookies = new Map();
  }

  get cookie() {
    return [...this.cookies].map((pair) => pair.join('=')).join('; ');
  }

  /** @returns {status, body}; a set cookie is kept */
  async ask(method, path, body) {
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: { cookie: this.cookie, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
      this.cookies.set(name, value);
    }
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }

  /** The same, for requests that must succeed. */
  async do(method, path, body) {
    const { status, body: reply } = await this.ask(method, path, body);
    expect(
      status < 300,
      `${this.name}: ${method} ${path} answered ${status} ${reply?.code ?? ''} ${JSON.stringify(reply?.facts ?? {})}`,
    );
    return reply;
  }

  /** For requests that must be refused, with this code. */
  async isRefused(code, method, path, body) {
    const { status, body: reply } = await this.ask(method, path, body);
    expect(
      status >= 400 && reply.code === code,
      `${this.name}: ${method} ${path} should be refused with ${code}, but: ${status} ${reply?.code}`,
    );
    return reply;
  }

  /** With the code of an authenticator app, if the person has one. */
  async signIn({ email, password, authenticatorSecret }) {
    const me = await this.do('POST', '/v1/sign-ins', { email, password });
    if (me.assurance !== 'pending') return me;
    this.authenticator ??= new Authenticator(authenticatorSecret);
    await this.prove('/v1/sign-ins/current/second-factor');
    return this.do('GET', '/v1/me');
  }

  /** Proves once more that it is this person, for one weighty action. */
  stepUp() {
    return this.prove('/v1/sign-ins/current/step-up');
  }

  prove(path) {
    return this.authenticator.prove(async (code) => {
      const { status, body } = await this.ask('POST', path, { code });
      expect(status < 300 || body.code === 'identity.wrong-proof', `${this.name}: ${path} answered ${status} ${body?.code}`);
      return status < 300;
    });
  }

  /** Records an entry over HTTP, dated now by the clinic's clock. */
  async record(sessionId, type, payload = {}) {
    const { now } = await this.do('GET', '/v1/clock');
    return this.do('POST', `/v1/dosing-sessions/${sessionId}/entries`, { id: randomUUID(), type, payload, happenedAt: now });
  }

  async connect() {
    const extraHeaders = { cookie: this.cookie };
    const auth = ticketAuth(this.address, extraHeaders);
    this.socket = io(this.address, { transports: ['websocket'], extraHeaders, auth, reconnection: false });
    await new Promise((done, fail) => this.socket.once('connect', done).once('connect_error', fail));
  }

  /** Emits an event that must be acknowledged as done. */
  async emit(event, input) {
    const reply = await this.socket.timeout(10_000).emitWithAck(event, input);
    expect(reply.ok, `${this.name}: ${event} was refused: ${reply.problem?.code}`);
    return reply.data;
  }

  close() {
    this.socket?.close();
  }
}
