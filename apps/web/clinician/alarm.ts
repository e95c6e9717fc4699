import { useEffect, useSyncExternalStore } from 'react';

const REPEAT_MS = 4_000;
const WANTED = 'hearth.alarm';
const TOUCHES = ['pointerdown', 'keydown'] as const;

/** Two short tones, higher for what is worse. */
function beep(context: AudioContext, pitchHz: number): void {
  for (const at of [0, 0.22]) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const start = context.currentTime + at;
    tone.frequency.value = pitchHz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.3, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.18);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.2);
  }
}

/** `blocked`: it is wanted, and the browser or the system lets this page make no sound. */
export type AlarmState = 'on' | 'off' | 'blocked';

/** One for the whole page: it goes on sounding while the clinician moves between the board and a session. */
let sound: AudioContext | null = null;
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

function open(): AudioContext {
  sound ??= Object.assign(new AudioContext(), { onstatechange: changed });
  return sound;
}

/** Browsers let a page sound only after somebody has pressed something in it: any touch will do, if sound is wanted here. */
function allow(): void {
  if (sound && sound.state !== 'running') void sound.resume().then(changed, changed);
}

const subscribe = (listener: () => void) => {
  if (listeners.size === 0) for (const touch of TOUCHES) document.addEventListener(touch, allow);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) for (const touch of TOUCHES) document.removeEventListener(touch, allow);
  };
};

function stateOf(): AlarmState {
  if (sound === null) return 'off';
  return sound.state === 'running' ? 'on' : 'blocked';
}

/** Off is off for this browser until it is turned on again; on comes back with the next page. */
function toggle(): void {
  const isOn = sound !== null;
  void sound?.close();
  sound = null;
  if (isOn) localStorage.removeItem(WANTED);
  else {
    localStorage.setItem(WANTED, 'on');
    beep(open(), 587);
  }
  changed();
}

/**
 * The sound of alerts that nobody has acknowledged, repeated until somebody does.
 *
 * @param level of the worst such alert; null for silence
 */
export function useAlarm(level: number | null): { state: AlarmState; toggle: () => void } {
  const state = useSyncExternalStore(subscribe, stateOf);
  useEffect(() => {
    if (localStorage.getItem(WANTED) === null || sound) return;
    open();
    changed();
  }, []);
  useEffect(() => {
    if (state !== 'on' || level === null) return;
    const ring = () => sound && beep(sound, level >= 4 ? 988 : level === 3 ? 784 : 587);
    ring();
    const timer = setInterval(ring, REPEAT_MS);
    return () => clearInterval(timer);
  }, [state, level]);
  return { state, toggle };
}
