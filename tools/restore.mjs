// npm run restore -- BACKUP [--tombstones FILE]   into an empty database: that of DATABASE_URL, or else a new one in the data folder
// npm run restore -- --fence TIME [--tombstones FILE]   only the fence, for a database that was brought back by other means (PITR, a disk snapshot)
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import { fence } from './backup/fence.mjs';
import { putBack, storeMeant } from './backup/files.mjs';
import { keyFileOf, keyNamesIn } from './backup/keys.mjs';
import { load, requireKnown } from './backup/load.mjs';
import { readManifest, verifyFiles } from './backup/manifest.mjs';
import { dataDirOf } from './backup/place.mjs';
import { eraseAgain, readTombstones, tombstonesIn } from './backup/tombstones.mjs';
import { databaseHome, holdFolder } from './data-folder.mjs';
import { explain } from './database.mjs';
import { withClient } from './keys/run.mjs';
import { ensureDatabase } from './migrate.mjs';
import { startPostgres } from './postgres.mjs';
import { Board, red } from './progress.mjs';
import { Refused } from './refused.mjs';

const USAGE =
  'Say which backup: npm run restore -- FOLDER. After another kind of restore: npm run restore -- --fence 2026-01-31T12:00:00Z';

/** A restore makes tables, so it comes as whoever owns them. */
const givenUrl = () => process.env.DATABASE_MIGRATE_URL || process.env.DATABASE_URL;

/** @throws Refused when what the backup holds could not be read with the key that is here */
function requireKey({ keyNames }, path) {
  const here = keyNamesIn(path) ?? [];
  const missing = (keyNames ?? []).filter((name) => !here.includes(name));
  if (!missing.length) return;
  throw new Refused(
    `HEARTH_KEY_FILE: the backup is sealed with the key ${missing.join(', ')}, which is not in ${path}. Put the kept copy of the key file there first.`,
  );
}

/** Runs `work` with the address of the database: the given one, or the data folder's own, which runs only as long. */
async function withDatabase(work) {
  const given = givenUrl();
  if (given) return work(given);
  const release = await holdFolder(
    dataDirOf(),
    () => `A clinic runs from ${dataDirOf()}. Stop it first, or name another HEARTH_DATA_DIR.`,
  );
  const server = await startPostgres(databaseHome(dataDirOf()), { detached: false }).catch((error) => {
    release();
    throw error;
  });
  try {
    return await work(server.url.replace(/postgres$/, 'hearth'));
  } finally {
    await server.stop();
    release();
  }
}

const explained = (error) => {
  throw error instanceof Refused || !givenUrl() ? error : explain(error, givenUrl());
};

/** Whom the clinic erased since the backup: of the file that is named, else of the one beside the backup. */
function tombstonesFor(folder, given) {
  const path = given ? resolve(given) : folder && tombstonesIn(dirname(folder));
  if (given && !existsSync(path)) throw new Refused(`There is no list of erased people at ${path}.`);
  return path && existsSync(path) ? readTombstones(path) : null;
}

async function erase(url, tombstones) {
  if (!tombstones) {
    console.log(
      'No list of erased people was there (--tombstones FILE). If anybody was erased after this backup, erase them again.',
    );
    return;
  }
  const erased = await withClient(url, (client) => eraseAgain(client, tombstones));
  console.log(`${erased} people who were erased after this backup were erased again.`);
}

async function restore(folder, tombstones, board) {
  const manifest = readManifest(folder);
  requireKnown(manifest);
  requireKey(manifest, keyFileOf(dataDirOf()));
  await board.task('Checksums', () => verifyFiles(folder, manifest));
  const store = manifest.files?.length ? await storeMeant(dataDirOf()) : null;
  const found = await withDatabase(async (url) => {
    await ensureDatabase(url).catch(explained);
    const loading = (onTable) =>
      load(url, folder, manifest, { onTable, before: () => putBack(folder, manifest, store, dataDirOf()) });
    const fenced = await board.task('Restore', loading).catch(explained);
    await erase(url, tombstones);
    return fenced;
  });
  console.log(
    `Restored ${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows${store ? ` and ${manifest.files.length} papers` : ''} as of ${manifest.takenAt}.`,
  );
  report(found);
  console.log(givenUrl() ? 'Start the servers.' : 'Start the clinic: npm start');
}

async function fenceOnly(time, tombstones) {
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(time ?? '') || Number.isNaN(Date.parse(time))) throw new Refused(USAGE);
  await withDatabase(async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect().catch(explained);
    try {
      await client.query('BEGIN');
      const found = await fence(client, { id: randomUUID(), takenAt: time });
      await client.query('COMMIT');
      report(found);
    } finally {
      await client.end();
    }
    await erase(url, tombstones);
  });
}

/** What people must look at, ids only. */
function report({ parked, live }) {
  for (const { id, isOver } of live)
    console.log(`Live in the backup: session ${id}${isOver ? '; over by now, nobody is called' : '; its alarms go on'}`);
  if (parked.length)
    console.log(`${parked.length} rows that fell due before now were parked and are not sent (npm run parked lists them again):`);
  for (const { id, name, dueAt, payload } of parked)
    console.log(`  ${dueAt.toISOString()}  ${name}  ${id}  ${subjectOf(payload)}`);
}

const subjectOf = ({ appointmentId, visitId, sessionId, subjectId, template }) =>
  [template, appointmentId ?? visitId ?? sessionId ?? subjectId].filter(Boolean).join(' ');

async function main(args) {
  const at = args.indexOf('--tombstones');
  const [given] = at === -1 ? [] : args.splice(at, 2).slice(1);
  const [first, second] = args;
  if (!first || (at !== -1 && !given)) throw new Refused(USAGE);
  if (first === '--fence') return fenceOnly(second, tombstonesFor(undefined, given));
  const folder = resolve(first);
  return restore(folder, tombstonesFor(folder, given), new Board());
}

process.exit(
  await main(process.argv.slice(2)).then(
    () => 0,
    (error) => {
      console.error(`${red('✗')} ${error instanceof Refused ? error.message : (error.stack ?? error)}`);
      return 1;
    },
  ),
);
