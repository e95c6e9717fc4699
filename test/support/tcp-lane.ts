import type net from 'node:net';

/** What a wire does to what it carries, now. */
export type Condition = Readonly<{ delayMs: number; bytesPerSec: number; isBlocked: boolean }>;
type Parcel = Readonly<{ chunk: Buffer | null; dueMs: number }>;

const MOST_BYTES = 256 * 1024;

/** One direction of one connection: carries in order, late if told so, and nothing at all while it is blocked. */
export class TcpLane {
  private readonly parcels: Parcel[] = [];
  private bytes = 0;
  private lastDueMs = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param onChunk sees each chunk before it is passed on; false lets it vanish */
  constructor(
    private readonly from: net.Socket,
    private readonly to: net.Socket,
    private readonly condition: () => Condition,
    private readonly onChunk: (chunk: Buffer) => boolean,
  ) {
    from.on('data', (chunk: Buffer) => this.take(chunk));
    from.on('close', () => this.take(null));
    to.on('drain', () => this.pump());
    from.on('error', () => {});
  }

  /** Looks again at what may pass. */
  pump(): void {
    clearTimeout(this.timer);
    for (let parcel = this.parcels[0]; parcel; parcel = this.parcels[0]) {
      const waitMs = parcel.dueMs - performance.now();
      if (this.condition().isBlocked || this.to.destroyed) return;
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.pump(), Math.ceil(waitMs));
        return;
      }
      if (this.to.writableNeedDrain) return;
      this.parcels.shift();
      this.pass(parcel.chunk);
    }
  }

  private take(chunk: Buffer | null): void {
    const { delayMs, bytesPerSec } = this.condition();
    const ownMs = chunk ? (1_000 * chunk.length) / bytesPerSec : 0;
    this.lastDueMs = Math.max(this.lastDueMs + ownMs, performance.now() + delayMs + ownMs);
    this.parcels.push({ chunk, dueMs: this.lastDueMs });
    this.bytes += chunk?.length ?? 0;
    if (this.bytes > MOST_BYTES) this.from.pause();
    this.pump();
  }

  private pass(chunk: Buffer | null): void {
    if (!chunk) return void this.to.destroySoon();
    this.bytes -= chunk.length;
    if (this.bytes <= MOST_BYTES) this.from.resume();
    if (this.onChunk(chunk)) this.to.write(chunk);
  }
}
