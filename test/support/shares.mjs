// Test files that run together in one of Jest's share what is loaded: to load Hearth anew costs more than most of them need.
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const isUnit = (name) => /\.spec\.(ts|tsx|mjs)$/.test(name);
/** What does arithmetic with dates, and nothing else. */
const DATES = /libs\/(.*\/domain|session-engine|kernel)\//;
const DIVISIONS = {
  integration: { folders: ['libs', 'prisma', 'tools'], isMember: (name) => /(?<!debian-mail)\.int-spec\.\w+$/.test(name) },
  unit: { folders: ['apps', 'libs', 'prisma', 'tools'], isMember: isUnit },
  zones: { folders: ['libs'], isMember: (name, folder) => isUnit(name) && DATES.test(`${folder}/`) },
  e2e: { folders: ['test/e2e'], isMember: (name) => name.endsWith('.e2e-spec.ts') },
  browser: { folders: ['test/browser'], isMember: (name) => /^(?!calls).*\.spec\.ts$/.test(name) },
};

/** Seconds of what takes much longer than its length says; the rest is taken by length. */
const SLOW = {
  editors: 15,
  'policy-matrix': 55,
  'restore-drill': 45,
  erasure: 35,
  keys: 35,
  revocation: 32,
  idempotency: 30,
  audit: 25,
  'no-other-host': 15,
  journey: 15,
  canary: 15,
  'canary-redis': 20,
  origins: 60,
  companion: 85,
  session: 60,
  sight: 45,
};
/** Files that say what messages there are: the others would have to hear them. */
const ALONE = /\/platform\/(outbox|relay|clock-walk)\.int-spec\.ts$/;
const BYTES_A_SECOND = 1_200;
const weightOf = (path) => SLOW[basename(path).split('.')[0]] ?? statSync(path).size / BYTES_A_SECOND;

function membersOf({ folders, isMember }) {
  const inside = (folder) => readdirSync(folder, { withFileTypes: true, recursive: true });
  return folders
    .flatMap((folder) => inside(join(ROOT, folder)))
    .filter((entry) => entry.isFile() && isMember(entry.name, entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The division and number in the name of a file of `test/together`, as `e2e-3.together.ts`. */
function shareOf(path) {
  const [, division, number] = basename(path).match(/^(\w+)-(\d+)\.together\.ts$/);
  const all = readdirSync(join(ROOT, 'test/together')).filter((name) => name.startsWith(`${division}-`));
  return { division, index: Number(number) - 1, count: all.length };
}

/** @returns the test files of one share: the next longest always goes to the share that has the least to do */
export function filesOfShare(sharePath) {
  const { division, index, count } = shareOf(sharePath);
  const shares = Array.from({ length: count }, () => ({ load: 0, files: [] }));
  const weighed = membersOf(DIVISIONS[division]).map((path) => ({ path, weight: weightOf(path) }));
  for (const { path, weight } of weighed.sort((a, b) => b.weight - a.weight)) {
    const least = shares.reduce((best, share) => (share.load < best.load ? share : best));
    least.load += weight;
    least.files.push(path);
  }
  return shares[index].files.map((path) => ({ path, title: path.slice(ROOT.length), isAlone: ALONE.test(path) }));
}
