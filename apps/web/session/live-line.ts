import type { Heartbeat, Joined, LogEntry, SessionEntries } from '#contracts';
import { serverTime } from '../server-time.js';
import { ask, type LiveSocket, openSocket } from '../socket.js';
import { elapsed } from './elapsed.js';
import { hear, isBlind, look, type Sight, sightAt } from './sight.js';
import { WatchLease } from './watch-lease.js';

const LOOK_MS = 1_000;
/** The page is in view again, or runs again after it was frozen. */
const AWAKE = ['visibilitychange', 'resume'];

/** What the line serves: a log that grows. */
export type Listening = Readonly<{
  /** Seq of the last entry folded; undefined until the session is loaded. */
  seq: () => number | undefined;
  take: (entries: readonly LogEntry[]) => void;
  /** Something was announced that is not here yet. */
  isBehind: () => void;
  /** The line may be there again. */
  isBack: () => void;
  /** It was judged anew how well the screen sees. */
  looked: () => void;
}>;

/** The line of one session to the clinic: its place in the room, its heartbeats, and what they say about how well this page sees. */
export class LiveLine {
  private sight: Sight = sightAt(elapsed.now());
  private readonly lease: WatchLease;
  private proof: string | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private socket: LiveSocket | undefined;
  private isClosed = false;

  constructor(
    private readonly sessionId: string,
    private readonly listening: Listening,
  ) {
    this.lease = new WatchLease(sessionId);
  }

  get isBlind(): boolean {
    return isBlind(this.sight, elapsed.now());
  }

  open(): void {
    this.timer = setInterval(this.look, LOOK_MS);
    for (const event of AWAKE) document.addEventListener(event, this.wake);
    window.addEventListener('online', this.wake);
    void openSocket().then((socket) => {
      if (this.isClosed) return;
      this.socket = socket;
      socket.on('connect', this.wake).on('session.entries', this.onEntries).on('session.heartbeat', this.onHeartbeat);
      this.wake();
    });
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    for (const event of AWAKE) document.removeEventListener(event, this.wake);
    window.removeEventListener('online', this.wake);
    this.socket?.off('connect', this.wake).off('session.entries', this.onEntries).off('session.heartbeat', this.onHeartbeat);
    void ask('session.leave', { sessionId: this.sessionId }).catch(() => undefined);
  }

  /** Asks for a place in the room, and for what was missed meanwhile. */
  async join(): Promise<void> {
    const joined = await ask('session.join', { sessionId: this.sessionId, after: this.listening.seq() ?? 0 }).catch(
      () => undefined,
    );
    if (!joined || this.isClosed) return;
    this.listening.take(joined.entries);
    this.hear(joined, true);
  }

  /** Entries were folded. */
  readonly look = (): void => {
    this.sight = look(this.sight, elapsed.now(), this.listening.seq() ?? 0);
    this.listening.looked();
    this.renew();
  };

  /** A clinician has the session in view. @returns the end of it */
  watch(): () => void {
    const end = this.lease.hold();
    this.renew();
    return end;
  }

  private readonly wake = (): void => {
    this.look(); // first of all: what stands here may be as old as the sleep that it wakes from
    if (document.visibilityState === 'hidden') return;
    void this.join();
    this.listening.isBack();
  };

  private readonly onEntries = ({ sessionId, entries }: SessionEntries): void => {
    if (sessionId === this.sessionId) this.listening.take(entries);
  };

  private readonly onHeartbeat = (heartbeat: Heartbeat): void => {
    if (heartbeat.sessionId === this.sessionId) this.hear(heartbeat);
  };

  private hear({ lastSeq, serverTime: told, proof }: Heartbeat | Joined, isAnswer = false): void {
    serverTime.sync(told);
    const seq = this.listening.seq() ?? 0;
    this.sight = hear(this.sight, elapsed.now(), seq, { lastSeq, at: Date.parse(told) }, isAnswer);
    this.proof = proof;
    this.listening.looked();
    this.renew();
    if (lastSeq > seq) this.listening.isBehind();
  }

  /** Only a screen that shows what the heartbeat announced may return it. */
  private renew(): void {
    const { announcedSeq } = this.sight;
    const isShown = !this.isBlind && (this.listening.seq() ?? -1) >= announcedSeq;
    if (isShown && this.proof && this.lease.renew(this.proof)) this.proof = undefined;
  }
}
