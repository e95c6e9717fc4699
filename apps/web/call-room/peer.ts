import type { CallRelay, Candidate, SignalBody } from '#contracts';
import { type MediaState, MediaWatch, RELAY_AFTER } from './negotiation.js';

export type Tracks = Readonly<{ audio: MediaStreamTrack | null; video: MediaStreamTrack | null }>;
type Kind = keyof Tracks;
export type PeerLink = Readonly<{
  isPolite: boolean;
  relay: () => CallRelay;
  tracks: () => Tracks;
  send: (body: SignalBody) => void;
  onChange: () => void;
}>;

const KINDS: readonly Kind[] = ['audio', 'video'];
/** Candidates that are found within one breath travel together. */
const GATHER_MS = 60;
const MOST_TOGETHER = 6;
/** An offer that was not answered was lost, or came before there was anybody. */
const OFFER_AGAIN_MS = 3_000;
/** So long after the last byte of a picture there is none. */
const PICTURE_MS = 2_500;

/**
 * The connection to one other screen: perfect negotiation, and what is tried when nothing is heard. Each connection that the two make has
 * a number, and what is said for an older one is passed over: a restart against a new connection would ruin both.
 */
export class Peer {
  /** A new one with each new track: an element whose stream had ended, or was empty, does not always begin again by itself. */
  stream = new MediaStream();
  state: MediaState = 'connecting';
  /** Whether pictures come in; a camera that is off on the other side is told by nothing else. */
  hasPicture = false;
  private pc!: RTCPeerConnection;
  generation = 0;
  private readonly watch = new MediaWatch(performance.now());
  private isMakingOffer = false;
  private isIgnoringOffer = false;
  private isTakingAnswer = false;
  private offeredAt = 0;
  private pictureBytes = 0;
  private pictureAt = Number.NEGATIVE_INFINITY;
  private isClosed = false;
  private senders: Partial<Record<Kind, RTCRtpSender>> = {};
  private waiting: RTCIceCandidateInit[] = [];
  private gathered: Candidate[] = [];
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private incoming: Promise<void> = Promise.resolve();

  /** @param first number of the first connection: higher than of any that these two screens had before */
  constructor(
    private readonly link: PeerLink,
    private readonly first = 1,
  ) {
    this.build(first);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.gathering);
    this.pc.close();
  }

  /** What this screen shows and says has changed. */
  retrack(): void {
    const tracks = this.link.tracks();
    for (const kind of KINDS) this.put(kind, tracks[kind]);
  }

  /** What the other screen says, one after the other. */
  receive(body: SignalBody): void {
    this.incoming = this.incoming.then(() => this.take(body)).catch(() => undefined); // what cannot be used is said again, or a new connection is made
  }

  /** Once a second: listens, and tries the next step when nothing is heard. */
  async look(): Promise<void> {
    const { all, pictures } = await this.bytes();
    if (this.isClosed) return;
    this.seek();
    const [now, had] = [performance.now(), this.hasPicture];
    this.seePictures(now, pictures);
    const { step, state } = this.watch.see(now, all);
    if (step === 'restart') this.restart();
    else if (step === 'rebuild') this.rebuild();
    else this.offerAgain();
    if (state === this.state && had === this.hasPicture) return;
    this.state = state;
    this.link.onChange();
  }

  /** What came in by this connection, of pictures and in all. */
  private async bytes(): Promise<Readonly<{ all: number; pictures: number }>> {
    let [all, pictures] = [0, 0];
    for (const report of (await this.pc.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      const { bytesReceived = 0, kind } = report as RTCInboundRtpStreamStats;
      all += bytesReceived;
      if (kind === 'video') pictures += bytesReceived;
    }
    return { all, pictures };
  }

  private seePictures(now: number, bytes: number): void {
    if (bytes > this.pictureBytes) this.pictureAt = now;
    this.pictureBytes = bytes;
    this.hasPicture = now - this.pictureAt < PICTURE_MS;
  }

  private build(generation: number): void {
    if (this.generation) this.pc.close();
    this.generation = generation;
    [this.isMakingOffer, this.isIgnoringOffer, this.isTakingAnswer] = [false, false, false];
    [this.senders, this.waiting, this.gathered, this.offeredAt] = [{}, [], [], 0];
    const { iceServers, relayOnly } = this.link.relay();
    const isRelayed = relayOnly || (generation - this.first >= RELAY_AFTER && iceServers.length > 0);
    const pc = new RTCPeerConnection({
      iceServers: [...iceServers],
      iceTransportPolicy: isRelayed ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    });
    this.pc = pc;
    pc.onnegotiationneeded = () => void this.offer(pc);
    pc.onicecandidate = ({ candidate }) => candidate && this.gather(pc, candidate);
    pc.oniceconnectionstatechange = () => pc === this.pc && pc.iceConnectionState === 'failed' && this.restart();
    pc.ontrack = ({ track }) => this.follow(pc, track);
    this.retrack();
  }

  private put(kind: Kind, track: MediaStreamTrack | null): void {
    const sender = this.senders[kind];
    if (sender)
      void sender.replaceTrack(track).catch(() => undefined); // a connection that was closed meanwhile shows nothing
    else if (track) this.senders[kind] = this.pc.addTrack(track);
  }

  /** Two who offered at once may have made a second pair of tracks that carries nothing: what is heard is shown, whenever it came. */
  private follow(pc: RTCPeerConnection, track: MediaStreamTrack): void {
    track.onunmute = () => pc === this.pc && this.show(track);
    if (pc === this.pc && !(track.muted && this.isHeard(track.kind))) this.show(track);
  }

  /** Chromium does not tell of a track when one's own camera is added in the very instant in which the other's offer is taken. */
  private seek(): void {
    for (const { track } of this.pc.getReceivers()) if (!track.muted && !this.isHeard(track.kind)) this.follow(this.pc, track);
  }

  private isHeard(kind: string): boolean {
    return this.stream.getTracks().some((one) => one.kind === kind && one.readyState === 'live' && !one.muted);
  }

  private show(track: MediaStreamTrack): void {
    const shown = this.stream.getTracks();
    if (shown.includes(track)) return;
    this.stream = new MediaStream([...shown.filter(({ kind }) => kind !== track.kind), track]);
    this.link.onChange();
  }

  private async offer(pc: RTCPeerConnection): Promise<void> {
    if (pc !== this.pc || this.isClosed) return;
    try {
      this.isMakingOffer = true;
      await pc.setLocalDescription();
      this.describe(pc);
    } catch {
      // closed meanwhile, or the other one's offer came first
    } finally {
      if (pc === this.pc) this.isMakingOffer = false;
    }
  }

  private describe(pc: RTCPeerConnection): void {
    const { localDescription } = pc;
    if (pc !== this.pc || !localDescription || localDescription.type === 'rollback' || localDescription.type === 'pranswer')
      return;
    if (localDescription.type === 'offer') this.offeredAt = performance.now();
    const { type, sdp } = localDescription;
    this.link.send({ kind: 'description', generation: this.generation, type, sdp });
  }

  private offerAgain(): void {
    const isUnanswered = this.pc.signalingState === 'have-local-offer' && performance.now() - this.offeredAt > OFFER_AGAIN_MS;
    if (isUnanswered) this.describe(this.pc);
  }

  private gather(pc: RTCPeerConnection, { candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void {
    if (pc !== this.pc || !candidate) return;
    this.gathered.push({ candidate, sdpMid, sdpMLineIndex, usernameFragment });
    clearTimeout(this.gathering);
    if (this.gathered.length >= MOST_TOGETHER) this.tell();
    else this.gathering = setTimeout(() => this.tell(), GATHER_MS);
  }

  private tell(): void {
    const candidates = this.gathered.splice(0);
    if (candidates.length && !this.isClosed) this.link.send({ kind: 'candidates', generation: this.generation, candidates });
  }

  private async take(body: SignalBody): Promise<void> {
    if (this.isClosed || body.generation < this.generation) return;
    if (body.generation > this.generation) {
      this.watch.begunAnew(performance.now());
      this.build(body.generation);
    }
    if (body.kind === 'description') await this.takeDescription(this.pc, body);
    else if (body.kind === 'candidates') for (const candidate of body.candidates) await this.takeCandidate(this.pc, candidate);
  }

  private async takeDescription(pc: RTCPeerConnection, { type, sdp }: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    const isReady = !this.isMakingOffer && (pc.signalingState === 'stable' || this.isTakingAnswer);
    this.isIgnoringOffer = !this.link.isPolite && type === 'offer' && !isReady;
    if (this.isIgnoringOffer) return;
    if (type === 'answer' && pc.signalingState !== 'have-local-offer') return; // of an offer that was made twice
    this.isTakingAnswer = type === 'answer';
    try {
      await pc.setRemoteDescription({ type, sdp });
    } finally {
      this.isTakingAnswer = false;
    }
    for (const candidate of this.waiting.splice(0)) await this.takeCandidate(pc, candidate);
    if (type === 'answer') return;
    await pc.setLocalDescription();
    this.describe(pc);
  }

  private async takeCandidate(pc: RTCPeerConnection, candidate: RTCIceCandidateInit): Promise<void> {
    if (!pc.remoteDescription) {
      this.waiting.push(candidate);
      return;
    }
    await pc.addIceCandidate(candidate).catch(() => undefined); // of an offer that is ignored, or of a path that is none
  }

  private restart(): void {
    if (this.isClosed) return;
    if (!this.pc.remoteDescription) {
      this.offerAgain();
      return;
    }
    const { iceServers } = this.link.relay();
    this.pc.setConfiguration({ ...this.pc.getConfiguration(), iceServers: [...iceServers] }); // with a password that still holds
    this.pc.restartIce();
  }

  private rebuild(): void {
    this.build(this.generation + 1);
    this.link.send({ kind: 'rebuild', generation: this.generation });
  }
}
