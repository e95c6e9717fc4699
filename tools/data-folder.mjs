// The data folder of one clinic: made, held by one start at a time, emptied on request; and where its database lives.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { canReach, databaseUser } from './database-user.mjs';
import { takeLock } from './locks.mjs';
import { stopServer } from './postgres.mjs';
import { Refused } from './refused.mjs';

const MARK = 'THIS-IS-HEARTH.txt';
const LOCK = 'start.lock';
const isRoot = process.getuid?.() === 0;

/** A start whose npm was killed needs a moment to see it, and then to stop its servers in order. */
const [SEEING_MS, STOPPING_MS] = [1_500, 20_000];
const leavingMark = (dataDir) => join(dataDir, 'leaving');

/** Says that the holder of the folder is on its way out: the next start waits for it. */
export const sayLeaving = (dataDir) => writeFileSync(leavingMark(dataDir), '');

async function take(dataDir) {
  const began = performance.now();
  for (;;) {
    const taken = takeLock(join(dataDir, LOCK));
    const patienceMs = existsSync(leavingMark(dataDir)) ? STOPPING_MS : SEEING_MS;
    if (taken.release || performance.now() - began > patienceMs) return taken;
    await setTimeout(100);
  }
}

/**
 * Makes the folder if it is not there, and holds it.
 *
 * @returns `release()`
 * @throws Refused when it is someone else's folder, or a clinic is running from it
 */
export async function holdFolder(dataDir, describeRunning) {
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(join(dataDir, MARK))) {
      if (readdirSync(dataDir).length)
        throw new Refused(`HEARTH_DATA_DIR: ${dataDir} is not empty and is no data folder of Hearth.`);
      writeFileSync(
        join(dataDir, MARK),
        'The data of a Hearth clinic: its database, keys and log. Back it up; do not edit it.\n',
      );
    }
    chmodSync(dataDir, isRoot ? 0o711 : 0o700); // as root the database's own user walks through it
    const { release, holder } = await take(dataDir);
    if (!release) throw new Refused(describeRunning(holder));
    rmSync(leavingMark(dataDir), { force: true });
    return release;
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
    throw new Refused(`HEARTH_DATA_DIR: ${dataDir} cannot be written by this user (${error.code}).`);
  }
}

/** Removes all that the clinic ever wrote. The caller holds the folder. */
export async function emptyFolder(dataDir) {
  const home = existsSync(join(dataDir, REMEMBERED)) ? databaseHome(dataDir) : join(dataDir, 'postgres');
  await stopServer(home); // a start that was killed left it behind
  rmSync(home, { recursive: true, force: true });
  for (const name of readdirSync(dataDir)) {
    if (name !== MARK && name !== LOCK) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

const REMEMBERED = 'database-folder';
const OWNER = 'belongs-to';

/**
 * Where PostgreSQL's files are: in the data folder, or, when the user that PostgreSQL runs as cannot reach that one
 * (root's home, any 0700 folder), in a folder of their own outside, which the data folder remembers.
 *
 * @throws Refused when the data folder is a copy of another one that is still there
 */
export function databaseHome(dataDir) {
  const [note, inside] = [join(dataDir, REMEMBERED), join(dataDir, 'postgres')];
  if (existsSync(note)) return remembered(readFileSync(note, 'utf8'), dataDir);
  if (canReach(databaseUser(join(inside, 'data')), dataDir)) return inside;
  const home = makeOutside();
  writeFileSync(join(home, OWNER), realpathSync(dataDir));
  writeFileSync(note, home);
  return home;
}

function remembered(home, dataDir) {
  if (!existsSync(home)) throw new Refused(`The database was in ${home}, which is gone. Restore it, or start over with --fresh.`);
  const owner = readFileSync(join(home, OWNER), 'utf8');
  const ownerNote = join(owner, REMEMBERED);
  if (owner !== realpathSync(dataDir) && existsSync(ownerNote) && readFileSync(ownerNote, 'utf8') === home) {
    throw new Refused(`HEARTH_DATA_DIR: ${dataDir} is a copy of ${owner}, and its database still belongs to that one.`);
  }
  writeFileSync(join(home, OWNER), realpathSync(dataDir)); // the folder was moved
  return home;
}

function makeOutside() {
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      const home = mkdtempSync(join(parent, 'hearth-'));
      chmodSync(home, 0o711);
      if (canReach(databaseUser(home), home)) return home;
      rmSync(home, { recursive: true });
    } catch (error) {
      if (!error.code) throw error; // a parent that is not there or read-only: the next one
    }
  }
  throw new Refused('PostgreSQL’s own user can reach neither the data folder nor /var/lib. Start as an ordinary user.');
}
