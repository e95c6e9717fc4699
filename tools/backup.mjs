// npm run backup [-- FOLDER]: a consistent copy of the running clinic's database (or that of DATABASE_URL) into a folder of its own
// below FOLDER (else HEARTH_BACKUP_DIR, else beside the data folder). The clinic goes on meanwhile.
import { resolve } from 'node:path';
import { storeMeant } from './backup/files.mjs';
import { keyFileOf, keyNamesIn } from './backup/keys.mjs';
import { backupDir, databaseMeant } from './backup/place.mjs';
import { takeBackup } from './backup/take.mjs';
import { keepTombstones, tombstonesIn } from './backup/tombstones.mjs';
import { explain } from './database.mjs';
import { withClient } from './keys/run.mjs';
import { Board, red } from './progress.mjs';
import { Refused } from './refused.mjs';

/** What must be kept apart from the backup, in words. */
const aboutKey = (path, names) =>
  names
    ? `The key that opens addresses, contacts and notes is not in it: ${path}. Keep a copy of that file in another place.`
    : `There is no key file at ${path}. Without the key, addresses, contacts and notes in the backup cannot be read: keep a copy of it apart.`;

async function main() {
  const meant = databaseMeant();
  if (!meant) throw new Refused('No clinic runs here. Start it (npm start), or name its database: DATABASE_URL=… npm run backup');
  const [keyFile, parent] = [keyFileOf(meant.dataDir), process.argv[2] ? resolve(process.argv[2]) : backupDir(meant.dataDir)];
  const keyNames = keyNamesIn(keyFile);
  const taken = await new Board().task('Backup', async (detail) =>
    takeBackup(meant.url, parent, { keyNames, openStore: () => storeMeant(meant.dataDir), onTable: detail }).catch((error) => {
      throw error.path ? error : explain(error, meant.url); // a path: the disk was at fault
    }),
  );
  const erased = await withClient(meant.url, (client) => keepTombstones(client, tombstonesIn(parent)));
  const rows = taken.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `${taken.folder}\n${taken.manifest.tables.length} tables, ${rows} rows, as of ${taken.manifest.takenAt.toISOString()}.`,
  );
  const { files, missing } = taken.manifest;
  if (files.length) console.log(`${files.length} papers, sealed as they are in the store.`);
  if (missing.length)
    console.log(`${missing.length} papers are not in the store any more, and not in the backup: ${missing.join(', ')}`);
  console.log(aboutKey(keyFile, keyNames));
  if (erased) console.log(`${tombstonesIn(parent)} names ${erased} erased people by id. Keep it with the backups.`);
}

await main().catch((error) => {
  console.error(`${red('✗')} ${error instanceof Refused ? error.message : (error.stack ?? error)}`);
  process.exitCode = 1;
});
