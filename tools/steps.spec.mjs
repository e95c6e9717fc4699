import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from './processes.mjs';
import { bring, CACHE, namesIn, ROOT } from './steps.mjs';

const made = 'dist/.made/steps-spec';
const files = ['', '/doubtful', '/result'].map((name) => join(ROOT, `${made}${name}`));
const step = (program) => ({
  reads: [],
  makes: `${made}/result`,
  doubtful: [`${made}/doubtful`],
  run: [process.execPath, '-e', program],
});
const hangs = 'const hangs = "steps-spec"; setInterval(() => {}, 1000)';
const noted = join(CACHE, `${made.replaceAll('/', '+')}+result.stamp.begun`);
const running = () => commands().filter(({ command }) => command.endsWith(hangs));

async function until(isTrue) {
  while (!isTrue()) await new Promise((again) => setTimeout(again, 20));
}

beforeEach(() => {
  mkdirSync(files[0], { recursive: true });
  writeFileSync(files[1], '');
});
afterAll(() => {
  rmSync(files[0], { recursive: true });
  rmSync(join(CACHE, `${made.replaceAll('/', '+')}+result.stamp`), { force: true });
});

describe('a step of a build', () => {
  it('begins with nothing when it was cut off, and the command that was left running is ended', async () => {
    const program = `import('./tools/steps.mjs').then(({ bring }) => bring(${JSON.stringify(step(hangs))}))`;
    const builder = spawn(process.execPath, ['-e', program], { cwd: ROOT });
    await until(() => running().length === 1 && existsSync(noted));
    builder.kill('SIGKILL');
    await bring(step(`require('fs').writeFileSync(${JSON.stringify(files[2])}, '')`));
    expect(running()).toEqual([]);
    expect(existsSync(files[1])).toBe(false);
    expect(existsSync(files[2])).toBe(true);
  });

  it('keeps what it has when it fails in order', async () => {
    await expect(bring(step('process.exit(1)'), { force: true })).rejects.toThrow('ended with 1');
    await bring(step(''), { force: true });
    expect(existsSync(files[1])).toBe(true);
  });
});

it('counts no packages in a folder that npm has just taken away', () => {
  expect(namesIn(join(ROOT, 'node_modules/@gone'))).toEqual([]);
});
