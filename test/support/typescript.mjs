// `node --import ./test/support/typescript.mjs file.ts`: runs a test program as it stands, compiled as the server is.

import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url, pathToFileURL('./'));

const { jsc, module } = JSON.parse(readFileSync(new URL('../../swc.build.json', import.meta.url), 'utf8'));

/** Imports name the file that a build would make: `x.js` is `x.ts` here. */
export function resolve(specifier, context, next) {
  if (!/^\.{1,2}\/.*\.js$/.test(specifier)) return next(specifier, context);
  const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return existsSync(source) ? { url: source.href, format: 'module', shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transformFile } = await import('@swc/core');
  const { code } = await transformFile(fileURLToPath(url), { swcrc: false, jsc, module, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
