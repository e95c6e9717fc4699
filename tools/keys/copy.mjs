// Whether a copy of the key file is one. Only that it was seen is kept, in the database: where the copy is, nobody writes down.
import { readFileSync } from 'node:fs';
import { Refused } from '../refused.mjs';
import { cryptoOf } from './crypto.mjs';
import { clinicMeant, withClient } from './run.mjs';

const linesOf = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The names of the keys that the file holds and the copy lacks, or holds with another value. */
export const lackingIn = (file, copy) => {
  const there = new Set(linesOf(copy));
  return linesOf(file)
    .filter((line) => !there.has(line))
    .map((line) => line.split(' ')[0]);
};

/**
 * @param copy the text of the copy
 * @returns a sentence
 * @throws Refused when it is no copy of the clinic's key file
 */
export async function confirmCopy(copy) {
  const { url, keyFile } = clinicMeant();
  const { ring } = await cryptoOf(keyFile);
  const lacking = lackingIn(readFileSync(keyFile, 'utf8'), copy);
  if (lacking.length)
    throw new Refused(`This is no copy of ${keyFile}: it lacks ${lacking.join(', ')}, or has another key of that name.`);
  await withClient(url, (client) =>
    client.query(
      `INSERT INTO installation_key (id, fingerprint, copy_seen_at) SELECT id, digest, now() FROM unnest($1::text[], $2::text[]) u (id, digest)
       ON CONFLICT (id) DO UPDATE SET copy_seen_at = now()`,
      [ring.fingerprints.map(([id]) => id), ring.fingerprints.map(([, digest]) => digest)],
    ),
  );
  return `The copy opens all that is sealed: ${ring.fingerprints.map(([id, digest]) => `${id} (${digest})`).join(', ')}. Keep it where it was.`;
}
