import { useEffect, useState } from 'react';

const REPEAT_MS = 4_000;

/** Two short tones, higher for what is worse. Browsers let a page sound only after somebody has pressed something in it. */
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

/** One for the whole page: it goes on sounding while the clinician moves between the board and a session. */
let sound: AudioContext | null = null;

/**
 * The sound of alerts that nobody has acknowledged, repeated until somebody does.
 *
 * @param level of the worst such alert; null for silence
 */
export function useAlarm(level: number | null): { isOn: boolean; toggle: () => void } {
  const [context, setContext] = useState(sound);
  useEffect(() => {
    if (!context || level === null) return;
    const ring = () => beep(context, level >= 4 ? 988 : level === 3 ? 784 : 587);
    ring();
    const timer = setInterval(ring, REPEAT_MS);
    return () => clearInterval(timer);
  }, [context, level]);
  const toggle = () => {
    void sound?.close();
    sound = sound ? null : new AudioContext();
    if (sound) beep(sound, 587);
    setContext(sound);
  };
  return { isOn: context !== null, toggle };
}
