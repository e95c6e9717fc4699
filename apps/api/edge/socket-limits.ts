import type { Socket } from 'socket.io';
import { type Limits, requestProblems } from '#platform';
import { toProblemJson } from './problem-json.js';

type EventLimits = Pick<Limits, 'socketEventsPerSec' | 'socketBurst'>;

/** A bucket that refills with real time. @returns whether one more event is allowed at `nowMs` */
export function eventBudget({ socketEventsPerSec, socketBurst }: EventLimits): (nowMs: number) => boolean {
  let [left, lastMs] = [socketBurst, 0];
  return (nowMs) => {
    left = Math.min(socketBurst, left + ((nowMs - lastMs) / 1_000) * socketEventsPerSec);
    lastMs = nowMs;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** Refuses events that come too fast, and says so to whoever waits for an acknowledgement. */
export function limitEvents(socket: Socket, limits: EventLimits): void {
  const isAllowed = eventBudget(limits);
  socket.use((event, next) => {
    if (isAllowed(performance.now())) return next();
    const ack: unknown = event.at(-1);
    if (typeof ack === 'function') ack({ ok: false, problem: toProblemJson(requestProblems.tooMany()) });
  });
}

/** The open sockets of this process by whom, or from where, they are. */
class OpenSockets {
  private readonly byKey = new Map<string, Set<Socket>>();

  of(key: string): ReadonlySet<Socket> {
    return this.byKey.get(key) ?? new Set();
  }

  add(key: string, socket: Socket): void {
    const own = this.byKey.get(key) ?? new Set();
    this.byKey.set(key, own.add(socket));
    const forget = () => {
      own.delete(socket);
      if (own.size === 0 && this.byKey.get(key) === own) this.byKey.delete(key);
      socket.conn.removeListener('close', forget);
    };
    socket.once('disconnect', forget);
    socket.conn.once('close', forget); // a client that goes before its socket is let in never disconnects it
  }
}

/** Keeps so many sockets for each person and each network address. */
export class SocketLimits {
  private readonly byPerson = new OpenSockets();
  private readonly byAddress = new OpenSockets();

  constructor(private readonly limits: Limits) {}

  /**
   * Lets a socket in. Of one person's too many the oldest goes, for it is most likely dead.
   *
   * @throws `request.too-many` when too many are open from that address
   */
  admit(personId: string, address: string, socket: Socket): void {
    if (socket.conn.readyState !== 'open') return; // it went meanwhile, and nothing will say so any more
    if (this.byAddress.of(address).size >= this.limits.socketsPerAddress) throw requestProblems.tooMany();
    limitEvents(socket, this.limits);
    this.byAddress.add(address, socket);
    this.byPerson.add(personId, socket);
    const [oldest, ...newer] = this.byPerson.of(personId);
    if (newer.length >= this.limits.socketsPerPerson) oldest?.disconnect(true);
  }
}
