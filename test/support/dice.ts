/** Chance that can be thrown again: one seed, one sequence (mulberry32). */
export class Dice {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let bits = this.state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both possible. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)]!;
  }

  isLucky(probability: number): boolean {
    return this.next() < probability;
  }

  /** Dice of their own for one player, so that how often the others throw does not matter to it. */
  fork(name: string): Dice {
    const hash = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 0x01000193), this.seed ^ 0x811c9dc5);
    return new Dice(hash >>> 0);
  }
}

/** The seed of this run: FAULT_SEED if set, so that a failure can be played again. */
export const seedOfRun = (): number => Number(process.env['FAULT_SEED'] || Math.floor(Math.random() * 1_000_000));
