import type { DeviceState } from '#contracts';
import type { Tracks } from './peer.js';

type Kind = keyof Tracks;
export type Wanted = Readonly<{ audio: boolean; video: boolean }>;

/** A picture that a home's line carries to three others. */
const VIDEO: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 24 },
  facingMode: 'user',
};
const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Why there is no camera or microphone, from what the browser threw. */
export function deviceState(error: unknown): Exclude<DeviceState, 'works'> {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'failed';
}

/** Opens a camera or a microphone. @throws DOMException, as the browser says why not */
export async function openTrack(kind: Kind): Promise<MediaStreamTrack> {
  if (!navigator.mediaDevices) throw new DOMException('no secure context', 'SecurityError');
  const stream = await navigator.mediaDevices.getUserMedia(kind === 'audio' ? { audio: AUDIO } : { video: VIDEO });
  return stream.getTracks()[0]!;
}

/** The camera and the microphone of this screen. Off is off: the camera's light goes out. */
export class LocalMedia {
  private tracks: Tracks = { audio: null, video: null };
  private states: Record<Kind, DeviceState | 'off' | 'asked'> = { audio: 'asked', video: 'asked' };
  private isClosed = false;

  constructor(private readonly onChange: (tracks: Tracks) => void) {}

  get current(): Tracks {
    return this.tracks;
  }

  stateOf(kind: Kind) {
    return this.states[kind];
  }

  async start(): Promise<void> {
    await this.turn('audio', true);
    await this.turn('video', true);
  }

  /** Turns one on or off; what the device cannot do is in its state. */
  async turn(kind: Kind, isOn: boolean): Promise<void> {
    this.tracks[kind]?.stop();
    this.set(kind, null, isOn ? 'asked' : 'off');
    if (!isOn) return;
    try {
      const track = await openTrack(kind);
      if (this.isClosed) return track.stop();
      track.onended = () => track === this.tracks[kind] && void this.turn(kind, true); // a telephone call took it, and gives it back
      this.set(kind, track, 'works');
    } catch (error) {
      this.set(kind, null, deviceState(error));
    }
  }

  close(): void {
    this.isClosed = true;
    for (const track of [this.tracks.audio, this.tracks.video]) track?.stop();
    this.tracks = { audio: null, video: null };
  }

  private set(kind: Kind, track: MediaStreamTrack | null, state: DeviceState | 'off' | 'asked'): void {
    this.tracks = { ...this.tracks, [kind]: track };
    this.states = { ...this.states, [kind]: state };
    if (!this.isClosed) this.onChange(this.tracks);
  }
}
