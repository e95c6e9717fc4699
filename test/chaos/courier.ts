import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ProblemJson, RecordEntry, ServerToClient } from '#contracts';
import { ticketAuth } from '../../tools/socket-ticket.mjs';
import type { Dice } from '../support/dice.js';
import type { Journal } from '../support/journal.js';
import type { Doors } from './doors.js';

type Answer = Readonly<{ seq: number }> | Readonly<{ problem: ProblemJson }>;
const PATIENCE_MS = 4_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const cookieOf = (token: string) => `hearth=${token}`;

/** Whether the answer says that nothing happened and nothing will. A server that cannot tell answers 5xx, and is asked again. */
const isFinal = ({ status }: ProblemJson) => status < 500 && status !== 429 && status !== 409;

/** A phone's outbox: sends each entry again, with the same id, by whichever way there is, until somebody has answered for good. */
export class Courier {
  private socket: Socket<ServerToClient, ClientToServer> | undefined;
  isOver = false;

  constructor(
    private readonly doors: Doors,
    private readonly journal: Journal,
    private readonly dice: Dice,
    private readonly token: string,
  ) {}

  /**
   * @returns the entry's seq; undefined when it was refused
   */
  async send(sessionId: string, type: RecordEntry['type'], payload: object, happenedAt: number): Promise<number | undefined> {
    const entry = { id: randomUUID(), type, payload, happenedAt: new Date(happenedAt).toISOString() } as RecordEntry;
    this.journal.send(sessionId, entry.id);
    for (;;) {
      const answer = await this.try(sessionId, entry).catch(() => undefined);
      if (answer && 'seq' in answer) {
        this.journal.acknowledge(entry.id, answer.seq);
        if (this.dice.isLucky(0.2)) await this.repeat(sessionId, entry);
        return answer.seq;
      }
      if (answer && isFinal(answer.problem)) {
        this.journal.refuse(entry.id, answer.problem.code);
        return undefined;
      }
      if (this.isOver) return undefined;
      await pause(this.dice.between(100, 600));
    }
  }

  close(): void {
    this.socket?.close();
  }

  /** A phone that did not hear the answer, or somebody who taps twice. */
  private async repeat(sessionId: string, entry: RecordEntry): Promise<void> {
    const answer = await this.try(sessionId, entry).catch(() => undefined);
    if (answer && 'seq' in answer) this.journal.acknowledge(entry.id, answer.seq);
    else if (answer && isFinal(answer.problem))
      this.journal.faults.push(`${entry.id} was acknowledged, and then refused: ${answer.problem.code}`);
  }

  private try(sessionId: string, entry: RecordEntry): Promise<Answer> {
    return this.dice.isLucky(0.5) ? this.byHttp(sessionId, entry) : this.bySocket(sessionId, entry);
  }

  private async byHttp(sessionId: string, entry: RecordEntry): Promise<Answer> {
    const reply = await fetch(`${this.doors.pick(this.dice)}/v1/dosing-sessions/${sessionId}/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookieOf(this.token) },
      body: JSON.stringify(entry),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await reply.json()) as { seq: number } & ProblemJson;
    return reply.ok ? { seq: body.seq } : { problem: body };
  }

  private async bySocket(sessionId: string, entry: RecordEntry): Promise<Answer> {
    this.socket ??= connect(this.doors.pick(this.dice), this.token);
    const { socket } = this;
    const asked = socket.timeout(PATIENCE_MS) as unknown as {
      emitWithAck(
        event: string,
        input: object,
      ): Promise<{ ok: true; data: { seq: number } } | { ok: false; problem: ProblemJson }>;
    };
    try {
      const reply = await asked.emitWithAck('session.record', { sessionId, entry });
      return reply.ok ? { seq: reply.data.seq } : { problem: reply.problem };
    } catch (error) {
      socket.close();
      if (this.socket === socket) this.socket = undefined;
      throw error;
    }
  }
}

/** A socket that does not come back by itself: whoever holds it tries another door. */
export const connect = (url: string, token: string): Socket<ServerToClient, ClientToServer> =>
  io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie: cookieOf(token) },
    auth: ticketAuth(url, { cookie: cookieOf(token) }),
    reconnection: false,
    forceNew: true,
    timeout: 4_000,
  });
