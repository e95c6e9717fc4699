/** Two soft tones that rise. @returns once they have ended */
export async function chime(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const from = context.currentTime + 0.05;
  for (const [step, hertz] of [523, 784].entries()) {
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    const at = from + step * 0.3;
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.04);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.65);
  }
  await new Promise((done) => setTimeout(done, 1_100));
  await context.close();
}
