import type { CallOver, CallSignal, CallView } from '#contracts';
import { isProblem } from '../call.js';
import { ask, type LiveSocket, openSocket } from '../socket.js';
import { Mesh, type Seen } from './mesh.js';
import type { Tracks } from './peer.js';

/** `elsewhere`: another screen of the same person took the call. `no-line`: the clinic does not hear this page. */
export type LineState = 'joining' | 'joined' | 'no-line' | 'elsewhere' | 'out';
export type Heard = Readonly<{ state: LineState; seen: readonly Seen[] }>;
type Told = Readonly<{ onView: (view: CallView) => void; onChanged: () => void }>;

const AGAIN_MS = 2_000;
/** As many as the server lets wait for one screen. */
const MOST_EARLY = 128;
/** A view from before this screen was in the call names nobody's: whom it does not name is not gone. */
const isSeen = ({ people }: CallView) => people.some(({ isSelf, presence }) => isSelf && presence === 'here');

/** This screen's place in a call: known to the server, and connected to the others once it was let in. */
export class CallLine {
  private readonly connection = crypto.randomUUID();
  private readonly listeners = new Set<() => void>();
  private socket: LiveSocket | undefined;
  private mesh: Mesh | undefined;
  private isOpening = false;
  private isClosed = false;
  private tracks: Tracks = { audio: null, video: null };
  private view: CallView | undefined;
  /** What was said to this screen before it was ready to hear the others. */
  private early: CallSignal[] = [];
  /** How far the connections to other screens had come. */
  private readonly generations = new Map<string, number>();
  private heard: Heard = { state: 'joining', seen: [] };
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly appointmentId: string,
    private readonly told: Told,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly read = (): Heard => this.heard;

  async open(): Promise<void> {
    const socket = await openSocket();
    if (this.isClosed) return;
    this.socket = socket;
    socket.on('connect', this.onConnect).on('disconnect', this.onDisconnect);
    socket.on('call.changed', this.onChanged).on('call.signal', this.onSignal).on('call.over', this.onOver);
    if (socket.connected) await this.join(true);
  }

  /** The page goes; its person may come back on another one. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.again);
    this.socket?.off('connect', this.onConnect).off('disconnect', this.onDisconnect);
    this.socket?.off('call.changed', this.onChanged).off('call.signal', this.onSignal).off('call.over', this.onOver);
    if (this.heard.state === 'joined') void ask('call.leave', this.own).catch(() => undefined);
    this.mesh?.close();
  }

  /** The person wants the call on this screen, wherever it is. */
  readonly takeOver = (): void => void this.join(true);

  show(tracks: Tracks): void {
    this.tracks = tracks;
    this.mesh?.show(tracks);
  }

  /** What the server says of the call: who is to be seen by this screen. */
  meet(view: CallView): void {
    this.view = view;
    if (this.heard.state !== 'joined') return;
    const isIn = view.isAdmitted && view.state === 'open';
    if (!isIn) this.disconnect();
    else if (!this.mesh) void this.connect();
    else if (isSeen(view)) this.mesh.meet(view.people);
  }

  private get own() {
    return { appointmentId: this.appointmentId, connection: this.connection };
  }

  private readonly onConnect = () => void this.join(this.heard.state === 'joining');
  private readonly onDisconnect = () => this.heard.state === 'joined' && this.become('no-line');
  private readonly onChanged = ({ appointmentId }: { appointmentId: string }) =>
    appointmentId === this.appointmentId && this.told.onChanged();
  private readonly onSignal = (signal: CallSignal) => {
    if (signal.to !== this.connection) return;
    if (this.mesh) this.mesh.receive(signal);
    else if (this.early.length < MOST_EARLY) this.early.push(signal);
  };
  private readonly onOver = ({ connection }: CallOver) => {
    if (connection !== this.connection) return;
    this.disconnect();
    this.become('elsewhere'); // the view says whether there is still anything to be in
    this.told.onChanged();
  };

  private async join(takesOver: boolean): Promise<void> {
    clearTimeout(this.again);
    if (this.isClosed || this.heard.state === 'out') return;
    try {
      const { view } = await ask('call.join', { ...this.own, takesOver });
      if (this.isClosed) return;
      this.become('joined');
      this.told.onView(view);
      this.meet(view);
    } catch (error) {
      this.refused(error, takesOver);
    }
  }

  private refused(error: unknown, takesOver: boolean): void {
    if (this.isClosed) return;
    const isOut = isProblem(error, 'calls.not-found', 'calls.ended', 'calls.not-admitted', 'calls.door-closed');
    if (isProblem(error, 'calls.elsewhere')) this.become('elsewhere');
    else if (isOut) this.become('out');
    else this.again = setTimeout(() => void this.join(takesOver), AGAIN_MS);
    if (isOut) this.told.onChanged();
  }

  private async connect(): Promise<void> {
    if (this.isOpening) return;
    this.isOpening = true;
    try {
      const mesh = await Mesh.open({ ...this.own, generations: this.generations }, () => this.become(this.heard.state));
      if (this.isClosed || this.heard.state !== 'joined') return mesh.close();
      this.mesh = mesh;
      mesh.show(this.tracks);
      if (this.view) mesh.meet(this.view.people);
      for (const signal of this.early.splice(0)) mesh.receive(signal);
    } catch {
      // asked for again with the next look at the call
    } finally {
      this.isOpening = false;
    }
  }

  private disconnect(): void {
    this.mesh?.close();
    this.mesh = undefined;
    this.early = [];
    this.become(this.heard.state);
  }

  private become(state: LineState): void {
    this.heard = { state, seen: this.mesh?.seen() ?? [] };
    for (const listener of this.listeners) listener();
  }
}
