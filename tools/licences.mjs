// node tools/licences.mjs            docs/licences.md: under which licence each package is that Hearth stands on
// node tools/licences.mjs --check    exit 1 if it is not what the lock file says, or if a licence occurs that may not
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closure, packagesOf } from './lockfile.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const LIST = join(ROOT, 'docs/licences.md');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** Asks for nothing but a notice, or (MPL) for the source of its own files as they are: may be part of what a clinic runs. */
const FREE = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
];
/** Also allowed for programs that build and test, and of which nothing gets into what is built. */
const TOOLS = ['CC-BY-4.0', 'EPL-2.0'];

/** Whether an SPDX expression can be met with these licences: all of an AND, one of an OR. */
export function isMet(expression, allowed) {
  const parts = expression.replace(/[()]/g, '').split(/ or /i);
  return parts.some((part) => part.split(/ and /i).every((licence) => allowed.includes(licence.trim())));
}

/** What the pages of the web app import; it is bundled, so npm takes it for a development dependency. */
function importedByWeb() {
  const files = readdirSync(join(ROOT, 'apps/web'), { recursive: true }).filter(
    (name) => /\.tsx?$/.test(name) && !/spec\.tsx?$|vite\.config/.test(name),
  );
  const names = files.flatMap((name) =>
    [...read(join('apps/web', name)).matchAll(/(?:from |import\()'((?:@[^/']+\/)?[^/'.#][^/']*)/g)].map(([, found]) => found),
  );
  return [...new Set([...names, 'zod'])]; // by the contracts
}

/** `{ servers, web, tools }`: where each package is found. */
export function places() {
  const packages = packagesOf(JSON.parse(read('package-lock.json')));
  const web = closure(importedByWeb(), packages);
  const inWeb = new Set(web.map(({ path }) => path));
  return {
    servers: packages.filter(({ isDev }) => !isDev),
    web,
    tools: packages.filter(({ isDev, path }) => isDev && !inWeb.has(path)),
  };
}

/** Packages whose licence may not occur where they are. */
export const forbidden = ({ servers, web, tools }) =>
  [
    ...[...servers, ...web].filter(({ licence }) => !licence || !isMet(licence, FREE)),
    ...tools.filter(({ licence }) => !licence || !isMet(licence, [...FREE, ...TOOLS])),
  ].map(({ path, licence }) => `${path}: ${licence ?? 'none'}`);

/** Letters as PostgreSQL's "C" has them: the list must not depend on whose machine writes it. */
const inOrder = (texts) => [...new Set(texts)].sort((a, b) => (a < b ? -1 : Number(a > b)));

function listOf(packages) {
  const licences = inOrder(packages.map(({ licence }) => licence));
  const of = (licence) =>
    inOrder(packages.filter((each) => each.licence === licence).map(({ name, version }) => `${name} ${version}`));
  return licences.map((licence) => `- **${licence}** (${of(licence).length}): ${of(licence).join(', ')}`).join('\n');
}

export function text({ servers, web, tools }) {
  return `# Licences of the packages

Hearth is under Apache-2.0. This list is written by \`node tools/licences.mjs\` from the lock file, and a test fails when it is not current.
May be part of what a clinic runs: ${FREE.join(', ')}. For programs that only build and test also: ${TOOLS.join(', ')}.

## In the servers

${listOf(servers)}

## In the web app

${listOf(web)}

## Only to install, build and test

${listOf(tools)}
`;
}

export const current = () => readFileSync(LIST, 'utf8');

if (process.argv[1] === import.meta.filename) {
  const found = places();
  const wrong = forbidden(found);
  for (const line of wrong) console.error(line);
  const isCurrent = process.argv.includes('--check') ? current() === text(found) : (writeFileSync(LIST, text(found)) ?? true);
  if (!isCurrent) console.error('docs/licences.md is not current: node tools/licences.mjs writes it.');
  process.exitCode = wrong.length || !isCurrent ? 1 : 0;
}
