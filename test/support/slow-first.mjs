import { createRequire } from 'node:module';

const { default: TestSequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Files that take the longest: begun last, one of them would keep one core busy while the other waits. Jest knows of none in a fresh clone, and goes by length. */
const SLOW =
  /\/(storm|canary|canary-redis|policy-matrix|no-other-host|restore-drill|keys|erasure|session|origins)\.[^/]*spec\.ts$/;
const isSlow = ({ path }) => SLOW.test(path);

export default class SlowFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}
