import { type CallPerson, type CallRelay, type CallSignal, mintCallRelay, type SignalBody } from '#contracts';
import { call, isProblem } from '../call.js';
import { ask } from '../socket.js';
import { isPolite, type MediaState } from './negotiation.js';
import { Peer, type Tracks } from './peer.js';

/** Somebody else in the call, as far as they are seen and heard. */
export type Seen = Readonly<{ participantId: string; stream: MediaStream; state: MediaState; hasPicture: boolean }>;
type Connected = { readonly peer: Peer; readonly participantId: string; sending: Promise<void> };
/** `generations`: how far the connections of this screen to others had come when they were given up. */
type Own = Readonly<{ appointmentId: string; connection: string; generations: Map<string, number> }>;

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
    for (const connection of [...this.peers.keys()]) this.drop(connection);
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
    const first = (this.own.generations.get(connection) ?? 0) + 1; // the other screen may still have the connection of before
    const peer = new Peer(
      {
        isPolite: isPolite(self, person),
        relay: () => this.relay,
        tracks: () => this.tracks,
        send: (body) => this.send(connection, body),
        onChange: this.onChange,
      },
      first,
    );
    this.peers.set(connection, { peer, participantId: person.participantId, sending: Promise.resolve() });
    this.onChange();
    return peer;
  }

  private drop(connection: string): void {
    const known = this.peers.get(connection);
    if (!known) return;
    this.own.generations.set(connection, known.peer.generation);
    known.peer.close();
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

  /** To each screen one after the other, so that nothing overtakes; one that does not hear holds up no other. */
  private send(to: string, body: SignalBody): void {
    const known = this.peers.get(to);
    if (known) known.sending = known.sending.then(() => this.deliver(to, known.peer, body));
  }

  /** What is of a connection that was given up meanwhile is not said any more. */
  private async deliver(to: string, peer: Peer, body: SignalBody): Promise<void> {
    const { appointmentId, connection } = this.own;
    const isOfUse = () => !this.isClosed && this.peers.get(to)?.peer === peer && body.generation >= peer.generation;
    for (let tries = 0; tries < TRIES && isOfUse(); tries++) {
      try {
        await ask('call.signal', { appointmentId, connection, to, body });
        return;
      } catch (error) {
        if (isProblem(error, 'calls.no-such-screen', 'request.invalid')) return;
        await pause(RESEND_MS);
      }
    }
  }
}
