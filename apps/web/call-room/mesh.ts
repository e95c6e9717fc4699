import { type CallPerson, type CallRelay, type CallSignal, mintCallRelay, type SignalBody } from '#contracts';
import { call, isProblem } from '../call.js';
import { ask } from '../socket.js';
import { isPolite, type MediaState } from './negotiation.js';
import { Peer, type Tracks } from './peer.js';

/** Somebody else in the call, as far as they are seen and heard. */
export type Seen = Readonly<{ participantId: string; stream: MediaStream; state: MediaState; hasPicture: boolean }>;
type Connected = Readonly<{ peer: Peer; participantId: string }>;
type Own = Readonly<{ appointmentId: string; connection: string }>;

const LOOK_MS = 1_000;
const RESEND_MS = 700;
const TRIES = 6;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The connections of this screen to all others in the call. */
export class Mesh {
  private readonly peers = new Map<string, Connected>();
  private people: readonly CallPerson[] = [];
  private early: CallSignal[] = [];
  private tracks: Tracks = { audio: null, video: null };
  private sending: Promise<void> = Promise.resolve();
  private relayUntil = 0;
  private isClosed = false;
  private readonly timer = setInterval(() => this.look(), LOOK_MS);

  private constructor(
    private readonly own: Own,
    private relay: CallRelay,
    private readonly onChange: () => void,
  ) {
    this.keep(relay);
  }

  /** @throws `ProblemError` when the server gives no relay to this screen */
  static async open(own: Own, onChange: () => void): Promise<Mesh> {
    return new Mesh(own, await call(mintCallRelay, { params: { appointmentId: own.appointmentId } }), onChange);
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    for (const { peer } of this.peers.values()) peer.close();
    this.peers.clear();
  }

  show(tracks: Tracks): void {
    this.tracks = tracks;
    for (const { peer } of this.peers.values()) peer.retrack();
  }

  /** Who is in the call. Whoever is only not seen by the server keeps their connection for as long as it carries anything. */
  meet(people: readonly CallPerson[]): void {
    this.people = people;
    for (const person of people) if (!person.isSelf && person.connection) this.connect(person, person.connection);
    for (const [connection, { peer, participantId }] of this.peers) {
      const person = people.find((one) => one.participantId === participantId);
      const isGone = !person || (person.connection === null ? person.presence !== 'lost' : person.connection !== connection);
      if (isGone || (person.connection === null && peer.state === 'lost')) this.drop(connection);
    }
    const [early] = [this.early.splice(0)];
    for (const signal of early) this.receive(signal);
  }

  receive(signal: CallSignal): void {
    const { from, participantId, body } = signal;
    const person = this.people.find((one) => one.participantId === participantId && !one.isSelf);
    if (person) this.connect(person, from).receive(body);
    else if (this.early.length < 50) this.early.push(signal); // somebody of whom this screen has not heard yet
  }

  seen(): readonly Seen[] {
    return [...this.peers.values()].map(({ peer: { stream, state, hasPicture }, participantId }) => ({
      ...{ participantId, stream, state, hasPicture },
    }));
  }

  private connect(person: CallPerson, connection: string): Peer {
    const known = this.peers.get(connection);
    if (known) return known.peer;
    for (const [old, { participantId }] of this.peers) if (participantId === person.participantId) this.drop(old);
    const self = this.people.find(({ isSelf }) => isSelf)!;
    const peer = new Peer({
      isPolite: isPolite(self, person),
      relay: () => this.relay,
      tracks: () => this.tracks,
      send: (body) => this.send(connection, body),
      onChange: this.onChange,
    });
    this.peers.set(connection, { peer, participantId: person.participantId });
    this.onChange();
    return peer;
  }

  private drop(connection: string): void {
    this.peers.get(connection)?.peer.close();
    this.peers.delete(connection);
    this.onChange();
  }

  private look(): void {
    for (const { peer } of this.peers.values()) void peer.look().catch(() => undefined);
    if (Date.now() > this.relayUntil) void this.renew();
  }

  /** Long before the password runs out; while no other comes, the old one is used. */
  private async renew(): Promise<void> {
    this.relayUntil = Date.now() + 30_000;
    const { appointmentId } = this.own;
    await call(mintCallRelay, { params: { appointmentId } }).then(
      (relay) => this.keep(relay),
      () => undefined,
    );
  }

  private keep(relay: CallRelay): void {
    this.relay = relay;
    this.relayUntil = Date.now() + relay.validForSec * 700;
  }

  /** One after the other, so that nothing overtakes. */
  private send(to: string, body: SignalBody): void {
    this.sending = this.sending.then(() => this.deliver(to, body));
  }

  private async deliver(to: string, body: SignalBody): Promise<void> {
    for (let tries = 0; tries < TRIES && !this.isClosed && this.peers.has(to); tries++) {
      try {
        await ask('call.signal', { ...this.own, to, body });
        return;
      } catch (error) {
        if (isProblem(error, 'calls.no-such-screen', 'request.invalid')) return;
        await pause(RESEND_MS);
      }
    }
  }
}
