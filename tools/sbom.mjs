// npm run sbom [-- FILE]: what Hearth is made of, as CycloneDX, from the lock file alone; into dist/sbom.cdx.json unless told.
// The same lock file gives the same file: no instant, no random number, no name of a folder is in it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ROOT, runCommand } from './steps.mjs';

/** A UUID (version 8) that stands for a text. */
function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** What npm says, without what differs from one run to the next. */
export function settled(bom, { name }) {
  const { timestamp: _, tools: __, ...metadata } = bom.metadata;
  metadata.component = { ...metadata.component, type: 'application', name };
  const components = [...bom.components].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const rest = { ...bom, metadata, components };
  return { ...rest, serialNumber: `urn:uuid:${uuidOf(JSON.stringify({ ...rest, serialNumber: '' }))}` };
}

export async function sbom() {
  const said = await runCommand(['npm', 'sbom', '--package-lock-only', '--sbom-format', 'cyclonedx']);
  return settled(JSON.parse(said), JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
}

async function main(file) {
  const made = await sbom();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  console.log(`${file}: ${made.components.length} components`);
}

if (process.argv[1] === import.meta.filename) void main(resolve(process.argv[2] ?? join(ROOT, 'dist/sbom.cdx.json')));
