// npm run reseal: brings what an older Hearth sealed under the installation's key, or wrote in plain, under the keys of its persons.
// Servers go on meanwhile; interrupted, it goes on where it was.
import { cryptoOf } from './keys/crypto.mjs';
import { rewriteAll } from './keys/rewrite.mjs';
import { clinicMeant, runTool, withClient } from './keys/run.mjs';
import { Board } from './progress.mjs';

await runTool(async () => {
  const { url, keyFile } = clinicMeant();
  const crypto = await cryptoOf(keyFile);
  const { written, left } = await withClient(url, (client) =>
    new Board().task('Values', (detail) => rewriteAll(client, crypto, detail)),
  );
  console.log(`${written} values were brought to where they belong.`);
  if (left) console.log(`${left} were left as they are: they cannot be opened, or belong to somebody who was erased.`);
});
