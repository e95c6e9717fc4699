type Description = Readonly<{ type: 'offer' | 'answer'; sdp: string }>;
/** What stands in a description: whose it is, which try, and of an answer to which try. */
type Content = Readonly<{ of: number; mark: string; answers: string | null }>;
type Track = Readonly<{ kind: string; muted: boolean; readyState: string }>;

const PICTURE = { kind: 'video', muted: false, readyState: 'live' } as Track;
const GATHERED_MS = 20;
const BYTES_EACH_MS = 50;
const read = (description: Description): Content => JSON.parse(description.sdp);
const soon = (work: () => void) => void Promise.resolve().then(work);

/**
 * For tests: the rules by which browsers negotiate, without any media: states, rollback, candidates, and that two hear each other only while each holds
 * what the other says now. As in a browser a connection does not become one to another peer. Time is that of the timers.
 *
 * @source W3C WebRTC, 4.4.1.5 to 4.4.1.8 and 4.7 ("negotiation needed")
 */
export class PretendConnection {
  static readonly all: PretendConnection[] = [];
  /** Tracks come, and nobody is told of them. */
  static isSilent = false;
  signalingState: 'stable' | 'have-local-offer' | 'have-remote-offer' | 'closed' = 'stable';
  iceConnectionState = 'new';
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  oniceconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: { track: Track }) => void) | null = null;
  private readonly number = PretendConnection.all.push(this);
  private tries = 0;
  private isNeeded = false;
  private stable: Readonly<{ local: Description | null; remote: Description | null }> = { local: null, remote: null };
  private readonly paths = new Set<string>();
  private heardSince: number | null = null;
  private heardMs = 0;

  static clear(): void {
    PretendConnection.all.length = 0;
    PretendConnection.isSilent = false;
  }

  /** Who holds what about whom may have changed. */
  private static settle(): void {
    for (const one of PretendConnection.all) one.listen(PretendConnection.all.some((other) => one.isJoinedTo(other)));
  }

  addTrack(track: Track) {
    this.need();
    return { track, replaceTrack: () => Promise.resolve() };
  }

  restartIce(): void {
    this.need();
  }

  getConfiguration(): object {
    return {};
  }

  setConfiguration(): void {}

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    if (this.signalingState === 'closed') throw new Error('InvalidStateError');
    const remote = this.remoteDescription && read(this.remoteDescription);
    const isAnswer = this.signalingState === 'have-remote-offer';
    const mark = `${this.number}.${++this.tries}`;
    const content: Content = { of: this.number, mark, answers: isAnswer ? remote!.mark : null };
    this.localDescription = { type: isAnswer ? 'answer' : 'offer', sdp: JSON.stringify(content) };
    this.become(isAnswer ? 'stable' : 'have-local-offer');
    setTimeout(
      () => this.onicecandidate?.({ candidate: { candidate: mark, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: mark } }),
      GATHERED_MS,
    );
  }

  async setRemoteDescription(description: Description): Promise<void> {
    await Promise.resolve();
    const { signalingState: state } = this;
    if (state === 'closed' || (description.type === 'answer') !== (state === 'have-local-offer' && description.type === 'answer'))
      throw new Error('InvalidStateError');
    if (state === 'have-local-offer' && description.type === 'offer') this.localDescription = this.stable.local; // rolled back
    const before = this.stable.remote;
    if (before && read(before).of !== read(description).of) throw new Error('OperationError: another fingerprint');
    this.remoteDescription = description;
    this.become(description.type === 'answer' ? 'stable' : 'have-remote-offer');
  }

  async addIceCandidate({ candidate }: { candidate: string }): Promise<void> {
    await Promise.resolve();
    if (!this.remoteDescription) throw new Error('InvalidStateError');
    this.paths.add(candidate);
    PretendConnection.settle();
  }

  getStats(): Promise<Map<string, object>> {
    const heardMs = this.heardMs + (this.heardSince === null ? 0 : performance.now() - this.heardSince);
    const report = { type: 'inbound-rtp', kind: 'video', bytesReceived: Math.floor(heardMs) * BYTES_EACH_MS };
    return Promise.resolve(new Map([['video', report]]));
  }

  getReceivers(): readonly Readonly<{ track: Track }>[] {
    return this.heardSince === null ? [] : [{ track: PICTURE }];
  }

  close(): void {
    this.become('closed');
  }

  private become(state: PretendConnection['signalingState']): void {
    this.signalingState = state;
    if (state === 'stable') this.stable = { local: this.localDescription, remote: this.remoteDescription };
    PretendConnection.settle();
    if (state === 'stable' && this.isNeeded) this.need();
  }

  private need(): void {
    this.isNeeded = true;
    soon(() => {
      if (!this.isNeeded || this.signalingState !== 'stable') return;
      this.isNeeded = false;
      this.onnegotiationneeded?.();
    });
  }

  /** They hold each other's present descriptions, one as the answer to the other, and know a way. */
  private isJoinedTo(other: PretendConnection): boolean {
    if (this === other || this.signalingState !== 'stable' || other.signalingState !== 'stable') return false;
    const [own, theirs] = [this.stable, other.stable];
    if (!own.local || !own.remote || own.local.sdp !== theirs.remote?.sdp || own.remote.sdp !== theirs.local?.sdp) return false;
    const [mine, yours] = [read(own.local), read(own.remote)];
    return (
      (mine.answers === yours.mark || yours.answers === mine.mark) && (this.paths.has(yours.mark) || other.paths.has(mine.mark))
    );
  }

  private listen(isJoined: boolean): void {
    if (isJoined && this.heardSince === null) {
      this.heardSince = performance.now();
      if (!PretendConnection.isSilent) soon(() => this.ontrack?.({ track: PICTURE }));
    } else if (!isJoined && this.heardSince !== null) {
      this.heardMs += performance.now() - this.heardSince;
      this.heardSince = null;
    }
  }
}

/** A stream that holds what it is given. */
export class PretendStream {
  constructor(private readonly tracks: readonly Track[] = []) {}

  getTracks(): readonly Track[] {
    return this.tracks;
  }
}
