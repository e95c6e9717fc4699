// npm run rotate-keys: brings everything that is sealed under the newest key of the key file, while servers run.
// Before it: npm run new-key -- --add FILE, and the changed file on every machine. Interrupted, it goes on where it was.
import { statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { cryptoOf } from './keys/crypto.mjs';
import { valuesByKey } from './keys/places.mjs';
import { rewrapAll, verifyAll } from './keys/rewrap.mjs';
import { rewriteAll } from './keys/rewrite.mjs';
import { clinicMeant, runTool, withClient } from './keys/run.mjs';
import { Board } from './progress.mjs';
import { Refused } from './refused.mjs';

/** Servers look at the key file every 5 s; before all of them have, they would go on sealing under the key before. */
const SEEN_AFTER_MS = 11_000;

async function waitUntilSeen(path) {
  await setTimeout(Math.max(0, statSync(path).mtimeMs + SEEN_AFTER_MS - Date.now()));
}

/** What is left under each key, and which may go. */
function tellLeft(ring, counts) {
  for (const id of ring.names) console.log(`Values under key ${id}: ${counts.get(id) ?? 0}`);
  const [newest, ...older] = ring.names;
  if (older.some((id) => counts.get(id))) throw new Refused('Some values are still under an older key. Run this again.');
  const free = older.filter((id) => id !== ring.oldest);
  if (free.length) console.log(`Nothing needs ${free.join(', ')} any more, except backups from before now.`);
  console.log(
    `Keep ${ring.oldest} in the file: it finds people by address and number, and signs companions’ links (docs/operations.md).`,
  );
  console.log(`New values are sealed under ${newest}. Keep a new copy of the file apart: npm run new-key -- --confirm-copy COPY`);
}

await runTool(async () => {
  const { url, keyFile } = clinicMeant();
  const crypto = await cryptoOf(keyFile);
  const { ring, wrapping, newest } = crypto;
  if (ring.names.length < 2)
    throw new Refused(`${keyFile} holds one key only. Add a new one first: npm run new-key -- --add ${keyFile}`);
  const board = new Board();
  await board.task('Servers see the key', () => waitUntilSeen(keyFile));
  await withClient(url, async (client) => {
    const began = performance.now();
    const done = await board.task('Keys of persons', (detail) => rewrapAll(client, wrapping, newest, (n) => detail(String(n))));
    const seconds = (performance.now() - began) / 1000;
    await board.task('Values', (detail) => rewriteAll(client, crypto, detail));
    const opened = await board.task('Reading back', () => verifyAll(client, wrapping, newest));
    console.log(`${done} keys rewrapped in ${seconds.toFixed(1)} s, ${opened} read back.`);
    tellLeft(ring, await valuesByKey(client));
  });
});
