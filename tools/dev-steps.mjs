// What has to be made anew after a change of source.
const isSpec = (path) => /\.(int-|e2e-|fault-)?spec\.tsx?$/.test(path);
const isMade = (path) => path.startsWith('libs/platform/generated/');

/**
 * @param paths files that have changed, from the root of the clone
 * @returns the steps to do, in their order: names of `steps`, and `migrate`; none for tests and for what Vite follows by itself
 */
export function stepsFor(paths) {
  const sources = [...paths].filter((path) => !isSpec(path) && !isMade(path) && !path.startsWith('apps/web/'));
  const isSchema = sources.some((path) => path.startsWith('prisma/schema/'));
  const isMigration = sources.some((path) => path.startsWith('prisma/migrations/'));
  const isServer = isSchema || sources.some((path) => /\.ts$/.test(path));
  return [isSchema && 'client', isServer && 'server', isMigration && 'migrate'].filter(Boolean);
}
