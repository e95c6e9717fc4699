// The demo clinic: made once, remembered with its sign-ins.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './steps.mjs';

/**
 * Fills an empty database; one that has a clinic stays as it is.
 *
 * @param options.onStart called with the seed's process id
 * @param options.isOwn whether the database lives and dies with the data folder, so that the memory in there holds for it
 * @returns `{ signIns, links }`, empty ones if the clinic was made from another data folder
 */
export async function demoClinic(dataDir, { env, isOwn, detail, signal, onStart }) {
  const memory = join(dataDir, 'demo.json'); // the seed writes it
  const remember = () => (existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : { signIns: [], links: [] });
  if (isOwn && existsSync(memory)) return remember();
  const seed = ['--enable-source-maps', '--import', './tools/follow-parent.mjs', 'dist/server/seed.js'];
  await runCommand([process.execPath, ...seed], { env, detail, signal, isOurs: true, onStart });
  return remember();
}
