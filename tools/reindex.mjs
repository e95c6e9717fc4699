// npm run reindex [-- --key NAME]: makes anew what people are found by (e-mail, telephone), while servers run.
// For indexes that were damaged, and for the change of the key that they stand on (docs/operations.md). Interrupted, it begins anew:
// what is right already is only looked at.
import { cryptoOf } from './keys/crypto.mjs';
import { reindexAll } from './keys/reindex.mjs';
import { clinicMeant, runTool, withClient } from './keys/run.mjs';
import { Board } from './progress.mjs';
import { Refused } from './refused.mjs';

/** @throws Refused for a key that the file does not hold */
function keyMeant(args, { ring }) {
  if (!args.length) return ring.oldest;
  const [flag, name] = args;
  if (flag !== '--key' || !ring.names.includes(name))
    throw new Refused(`Say under which key of the key file: npm run reindex -- --key ${ring.names.join('|')}`);
  return name;
}

await runTool(async (args) => {
  const { url, keyFile } = clinicMeant();
  const crypto = await cryptoOf(keyFile);
  const name = keyMeant(args, crypto);
  const { seen, written, unread, shared } = await withClient(url, async (client) => {
    const { rows } = await client.query('SELECT count(*) AS n FROM person');
    return new Board().task('People', (detail) =>
      reindexAll(client, crypto, crypto.indexingUnder(name), (done) => detail(`${done} of ${rows[0].n}`)),
    );
  });
  console.log(`${written} of ${seen} people were indexed anew under key ${name}.`);
  if (unread) console.log(`${unread} were left as they are: their address or number cannot be opened.`);
  if (shared.length)
    throw new Refused(
      `These have the address of somebody else, and are found by none until one of them has another: ${shared.join(', ')}`,
    );
  if (name !== crypto.ring.oldest)
    console.log(`Now remove the lines below ${name} from the key file, restart all servers, and run this once more.`);
});
