import fc from 'fast-check';

import type { SignalBody } from '#contracts';
import { Peer } from './peer.js';
import { PretendConnection, PretendStream } from './peer.simulation.js';

/** What the network between two screens does; drawn from dice that can be thrown again. `lossy`: so many of a hundred are lost, for so long. */
type Network = Readonly<{
  delayMs: number;
  spreadMs: number;
  lossy: Readonly<{ percent: number; forMs: number }>;
  dice: readonly number[];
}>;

const TRACK = { kind: 'video', muted: false, readyState: 'live' } as unknown as MediaStreamTrack;
const LOOK_MS = 1_000;
/** P22: media is back by then, or people are told that it is lost. */
const SOON_MS = 10_000;
const LIMIT_MS = 25_000;

/** Two screens, and what they say to each other: in order, as the server passes it on. */
class Pair {
  readonly ends: [Peer, Peer];
  private readonly arrivesAt: [number, number] = [0, 0];
  private thrown = 0;
  private readonly beganAt = performance.now();

  constructor(private readonly network: Network) {
    this.ends = [this.make(0), this.make(1)];
  }

  /** This screen gives its connection up and makes another, as after a glance at who is there that was out of date. */
  remake(at: 0 | 1): void {
    const { generation } = this.ends[at];
    this.ends[at].close();
    this.ends[at] = this.make(at, generation + 1);
  }

  say(from: 0 | 1, body: SignalBody): void {
    const { delayMs, spreadMs, lossy } = this.network;
    const now = performance.now();
    if (now - this.beganAt < lossy.forMs && this.throw() < lossy.percent) return;
    const to = from === 0 ? 1 : 0;
    this.arrivesAt[to] = Math.max(this.arrivesAt[to], now + delayMs + (this.throw() * spreadMs) / 100);
    setTimeout(() => this.ends[to].receive(body), this.arrivesAt[to] - now);
  }

  /** @returns how long it took until both hear each other, in ms; null when they do not within the time */
  async until(withinMs: number): Promise<number | null> {
    const began = performance.now();
    while (performance.now() - began < withinMs) {
      await jest.advanceTimersByTimeAsync(LOOK_MS);
      for (const end of this.ends) await end.look();
      if (this.ends.every(({ state }) => state === 'live')) return performance.now() - began;
    }
    return null;
  }

  close(): void {
    for (const end of this.ends) end.close();
  }

  private throw(): number {
    const { dice } = this.network;
    return dice[this.thrown++ % dice.length]!;
  }

  private make(at: 0 | 1, first?: number): Peer {
    const link = {
      isPolite: at === 0,
      relay: () => ({ iceServers: [], relayOnly: false, validForSec: 3_600 }),
      tracks: () => ({ audio: null, video: TRACK }),
      send: (body: SignalBody) => this.say(at, body),
      onChange: () => undefined,
    };
    return new Peer(link, first);
  }
}

const dice = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 7, maxLength: 60 });
const calm: fc.Arbitrary<Network> = fc.record({
  ...{ delayMs: fc.integer({ min: 1, max: 400 }), spreadMs: fc.integer({ min: 0, max: 400 }), dice },
  lossy: fc.constant({ percent: 0, forMs: 0 }),
});
const rough: fc.Arbitrary<Network> = fc.record({
  ...{ delayMs: fc.integer({ min: 1, max: 400 }), spreadMs: fc.integer({ min: 0, max: 400 }), dice },
  lossy: fc.record({ percent: fc.integer({ min: 0, max: 30 }), forMs: fc.integer({ min: 0, max: 8_000 }) }),
});

async function within(network: Network, limitMs: number, meanwhile: (pair: Pair) => Promise<void> = async () => undefined) {
  PretendConnection.clear();
  const pair = new Pair(network);
  try {
    await meanwhile(pair);
    const ms = await pair.until(limitMs);
    expect(ms).not.toBeNull();
    await jest.advanceTimersByTimeAsync(3_000);
    for (const end of pair.ends) await end.look();
    expect(pair.ends.map(({ state }) => state)).toEqual(['live', 'live']); // and it lasts
  } finally {
    pair.close();
    jest.clearAllTimers();
  }
}

describe('two screens that both begin', () => {
  beforeAll(() => {
    jest.useFakeTimers();
    Object.assign(globalThis, { RTCPeerConnection: PretendConnection, MediaStream: PretendStream });
  });
  afterAll(() => {
    jest.useRealTimers();
    for (const name of ['RTCPeerConnection', 'MediaStream']) Reflect.deleteProperty(globalThis, name);
  });

  it('hear each other soon, however long it takes that they hear of each other', () =>
    fc.assert(fc.asyncProperty(calm, (network) => within(network, 4_000))));

  it('show what they hear, although their browser does not tell that it comes', () =>
    fc.assert(
      fc.asyncProperty(calm, (network) =>
        within(network, 4_000, async (pair) => {
          PretendConnection.isSilent = true;
          await pair.until(4_000);
          expect(pair.ends.map(({ stream }) => stream.getTracks().map(({ kind }) => kind))).toEqual([['video'], ['video']]);
        }),
      ),
    ));

  it('hear each other within the limit although up to a third of what they say is lost at first', () =>
    fc.assert(fc.asyncProperty(rough, (network) => within(network, LIMIT_MS))));

  it('come together again soon when one of them begins anew, at any moment', () =>
    fc.assert(
      fc.asyncProperty(
        calm,
        fc.integer({ min: 0, max: 6_000 }),
        fc.constantFrom(0 as const, 1 as const),
        (network, afterMs, at) =>
          within(network, SOON_MS, async (pair) => {
            await jest.advanceTimersByTimeAsync(afterMs);
            pair.remake(at);
          }),
      ),
    ));

  it('come together within the limit although the first of them hears nothing of what was said before it was there', () =>
    fc.assert(
      fc.asyncProperty(calm, fc.integer({ min: 1, max: 1_500 }), (network, deafMs) =>
        within({ ...network, lossy: { percent: 100, forMs: deafMs } }, SOON_MS),
      ),
    ));
});
