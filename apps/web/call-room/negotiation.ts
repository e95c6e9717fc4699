import type { CallRole } from '#contracts';

type End = Readonly<{ role: CallRole; participantId: string }>;
const isTreated = (role: CallRole) => role === 'patient' || role === 'chaperone';

/** Which of two gives way when both offer at once: whoever is treated, else by their ids. Both ends come to opposite answers. */
export function isPolite(own: End, other: End): boolean {
  if (isTreated(own.role) !== isTreated(other.role)) return isTreated(own.role);
  return own.participantId < other.participantId;
}

/** After so many connections that did not work, media goes through the relay only. */
export const RELAY_AFTER = 2;

/** What a connection does about it when nothing is heard. */
export type Step = 'none' | 'restart' | 'rebuild';
export type MediaState = 'connecting' | 'live' | 'interrupted' | 'lost';

/** So long without a byte, and something is wrong, whatever the state of the connection says. Source: docs/adr/0026. */
const SILENT_MS = 4_000;
/** So long each try is given, and longer after each that did not work: what is slow would never come about if it were begun again and again. */
const BETWEEN_MS = 5_000;
const LONGER_MS = 2_000;
const MOST_BETWEEN_MS = 11_000;
/** People are told before the limit of P22, 25 s, that there is no picture and no sound. */
const LOST_MS = 20_000;

/** Judges a connection by the bytes that come in, and says what to try next; times in ms of any clock that only goes forward. */
export class MediaWatch {
  private bytes = 0;
  private heardAt: number;
  private triedAt: number;
  private tries = 0;
  private hasLived = false;

  constructor(now: number) {
    [this.heardAt, this.triedAt] = [now, now - BETWEEN_MS];
  }

  /** @param bytes received in all by the present connection; a new one begins with none */
  see(now: number, bytes: number): Readonly<{ step: Step; state: MediaState }> {
    if (bytes > this.bytes) [this.heardAt, this.tries, this.hasLived] = [now, 0, true];
    this.bytes = bytes;
    return { step: this.stepAt(now), state: this.stateAt(now) };
  }

  /** The other side has begun anew: that is a try like an own one, and is given its time. */
  begunAnew(now: number): void {
    [this.triedAt, this.tries] = [now, Math.max(1, this.tries) + 1];
  }

  private stepAt(now: number): Step {
    const patienceMs = Math.min(BETWEEN_MS + LONGER_MS * Math.max(0, this.tries - 1), MOST_BETWEEN_MS);
    if (now - this.heardAt < SILENT_MS || now - this.triedAt < patienceMs) return 'none';
    this.triedAt = now;
    this.tries += 1;
    return this.tries === 1 ? 'restart' : 'rebuild';
  }

  private stateAt(now: number): MediaState {
    const silentMs = now - this.heardAt;
    if (silentMs >= LOST_MS) return 'lost';
    if (!this.hasLived) return 'connecting';
    return silentMs < SILENT_MS ? 'live' : 'interrupted';
  }
}
