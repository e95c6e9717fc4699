// One person's hands on the clinic: HTTP with a cookie of its own, and a socket. Public interfaces only.
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
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
    this.cookie = '';
  }

  /** @returns {status, body}; a set cookie is kept */
  async ask(method, path, body) {
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: { cookie: this.cookie, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0];
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

  signIn(email, password) {
    return this.do('POST', '/v1/sign-ins', { email, password });
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
