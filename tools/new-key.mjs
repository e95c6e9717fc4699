// npm run new-key -- FILE                   makes the key file of a real clinic (HEARTH_KEY_FILE)
// npm run new-key -- --add FILE             puts a new key before the others; then: npm run rotate-keys
// npm run new-key -- --confirm-copy COPY    shows that a copy, kept apart, opens what the clinic seals; "-" reads it from standard input
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { paint } from './progress.mjs';

const USAGE = 'Say where: npm run new-key -- secrets/field-key';
const at = (file) => resolve(process.env.INIT_CWD ?? '.', file);
const newLine = () => `k${randomBytes(3).toString('hex')} ${randomBytes(32).toString('base64')}\n`;

function warn() {
  console.log(
    paint(31, 'Whoever loses this file loses every address, contact and note of the clinic, for ever. Nobody can make it again.'),
  );
  console.log(
    'Keep a copy in another place, apart from the backups: whoever has both can read all. Then show that it is one:\n' +
      '  npm run new-key -- --confirm-copy COPY',
  );
}

function make(path) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, newLine(), { mode: 0o600, flag: 'wx' });
  console.log(path);
  warn();
}

/** The whole file at once, so that no server reads half of it. */
function add(path) {
  const { mode, uid, gid } = statSync(path);
  const whole = `${path}.new`;
  writeFileSync(whole, newLine() + readFileSync(path, 'utf8'), { mode: mode & 0o777, flag: 'wx' });
  if (uid !== process.getuid?.()) chownSync(whole, uid, gid);
  renameSync(whole, path);
  console.log(`${path} has a new key. Copy the file to every machine that runs servers, then: npm run rotate-keys`);
  warn();
}

async function main([first, second]) {
  if (first === '--add' && second) return add(at(second));
  if (first === '--confirm-copy' && second) {
    const { confirmCopy } = await import('./keys/copy.mjs');
    return console.log(await confirmCopy(readFileSync(second === '-' ? 0 : at(second), 'utf8')));
  }
  if (!first || first.startsWith('--')) throw new Error(USAGE);
  return make(at(first));
}

await main(process.argv.slice(2)).catch((error) => {
  console.error(error.code === 'EEXIST' ? `${error.path} is there already, and was left as it is.` : error.message);
  process.exitCode = 1;
});
