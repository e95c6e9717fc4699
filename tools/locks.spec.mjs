import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock, withLock } from './locks.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hearth-lock-'));
const path = join(folder, 'lock');
const dead = () => spawnSync(process.execPath, ['-e', '']).pid;

afterEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a lock', () => {
  it('is held by one, who is named', () => {
    const { release } = takeLock(path);
    expect(takeLock(path)).toEqual({ holder: process.pid });
    release();
    expect(takeLock(path)).toHaveProperty('release');
  });

  it('dies with its holder, and is nothing when it is torn', () => {
    writeFileSync(path, JSON.stringify({ pid: dead(), birth: '1' }));
    takeLock(path).release();
    writeFileSync(path, '{"pid":');
    expect(takeLock(path)).toHaveProperty('release');
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is waited for', async () => {
    const order = [];
    const { release } = takeLock(path);
    const second = withLock(path, async () => order.push('second'), {
      onWait: (holder) => {
        order.push(holder);
        release();
      },
    });
    await second;
    expect(order).toEqual([process.pid, 'second']);
  });
});
