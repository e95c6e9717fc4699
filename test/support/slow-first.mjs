import { createRequire } from 'node:module';

const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Files that take the longest: begun last, one of them would keep one core busy while the other waits. Jest knows of none in a fresh clone, and goes by length. */
const SLOW = /\/(storm|canary|canary-redis|policy-matrix|restore-drill|keys|erasure|session|origins)\.[^/]*spec\.ts$/;
const isSlow = ({ path }) => SLOW.test(path);
/** Shares are numbered from the longest file on: `shares.mjs`. */
const shareNumber = ({ path }) => Number(path.match(/-(\d+)\.together\.ts$/)?.[1] ?? 0);

export default class SlowFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const slowFirst = [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
    return slowFirst.sort((a, b) => shareNumber(a) - shareNumber(b));
  }
}
