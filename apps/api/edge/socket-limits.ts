import type { Socket } from 'socket.io';
import { requestProblems } from '#platform';
import { toProblemJson } from './problem-json.js';

const EVENTS_PER_SEC = 20;
const BURST = 40;
const SOCKETS_PER_PERSON = 5;

/** A bucket that refills with real time. @returns whether one more event is allowed at `nowMs` */
export function eventBudget(): (nowMs: number) => boolean {
  let [left, lastMs] = [BURST, 0];
  return (nowMs) => {
    left = Math.min(BURST, left + ((nowMs - lastMs) / 1_000) * EVENTS_PER_SEC);
    lastMs = nowMs;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** Refuses events that come too fast, and says so to whoever waits for an acknowledgement. */
export function limitEvents(socket: Socket): void {
  const isAllowed = eventBudget();
  socket.use((event, next) => {
    if (isAllowed(performance.now())) return next();
    const ack: unknown = event.at(-1);
    if (typeof ack === 'function') ack({ ok: false, problem: toProblemJson(requestProblems.tooMany()) });
  });
}

/** Keeps at most five sockets for each person in this process: the oldest goes, for it is most likely dead. */
export class SocketsByPerson {
  private readonly sockets = new Map<string, Set<Socket>>();

  add(personId: string, socket: Socket): void {
    const own = this.sockets.get(personId) ?? new Set();
    this.sockets.set(personId, own.add(socket));
    socket.once('disconnect', () => this.remove(personId, socket));
    const [oldest] = own;
    if (own.size > SOCKETS_PER_PERSON) oldest?.disconnect(true);
  }

  private remove(personId: string, socket: Socket): void {
    const own = this.sockets.get(personId);
    own?.delete(socket);
    if (own?.size === 0) this.sockets.delete(personId);
  }
}
