// Where backups are, and which database is meant.
import { resolve } from 'node:path';
import { findRunning } from '../running.mjs';
import { ROOT } from '../steps.mjs';

export const dataDirOf = (env = process.env) => resolve(ROOT, env.HEARTH_DATA_DIR || '.hearth');

/** Beside the data folder and not in it: what empties the one must not take the other. */
export const backupDir = (dataDir, env = process.env) => resolve(ROOT, env.HEARTH_BACKUP_DIR || `${dataDir}-backups`);

/** `{ url, dataDir }` of DATABASE_MIGRATE_URL or DATABASE_URL, or else of the running clinic; undefined when there is none. */
export function databaseMeant(env = process.env) {
  const url = env.DATABASE_MIGRATE_URL || env.DATABASE_URL;
  if (url) return { url, dataDir: dataDirOf(env) };
  const running = findRunning(env);
  return running && { url: running.databaseUrl, dataDir: running.dataDir };
}
