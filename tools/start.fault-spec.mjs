import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './postgres.mjs';
import { birthOf, commandOf, commands, parentOf } from './processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'hearth-start-')); // 0700: as root, PostgreSQL's user cannot enter it
const dataDir = join(folder, 'data');
let port;
let env;

beforeAll(async () => {
  port = await freePort();
  env = { ...process.env, PORT: String(port), HEARTH_DATA_DIR: dataDir, HEARTH_MODE: 'demo', DATABASE_URL: '' };
});

/** Waits for a condition; a start that hangs is told with what it said last. */
async function until(isTrue, told = () => '') {
  for (const end = performance.now() + 90_000; !(await isTrue()); await new Promise((again) => setTimeout(again, 50))) {
    if (performance.now() > end) throw new Error(`Not within 90 s. ${told()}`);
  }
}
const running = () => JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'));
const answers = () =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Runs a start; `ended` resolves to its exit code and all that it said. */
function begin(more, args, [command, ...first] = [process.execPath, 'tools/start.mjs']) {
  const child = spawn(command, [...first, ...args], { env: { ...env, ...more } });
  const one = { child, said: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      one.said += chunk;
    });
  }
  one.ended = new Promise((done) => child.once('close', (code) => done({ code, said: one.said })));
  return one;
}

/** Waits until a start says something. */
async function says(clinic, words) {
  await until(
    () => clinic.said.includes(words) || clinic.child.exitCode !== null,
    () => clinic.said,
  );
  if (!clinic.said.includes(words)) throw new Error(`It did not say "${words}":\n${clinic.said}`);
  return clinic;
}

/** Starts a clinic and waits for its last screen. */
const start = (command) => says(begin({}, [], command), 'is ready at');

/** A start that is expected to end by itself. */
const refused = (more, ...args) => begin(more, args).ended;

const dbUrl = (more) =>
  new Promise((done) => {
    execFile(process.execPath, ['tools/db-url.mjs'], { env: { ...process.env, HEARTH_DATA_DIR: '', ...more } }, (_, stdout) =>
      done(stdout.trim()),
    );
  });

const allGone = (pids) => {
  const left = () => Object.values(pids).filter((pid) => birthOf(pid) !== undefined);
  return until(
    () => left().length === 0,
    () => `Still there: ${left().map(commandOf).join(', ')}`,
  );
};

describe('npm start', () => {
  let clinic;
  let databaseFolder = dataDir;

  afterAll(async () => {
    clinic?.child.kill('SIGINT');
    await clinic?.ended;
    for (const one of [folder, databaseFolder]) rmSync(one, { recursive: true, force: true });
  });

  it.each([
    ['Database', 400],
    ['Demo clinic', 900],
    ['Servers', 400],
  ])('blocks no later one when it is killed at its step "%s"', async (step, afterMs) => {
    const killed = await says(begin({}, []), ` ${step}`);
    await new Promise((done) => setTimeout(done, afterMs));
    killed.child.kill('SIGKILL');
    await killed.ended;
  });

  it('ends in a clinic that answers, and tells who can sign in', async () => {
    clinic = await start(['npm', 'start', '--']);
    expect(clinic.said).toContain(`Hearth is ready at http://localhost:${port}`);
    expect(await answers()).toBe(true);
    const { signIns, mode, address, databaseFolder: outside } = running();
    databaseFolder = outside ?? join(dataDir, 'postgres');
    expect({ mode, address }).toEqual({ mode: 'demo', address: `http://localhost:${port}` });
    for (const { email, password } of signIns) {
      expect(clinic.said).toContain(email);
      expect(password).toBeTruthy();
    }
  });

  it('keeps its passwords and its database to its owner', () => {
    expect(statSync(join(dataDir, 'running.json')).mode & 0o077).toBe(0);
    expect(statSync(join(databaseFolder, 'data')).mode & 0o077).toBe(0);
    expect(statSync(join(databaseFolder, 'password')).mode & 0o077).toBe(0);
  });

  it('is found by its port alone', async () => {
    expect(await dbUrl({ PORT: String(port) })).toBe(running().databaseUrl);
  });

  it('is refused a second time in the same folder, and may not be started over', async () => {
    for (const args of [[], ['--fresh']]) {
      const { code, said } = await refused({}, ...args);
      expect(code).toBe(1);
      expect(said).toContain(`already: http://localhost:${port}`);
    }
    expect(await answers()).toBe(true);
  });

  it.each(['api', 'database'])('starts the %s again when it is killed', async (name) => {
    const before = running().pids[name];
    process.kill(before, 'SIGKILL');
    await until(
      () => running().pids[name] !== before,
      () => clinic.said,
    );
    await until(answers);
  });

  it('stops when its npm is killed, and the next one waits for that', async () => {
    const { pids } = running();
    clinic.child.kill('SIGKILL');
    clinic = await start();
    await allGone(pids);
    expect(await answers()).toBe(true);
  });

  it('takes its servers with it when it is killed; the next one ends the database, and what is frozen', async () => {
    const { pids, databaseUrl } = running();
    const { database, api, ...others } = pids;
    const frozen = [
      api,
      ...commands()
        .flatMap(({ pid }) => (parentOf(pid) === database ? [pid] : []))
        .slice(0, 2),
    ];
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    clinic.child.kill('SIGKILL');
    await clinic.ended;
    await allGone(others);
    const seeded = readFileSync(join(dataDir, 'demo.json'), 'utf8');
    clinic = await start();
    await allGone([database, ...frozen]);
    expect(running().databaseUrl).not.toBe(databaseUrl);
    expect(readFileSync(join(dataDir, 'demo.json'), 'utf8')).toBe(seeded); // the data is that of before
  });

  it('leaves nothing behind on Ctrl-C, and ends well', async () => {
    const { pids } = running();
    clinic.child.kill('SIGINT');
    expect((await clinic.ended).code).toBe(0);
    await allGone(pids);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    expect(await dbUrl({ PORT: String(port) })).toBe('');
  });

  it('names the setting of a port that is taken', async () => {
    const other = createServer();
    await new Promise((done) => other.listen(port, '127.0.0.1', done));
    const { code, said } = await refused({});
    other.close();
    expect({ code, said: said.trim() }).toEqual({ code: 1, said: expect.stringMatching(/^✗ PORT: \d+ is taken/) });
  });

  it('names the setting of a database that cannot be reached, and no password', async () => {
    const { code, said } = await refused({ DATABASE_URL: `postgresql://me:hush@127.0.0.1:${port}/hearth` });
    expect(code).toBe(1);
    expect(said).toContain(`✗ DATABASE_URL: the database hearth at 127.0.0.1:${port} cannot be used: nothing listens there.`);
    expect(said).not.toContain('hush');
  });

  it('does not touch a folder that is not its own', async () => {
    const { code, said } = await refused({ HEARTH_DATA_DIR: folder }, '--fresh');
    expect(code).toBe(1);
    expect(said).toContain('is no data folder of Hearth');
    expect(existsSync(dataDir)).toBe(true);
  });
});
