import { keepRunning } from './servers.mjs';

/** Something that runs until the test ends it. */
function part(pid) {
  let end;
  const ended = new Promise((done) => {
    end = done;
  });
  return { pid, ended, end, stop: () => end('ended (asked)') };
}

/** A launch that gives these parts one after the other; an Error is a launch that fails. */
const launches = (parts) => {
  const left = [...parts];
  return async () => {
    const next = left.shift();
    if (next instanceof Error) throw next;
    return next;
  };
};

async function keep(parts) {
  const [deaths, restarts] = [[], []];
  let told;
  const again = () =>
    new Promise((done) => {
      told = done;
    });
  const kept = await keepRunning(launches(parts), {
    onDeath: (sentence, waitMs) => deaths.push([sentence, waitMs]),
    onStart: (pid) => {
      restarts.push(pid);
      told?.();
    },
  });
  return { kept, deaths, restarts, again };
}

describe('keepRunning', () => {
  it('starts again what ends unasked, and waits longer each time', async () => {
    const [first, second, third] = [part(1), part(2), part(3)];
    const { kept, deaths, restarts, again } = await keep([first, second, third]);
    for (const one of [first, second]) {
      const next = again();
      one.end('ended (SIGKILL)');
      await next;
    }
    expect(restarts).toEqual([2, 3]);
    expect(deaths).toEqual([
      ['ended (SIGKILL)', 200],
      ['ended (SIGKILL)', 500],
    ]);
    await kept.stop();
  });

  it('tries again when starting again fails', async () => {
    const [first, second] = [part(1), part(2)];
    const { kept, deaths, restarts, again } = await keep([first, new Error('no port'), second]);
    const next = again();
    first.end('ended (1)');
    await next;
    expect(restarts).toEqual([2]);
    expect(deaths.map(([sentence]) => sentence)).toEqual(['ended (1)', 'no port']);
    await kept.stop();
  });

  it('lets go what was free to end', async () => {
    const only = part(1);
    const { kept, deaths } = await keep([only]);
    only.end(undefined);
    await kept.stop();
    expect(deaths).toEqual([]);
  });

  it('starts nothing again once it was stopped, also in the middle of a wait', async () => {
    const first = part(1);
    const { kept, restarts } = await keep([first, part(2)]);
    first.end('ended (1)');
    await kept.stop();
    expect(restarts).toEqual([]);
  });

  it('passes on why the first start failed', async () => {
    await expect(keep([new Error('no such file')])).rejects.toThrow('no such file');
  });
});
