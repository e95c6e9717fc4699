// manifest.json: what a backup holds, and the digest by which a changed one is noticed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '../refused.mjs';
import { readThrough } from './copying.mjs';
import { digestOf, placeOf } from './files.mjs';

const MANIFEST = 'manifest.json';
const DIGEST = 'manifest.json.sha256';
export const FORMAT = 1;

export const fileOf = (folder, { name }) => join(folder, `${name}.copy.gz`);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The last files of a backup: without them it is none. */
export function writeManifest(folder, manifest) {
  const text = `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`;
  writeFileSync(join(folder, MANIFEST), text, { mode: 0o600, flag: 'wx' });
  writeFileSync(join(folder, DIGEST), `${sha256(text)}  ${MANIFEST}\n`, { mode: 0o600, flag: 'wx' });
}

/** @throws Refused when the folder is no backup, or its manifest was changed */
export function readManifest(folder) {
  if (!existsSync(join(folder, MANIFEST)) || !existsSync(join(folder, DIGEST))) {
    throw new Refused(`${folder} is no backup: it has no ${MANIFEST} with its ${DIGEST}.`);
  }
  const text = readFileSync(join(folder, MANIFEST), 'utf8');
  if (!readFileSync(join(folder, DIGEST), 'utf8').startsWith(`${sha256(text)} `)) {
    throw new Refused(`${join(folder, MANIFEST)} was changed after the backup was taken. Use another backup.`);
  }
  const manifest = JSON.parse(text);
  if (manifest.format !== FORMAT) throw new Refused(`This program does not read backups of format ${manifest.format}.`);
  return manifest;
}

/** Reads every file of the backup before anything is written. @throws Refused that names what is missing or was changed */
export async function verifyFiles(folder, { tables, files = [] }) {
  const broken = [];
  for (const table of tables) {
    const { rows, sha256 } = await readThrough(fileOf(folder, table)).catch(() => ({}));
    if (rows !== table.rows || sha256 !== table.sha256) broken.push(table.name);
  }
  for (const { name, sha256 } of files)
    if ((await digestOf(placeOf(folder, name)).catch(() => null)) !== sha256) broken.push(`the paper ${name}`);
  if (broken.length) throw new Refused(`The backup is damaged: ${broken.join(', ')}. Nothing was written. Use another backup.`);
}
