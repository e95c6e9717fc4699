import { Loop } from './loop.js';

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((done) => setImmediate(done));
};

describe('Loop', () => {
  it('goes on at once while there is more', async () => {
    let rounds = 0;
    const loop = new Loop(async () => ++rounds < 5, 60_000);
    loop.start();
    await until(() => rounds === 5);
    await loop.stop();
    expect(rounds).toBe(5);
  });

  it('runs one round at a time, and once more when kicked meanwhile', async () => {
    let [rounds, inside, most] = [0, 0, 0];
    let release = () => {};
    const loop = new Loop(async () => {
      rounds++;
      most = Math.max(most, ++inside);
      await new Promise<void>((done) => (release = done));
      inside--;
      return false;
    }, 60_000);
    loop.start();
    for (let i = 0; i < 3; i++) loop.kick();
    release();
    await until(() => rounds === 2);
    release();
    await loop.stop();
    expect([rounds, most]).toEqual([2, 1]);
  });

  it('waits for the running round when it stops, and starts no other', async () => {
    let isDone = false;
    let rounds = 0;
    const loop = new Loop(async () => {
      rounds++;
      await new Promise((done) => setImmediate(done));
      isDone = true;
      return true;
    }, 0);
    loop.start();
    await loop.stop();
    loop.kick();
    expect([isDone, rounds]).toEqual([true, 1]);
  });
});
