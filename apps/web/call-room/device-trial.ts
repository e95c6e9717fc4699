import type { DeviceCheckResult } from '#contracts';
import { deviceState, openTrack } from './local-media.js';

type Network = Pick<DeviceCheckResult, 'network' | 'roundTripMs'>;
/** A relay that is there answers within this; blocked ones never do. */
const PATIENCE_MS = 5_000;
/** Somebody who was asked to speak is heard within this. */
const LISTEN_MS = 4_000;
/** Above this a microphone picks up something; of 1. */
const AUDIBLE = 0.01;

/** The camera for the picture of oneself. @returns its track, or why there is none */
export async function tryCamera(): Promise<MediaStreamTrack | Exclude<DeviceCheckResult['camera'], 'works'>> {
  return openTrack('video').catch(deviceState);
}

/** Listens until something is heard. @param onLevel how loud it is, of 1 */
export async function tryMicrophone(onLevel: (level: number) => void): Promise<DeviceCheckResult['microphone']> {
  const track = await openTrack('audio').catch(deviceState);
  if (typeof track === 'string') return track;
  const context = new AudioContext();
  try {
    await context.resume();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    return await listen(analyser, onLevel);
  } finally {
    track.stop();
    await context.close();
  }
}

async function listen(analyser: AnalyserNode, onLevel: (level: number) => void): Promise<'works' | 'silent'> {
  const samples = new Float32Array(analyser.fftSize);
  const until = performance.now() + LISTEN_MS;
  let heard = 0;
  while (performance.now() < until && heard < 5) {
    await new Promise((done) => setTimeout(done, 60));
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    onLevel(Math.min(1, level * 8));
    if (level > AUDIBLE) heard += 1;
  }
  return heard > 0 ? 'works' : 'silent';
}

/**
 * Whether this browser reaches the relay. It asks with a made-up password: a relay that refuses it was reached, so none needs to be
 * handed out before somebody is in a call.
 */
export async function tryNetwork(relays: readonly string[]): Promise<Network> {
  if (!relays.length) return { network: 'direct-only', roundTripMs: null };
  const began = performance.now();
  const pc = new RTCPeerConnection({
    iceServers: [{ urls: [...relays], username: 'trial', credential: 'trial' }],
    iceTransportPolicy: 'relay',
  });
  try {
    const wasReached = await answered(pc);
    return wasReached
      ? { network: 'relay', roundTripMs: Math.round(performance.now() - began) }
      : { network: 'failed', roundTripMs: null };
  } finally {
    pc.close();
  }
}

/** The relay's refusals, RFC 8656: unauthenticated, or a wrong credential. Everything else came from this side. */
const REFUSED = new Set([400, 401, 403, 431, 438, 441]);

function answered(pc: RTCPeerConnection): Promise<boolean> {
  return new Promise((done) => {
    setTimeout(() => done(false), PATIENCE_MS);
    pc.onicecandidateerror = ({ errorCode }) => REFUSED.has(errorCode) && done(true);
    pc.onicecandidate = ({ candidate }) => candidate?.type === 'relay' && done(true);
    pc.createDataChannel('trial');
    pc.createOffer()
      .then((offer) => pc.setLocalDescription(offer))
      .catch(() => done(false));
  });
}
