import { useEffect, useState, useSyncExternalStore } from 'react';

const REPEAT_MS = 20_000;
const VIBRATION_MS = [300, 150, 300];

/** One for the whole page: a browser lets a page sound only after somebody has touched it. */
let sound: AudioContext | null = null;
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};

/** With the first touch anywhere on the page it may sound from then on; also again after a call or another program has taken the sound. */
function allowSound(): void {
  sound ??= Object.assign(new AudioContext(), { onstatechange: changed });
  if (sound.state !== 'running') void sound.resume().then(changed, changed);
}
const TOUCHES = ['pointerdown', 'keydown'] as const;
const subscribe = (listener: () => void) => {
  if (listeners.size === 0) for (const touch of TOUCHES) document.addEventListener(touch, allowSound);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) for (const touch of TOUCHES) document.removeEventListener(touch, allowSound);
  };
};

/** Two soft tones that rise. */
function ring(context: AudioContext): void {
  for (const [step, hertz] of [523, 784].entries()) {
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime + 0.05 + step * 0.3;
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.04);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.65);
  }
}

/** Chimes and vibrates once, as far as this phone lets it. */
export function signalOnce(): void {
  navigator.vibrate?.(VIBRATION_MS);
  if (sound?.state === 'running') ring(sound);
}

/**
 * Calls whoever holds the phone, again and again until what it is about is over.
 *
 * @param about what it is about; another one calls anew, null is silent
 * @returns     whether the phone may sound: without a touch it may not, and the page has to say so
 */
export function useSignal(about: string | null): boolean {
  const maySound = useSyncExternalStore(subscribe, () => sound?.state === 'running');
  const [began] = useState({ about: null as string | null });
  useEffect(() => {
    if (about === null) return;
    if (began.about !== about || maySound) signalOnce();
    began.about = about;
    const timer = setInterval(signalOnce, REPEAT_MS);
    return () => clearInterval(timer);
  }, [about, began, maySound]);
  return maySound;
}
