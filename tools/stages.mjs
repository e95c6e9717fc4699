// What `npm test`, `npm run check` and `npm run prove` run.
import { chromiumPath, eximPath, redisServerPath, turnserverPath } from './programs.mjs';
import { steps } from './steps.mjs';

const MINUTE = 60_000;
const node = (script, ...args) => [process.execPath, `node_modules/${script}`, ...args];
const tsc = (...args) => node('typescript-7/bin/tsc', '--noEmit', ...args);

export const preparation = [steps.packages, steps.client];

/** Nothing runs beside these but one another, two at a time. */
export const builds = [
  { name: 'build server', step: steps.server },
  { name: 'build web', step: steps.web },
];
export const statics = [
  { name: 'types: server', run: tsc() },
  { name: 'types: web', run: tsc('-p', 'apps/web') },
  { name: 'types: browser', run: tsc('-p', 'test/tsconfig.browser.json') },
  { name: 'lint', run: node('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  { name: 'format', run: node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.') },
  {
    name: 'dependency rule',
    run: node('dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', 'prisma', 'test', 'tools'),
  },
  { name: 'table ownership', run: [process.execPath, 'tools/check-ownership.mjs'] },
];

/** One after the other, for each takes both cores. */
export const unit = [
  { name: 'unit', project: 'unit together', pattern: 'together/unit', dir: 'libs', capMs: 5 * MINUTE },
  {
    name: 'unit, St. John’s',
    project: 'unit together',
    pattern: 'together/zones',
    dir: 'libs',
    env: { TEST_TZ: 'America/St_Johns' }, // half an hour off, and changes its clocks
    capMs: 5 * MINUTE,
  },
];
const redis = { allow: 'redis', name: 'Redis', find: redisServerPath, setting: 'REDIS_SERVER_PATH' };
const built = ['build server', 'build web'];
export const integration = {
  name: 'integration',
  project: 'together',
  pattern: 'test/together/integration',
  dir: 'libs',
  capMs: 10 * MINUTE,
};
export const endToEnd = {
  name: 'e2e',
  project: 'together',
  pattern: 'test/together/e2e',
  dir: 'test/e2e',
  needs: built,
  capMs: 10 * MINUTE,
};
/** Those that wait most of the time: for processes that were killed, and for other programs. */
export const faults = [
  {
    name: 'integration, mail server',
    project: 'db',
    pattern: '/debian[^/]*.int-spec',
    dir: 'libs/notifications',
    workers: 1,
    program: { allow: 'mail', name: 'Exim', find: eximPath, setting: 'EXIM_PATH' },
    capMs: 2 * MINUTE,
  },
  {
    name: 'faults',
    project: 'faults',
    pattern: '/(?!redis)[^/]*.fault-spec',
    dir: 'test/faults',
    needs: built,
    workers: 1,
    capMs: 10 * MINUTE,
  },
  {
    name: 'integration, Redis',
    project: 'db',
    pattern: 'libs/platform/(outbox|relay|hints|clock-walk|rate-limits).int-spec',
    dir: 'libs',
    env: { TEST_STORE: 'redis' }, // the same suites in the other mode
    workers: 1,
    program: redis,
    capMs: 5 * MINUTE,
  },
  {
    name: 'faults, Redis',
    project: 'faults',
    pattern: '/redis[^/]*.fault-spec',
    dir: 'test/faults',
    needs: built,
    workers: 1,
    program: redis,
    capMs: 5 * MINUTE,
  },
];
export const browser = {
  name: 'browser',
  project: 'together',
  pattern: 'test/together/browser',
  workers: 3, // some of these wait a minute for what the page does then
  dir: 'test/browser',
  needs: built,
  program: { allow: 'browser', name: 'Chromium', find: chromiumPath, setting: 'CHROMIUM_PATH' },
  capMs: 10 * MINUTE,
};
export const videoCalls = {
  name: 'browser, video calls',
  project: 'browser',
  pattern: 'test/browser/calls',
  dir: 'test/browser',
  needs: built,
  workers: 1, // several browsers, each with moving pictures
  program: { allow: 'turn', name: 'coturn', find: () => chromiumPath() && turnserverPath(), setting: 'TURNSERVER_PATH' },
  capMs: 10 * MINUTE,
};
