// The servers' own sealing, for tools. Needs a build, as the servers do.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refused } from '../refused.mjs';
import { ROOT } from '../steps.mjs';

const built = (file) => import(pathToFileURL(join(ROOT, 'dist/libs/platform', file)).href);

/**
 * @param path of the key file
 * @throws Refused without a build or a key file that can be used
 */
export async function cryptoOf(path) {
  if (!existsSync(join(ROOT, 'dist/libs/platform/key-ring.js')))
    throw new Refused('There is no build of this version: npm run build.');
  const [{ KeyRing, fingerprintOf }, { KeyWrapping }, { SealedFields }, aead] = await Promise.all(
    ['key-ring.js', 'key-wrapping.js', 'encryption.js', 'aead.js'].map(built),
  );
  const ring = await Promise.resolve()
    .then(() => KeyRing.at(path, false))
    .catch((error) => Promise.reject(new Refused(error.message)));
  const indexingUnder = (name) => new SealedFields(ring, name);
  const [wrapping, sealing] = [new KeyWrapping(ring), new SealedFields(ring)];
  return { ...aead, ring, fingerprintOf, newest: ring.newest, wrapping, sealing, indexingUnder };
}
