import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { birthOf, commandOf, commands, endKnown, isAlive, known, parentOf, self } from './processes.mjs';

const dead = () => spawnSync(process.execPath, ['-e', '']).pid;

/** A process that is up; `how` is run in it first. */
async function made(how = '') {
  const child = spawn(process.execPath, ['-e', `${how}; setInterval(() => {}, 1000); process.stdout.write('up')`]);
  await once(child.stdout, 'data');
  return child;
}

describe('processes', () => {
  it('knows the living from the dead', () => {
    expect(isAlive(self())).toBe(true);
    expect(birthOf(dead())).toBeUndefined();
  });

  it('is not fooled by a process id that was given again', () => {
    expect(isAlive({ pid: process.pid, birth: 'another time' })).toBe(false);
  });

  it('knows what each was called with, and by whom', async () => {
    const child = await made('const marked = 4711');
    expect(commandOf(child.pid)).toContain('const marked = 4711');
    expect(commands()).toContainEqual({ pid: child.pid, command: commandOf(child.pid) });
    expect(parentOf(child.pid)).toBe(process.pid);
    child.kill('SIGKILL');
  });

  it.each([
    ['asked', ''],
    ['killed when it does not listen', "process.on('SIGTERM', () => {})"],
  ])('ends one that is %s', async (_, how) => {
    const child = await made(how);
    expect(await endKnown([known(child.pid)], { patienceMs: 300 })).toBe(true);
    expect(birthOf(child.pid)).toBeUndefined();
  });

  it('ends one that is frozen', async () => {
    const child = await made();
    child.kill('SIGSTOP');
    await endKnown([known(child.pid)], { patienceMs: 10_000 });
    expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGTERM');
  });

  it('never ends another one that was given the same number', async () => {
    const child = await made();
    expect(await endKnown([{ pid: child.pid, birth: 'another time' }], { patienceMs: 0 })).toBe(false);
    expect(child.exitCode).toBeNull();
    expect(birthOf(child.pid)).toBeDefined();
    child.kill('SIGKILL');
  });
});
