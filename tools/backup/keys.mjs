// The key that seals columns is never in a backup. Its name is, so that a restore can tell whether the right one is there.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../steps.mjs';

/** Where the servers look for it. */
export const keyFileOf = (dataDir, env = process.env) => resolve(ROOT, env.HEARTH_KEY_FILE || join(dataDir, 'field-key'));

/** The names of the keys in the file, never the keys; null when it is not on this machine. */
export const keyNamesIn = (path) =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line) => line.trim().split(' ')[0] || [])
    : null;
