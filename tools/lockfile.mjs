// What package-lock.json says of the packages that Hearth stands on. Pure: reading is elsewhere.

const REGISTRY = 'https://registry.npmjs.org/';
/** Whose installed copy tells its licence in a form that the lock file does not take over. */
const SAID_ELSEWHERE = { 'xmlhttprequest-ssl': 'MIT' };

/** Every package but Hearth itself: `{ path, name, version, licence, isDev, hasScript, … }`, by path. */
export const packagesOf = (lock) =>
  Object.entries(lock.packages)
    .filter(([path]) => path)
    .map(([path, entry]) => {
      const name = entry.name ?? path.split('node_modules/').at(-1);
      return {
        path,
        name,
        version: entry.version,
        licence: entry.license ?? SAID_ELSEWHERE[name],
        isDev: Boolean(entry.dev || entry.devOptional),
        hasScript: Boolean(entry.hasInstallScript),
        resolved: entry.resolved,
        integrity: entry.integrity,
        needs: [
          ...new Set([...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.optionalDependencies ?? {})]),
          ...Object.keys(entry.peerDependencies ?? {}).filter((peer) => !entry.peerDependenciesMeta?.[peer]?.optional),
        ],
      };
    });

/** Packages that do not come from the registry as they were when the lock file was written, and why. An entry without an address means the registry. */
export const strangers = (packages) =>
  packages.flatMap(({ path, resolved, integrity }) => {
    if (resolved !== undefined && !resolved.startsWith(REGISTRY)) return [`${path} comes from ${resolved}`];
    return /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '') ? [] : [`${path} has no sha512 integrity`];
  });

/** Packages whose install script nobody has allowed or refused, and entries of packages that are not there. */
export function undecidedScripts(packages, allowScripts) {
  const withScript = new Set(packages.filter(({ hasScript }) => hasScript).map(({ name }) => name));
  const decided = new Set(Object.keys(allowScripts));
  return {
    undecided: [...withScript].filter((name) => !decided.has(name)),
    gone: [...decided].filter((name) => !withScript.has(name)),
  };
}

/** Where Node looks for a package, seen from another one: in the nearest `node_modules` upwards. */
function resolveFrom(path, name, byPath) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const found = byPath.get(`${folder ? `${folder}/` : ''}node_modules/${name}`);
    if (found || !folder) return found;
  }
}

/** The packages of these names with all that they need, by path. */
export function closure(names, packages) {
  const byPath = new Map(packages.map((each) => [each.path, each]));
  const found = new Map();
  const take = (from, name) => {
    const it = resolveFrom(from, name, byPath);
    if (!it || found.has(it.path)) return;
    found.set(it.path, it);
    for (const needed of it.needs) take(it.path, needed);
  };
  for (const name of names) take('', name);
  return [...found.values()];
}
