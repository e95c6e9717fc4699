// npm run new-key -- FILE: makes the key file of a real clinic (HEARTH_KEY_FILE). What is sealed under a lost key stays sealed for ever.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Say where: npm run new-key -- secrets/field-key');
  process.exit(1);
}
const path = resolve(process.env.INIT_CWD ?? '.', file);
const line = `k${randomBytes(3).toString('hex')} ${randomBytes(32).toString('base64')}\n`;
try {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, line, { mode: 0o600, flag: 'wx' });
  console.log(`${path}: keep a copy apart from the backups. Without it, what they hold sealed cannot be read.`);
} catch (error) {
  console.error(error.code === 'EEXIST' ? `${path} is there already, and was left as it is.` : error.message);
  process.exit(1);
}
