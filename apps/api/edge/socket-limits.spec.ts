import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { requireConfig } from '#platform';
import { eventBudget, SocketLimits } from './socket-limits.js';

const { limits } = requireConfig({});

describe('the budget of a socket', () => {
  it('allows a burst of 40, and then 20 each second, unless set otherwise', () => {
    const spend = (isAllowed: (nowMs: number) => boolean) => (nowMs: number) =>
      Array.from({ length: 100 }, () => isAllowed(nowMs)).filter(Boolean).length;
    const usual = spend(eventBudget(limits));
    expect([usual(10_000), usual(10_000), usual(10_500), usual(60_000)]).toEqual([40, 0, 10, 40]);
    const small = spend(eventBudget({ socketBurst: 2, socketEventsPerSec: 1 }));
    expect([small(10_000), small(11_000)]).toEqual([2, 1]);
  });
});

class FakeSocket extends EventEmitter {
  isOpen = true;
  readonly conn = Object.assign(new EventEmitter(), { readyState: 'open' });
  use() {}
  disconnect() {
    this.isOpen = false;
    this.emit('disconnect');
  }
  /** The client goes before its socket was let in: the library then never says `disconnect`. */
  vanish() {
    this.conn.readyState = 'closed';
    this.conn.emit('close');
  }
}

describe('the sockets of a process', () => {
  const few = new SocketLimits({ ...limits, socketsPerPerson: 2, socketsPerAddress: 3 });
  const open = (personId: string, address: string) => {
    const socket = new FakeSocket();
    few.admit(personId, address, socket as unknown as Socket);
    return socket;
  };

  it('are limited for each person: the oldest gives way; and for each address: the newest is refused', () => {
    const [first, second, third] = [open('a', '192.0.2.1'), open('a', '192.0.2.1'), open('a', '192.0.2.1')];
    expect([first, second, third].map(({ isOpen }) => isOpen)).toEqual([false, true, true]);
    const another = open('b', '192.0.2.1');
    expect(() => open('c', '192.0.2.1')).toThrow('request.too-many');
    expect(open('c', '192.0.2.2').isOpen).toBe(true);
    another.disconnect();
    expect(open('c', '192.0.2.1').isOpen).toBe(true);
  });

  it('are not counted any more when their client went while they were being let in', () => {
    const limited = new SocketLimits({ ...limits, socketsPerPerson: 9, socketsPerAddress: 2 });
    const admit = (socket: FakeSocket) => limited.admit('a', '192.0.2.1', socket as unknown as Socket);
    const [early, late] = [new FakeSocket(), new FakeSocket()];
    early.vanish();
    admit(early);
    admit(late);
    late.vanish();
    for (const socket of [new FakeSocket(), new FakeSocket()]) admit(socket);
    expect(() => admit(new FakeSocket())).toThrow('request.too-many');
  });
});
