// The demo clinic: made once, remembered with its sign-ins.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './steps.mjs';

/**
 * Fills an empty database; one that has a clinic stays as it is.
 *
 * @param options.isOwn whether the database lives and dies with the data folder, so that the memory in there holds for it
 * @returns `{ signIns, links }`, empty ones if the clinic was made from another data folder
 */
export async function demoClinic(dataDir, { env, isOwn, detail, signal }) {
  const memory = join(dataDir, 'demo.json');
  const remember = () => (existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : { signIns: [], links: [] });
  if (isOwn && existsSync(memory)) return remember();
  const output = await runCommand([process.execPath, '--enable-source-maps', 'dist/prisma/seed/main.js'], {
    env,
    detail,
    signal,
  });
  const line = output.split('\n').findLast((text) => text.startsWith('{"signIns"'));
  if (line) writeFileSync(memory, line, { mode: 0o600 });
  return remember();
}
