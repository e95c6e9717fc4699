// What the tools around keys have in common: which clinic, its key file, its database, and how they say what went wrong.
import pg from 'pg';
import { keyFileOf } from '../backup/keys.mjs';
import { databaseMeant } from '../backup/place.mjs';
import { explain } from '../database.mjs';
import { red } from '../progress.mjs';
import { Refused } from '../refused.mjs';

/** @throws Refused when no clinic runs here and none is named */
export function clinicMeant() {
  const meant = databaseMeant();
  if (!meant) throw new Refused('No clinic runs here. Start it (npm start), or name its database with DATABASE_URL.');
  return { url: meant.url, keyFile: keyFileOf(meant.dataDir), dataDir: meant.dataDir };
}

/** Runs `work` with a connection to the clinic's database. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'hearth-keys' });
  await client.connect().catch((error) => {
    throw explain(error, url);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs the whole program; a refusal is said in one sentence. */
export async function runTool(main) {
  process.exit(
    await main(process.argv.slice(2)).then(
      () => 0,
      (error) => {
        console.error(`${red('✗')} ${error instanceof Refused ? error.message : (error.stack ?? error)}`);
        return 1;
      },
    ),
  );
}
