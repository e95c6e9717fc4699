// npm run audit:verify [-- --anchor FILE]: reads the whole audit and names the first row that is not as it was sealed, and those that
// are not sealed. Exit code 1 if anything is wrong. Run it with the settings of the servers.
import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { anchorFileOf, publicKeysOf, readAnchors, verifyAudit } from '#audit';
import { readFieldKeys } from '#platform';
import { keyFileOf } from './backup/keys.mjs';
import { databaseMeant, dataDirOf } from './backup/place.mjs';
import { explain } from './database.mjs';
import { paint } from './progress.mjs';
import { Refused } from './refused.mjs';

const [GREEN, RED] = [32, 31];
const WORDS = {
  edited: (at) => `${at} was changed after it was sealed.`,
  deleted: (at) => `${at} is gone.`,
  reordered: (at) => `${at} stands where another one was sealed.`,
  inserted: (at) => `${at} was put in afterwards.`,
  rewritten: (at) =>
    `${at}, or one after it, was changed, and the hashes after it were made anew: they do not fit what was signed.`,
  unsigned: (at) => `${at} and all after it carry no signature of this clinic.`,
  cut: (at) => `${at} and whatever came after it was cut off: a signature for more is kept.`,
};

function readArguments([...args]) {
  if (!args.length) return undefined;
  if (args.length === 2 && args[0] === '--anchor') return args[1];
  throw new Refused('usage: npm run audit:verify [-- --anchor FILE]');
}

/** Those of the data folder, and those of a file that was kept elsewhere. */
function anchorsIn(dataDir, given) {
  if (given && !existsSync(given)) throw new Refused(`There is no file ${given}.`);
  const files = [anchorFileOf(dataDir), given].filter((file) => file && existsSync(file));
  return files.flatMap((file) => readAnchors(readFileSync(file, 'utf8')));
}

const keysIn = (path) => (existsSync(path) ? publicKeysOf(readFieldKeys(path, false)) : new Map());

async function verify(url, trusted) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error) => {
    throw new Refused(explain(error, url).message);
  });
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await verifyAudit(client, trusted);
  } finally {
    await client.end();
  }
}

const rowWords = ({ position, eventId }) => `Row ${position}${eventId ? ` (${eventId})` : ''}`;

/** @returns a sentence for each thing that is wrong */
function complaints({ broken, unsealed, foreignAnchors }) {
  return [
    ...(broken ? [WORDS[broken.kind](rowWords(broken))] : []),
    ...(foreignAnchors ? [`${foreignAnchors} anchors are not signed by a key of this clinic.`] : []),
    ...unsealed.map(({ id, waitingSec }) => `${id} is not sealed, and was written ${Math.round(waitingSec)} s ago.`),
  ];
}

async function main(args) {
  const given = readArguments(args);
  const meant = databaseMeant();
  if (!meant)
    throw new Refused('No clinic runs here. Start it (npm start), or name its database: DATABASE_URL=… npm run audit:verify');
  const dataDir = meant.dataDir ?? dataDirOf();
  const [keys, anchors] = [keysIn(keyFileOf(dataDir)), anchorsIn(dataDir, given)];
  if (!keys.size && !anchors.length)
    throw new Refused('Nobody can say what the clinic has signed: give its key file (HEARTH_KEY_FILE) or --anchor FILE.');
  const verdict = await verify(meant.url, { keys, anchors });
  const wrong = complaints(verdict);
  for (const line of wrong) console.log(`${paint(RED, '✗')} ${line}`);
  const { rows, heads } = verdict;
  console.log(
    `${wrong.length ? paint(RED, '✗') : paint(GREEN, '✓')} ${rows} rows are linked, under ${heads} signatures and ${verdict.anchors} anchors.`,
  );
  return wrong.length ? 1 : 0;
}

process.exit(
  await main(process.argv.slice(2)).catch((error) => {
    console.error(`${paint(RED, '✗')} ${error instanceof Refused ? error.message : (error.stack ?? error)}`);
    return 1;
  }),
);
