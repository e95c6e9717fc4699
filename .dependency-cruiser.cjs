/** The dependency rule of docs/ARCHITECTURE.md, as code: `npx depcruise apps bench libs prisma test tools`. */

/** In the order of the tree: a context may import those before it, and none after it. */
const contexts = [
  'audit',
  'identity',
  'care',
  'documents',
  'credentials',
  'alerts',
  'assessments',
  'scheduling',
  'protocols',
  'supply',
  'preparation',
  'monitoring',
  'aftercare',
  'journal',
  'calls',
  'pairing',
  'screening',
  'sessions',
  'incidents',
  'integration',
  'programmes',
  'messaging',
  'oversight',
  'record',
  'billing',
  'notifications',
];
const foundation = ['kernel', 'contracts', 'session-engine', 'platform'];
const lib = (names) => `^libs/(${names.join('|')})/`;
const SPEC = '\\.(int-|e2e-|fault-)?spec\\.[cm]?tsx?$';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-circles', {}, { circular: true }),
    rule('nothing-unresolved', {}, { couldNotResolve: true }),
    rule('every-lib-has-its-place-in-the-order', { path: '^libs/', pathNot: lib([...foundation, ...contexts]) }, {}),
    rule('only-known-libs', {}, { path: '^libs/', pathNot: lib([...foundation, ...contexts]) }),

    rule('kernel-knows-nothing', { path: '^libs/kernel/', pathNot: SPEC }, { pathNot: '^libs/kernel/' }),
    rule(
      'contracts-know-zod-only',
      { path: '^libs/contracts/', pathNot: SPEC },
      { pathNot: ['^libs/contracts/', 'node_modules/zod/'] },
    ),
    rule(
      'session-engine-knows-kernel-only',
      { path: '^libs/session-engine/', pathNot: SPEC },
      { pathNot: ['^libs/session-engine/', '^libs/kernel/'] },
    ),
    rule('domain-is-pure', { path: '^libs/[^/]+/domain/', pathNot: SPEC }, { pathNot: ['^libs/[^/]+/domain/', '^libs/kernel/'] }),
    rule(
      'platform-knows-kernel-and-contracts',
      { path: '^libs/platform/', pathNot: SPEC },
      { path: '^libs/', pathNot: lib(['platform', 'kernel', 'contracts']) },
    ),
    ...contexts.map((name, at) =>
      rule(`${name}-looks-down-only`, { path: `^libs/${name}/`, pathNot: SPEC }, { path: lib(contexts.slice(at + 1)) }),
    ),
    rule(
      'notifications-is-told-not-called',
      { path: '^libs/', pathNot: '^libs/notifications/' },
      { path: '^libs/notifications/' },
    ),

    rule(
      'front-door-only',
      { path: '^(?:apps|libs)/([^/]+)/' },
      { path: '^libs/[^/]+/', pathNot: ['^libs/[^/]+/index\\.ts$', '^libs/$1/'] },
    ),
    rule(
      'seed-goes-through-front-doors', // and runs a worker, so that what was due in its past has been done
      { path: '^prisma/' },
      { path: '^(apps|libs)/', pathNot: ['^libs/[^/]+/index\\.ts$', '^apps/worker/worker\\.module\\.ts$'] },
    ),
    rule('inside-a-lib-go-to-the-file', { path: '^libs/([^/]+)/' }, { path: '^libs/$1/index\\.ts$' }),
    rule('libs-know-no-app', { path: '^libs/' }, { path: '^apps/' }),
    rule(
      'apps-know-no-app',
      { path: '^apps/([^/]+)/', pathNot: '^apps/api/main\\.ts$' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'one-process-mode-is-the-only-bridge', // the api's main.ts can hold the worker's module inside itself
      { path: '^apps/api/main\\.ts$' },
      { path: '^apps/', pathNot: ['^apps/api/', '^apps/worker/worker\\.module\\.ts$'] },
    ),
    rule(
      'web-sees-contracts-and-session-engine',
      { path: '^apps/web/' },
      {
        path: '^libs/',
        pathNot: ['^libs/contracts/index\\.ts$', '^libs/session-engine/index\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'web-has-no-server',
      { path: '^apps/web/' },
      { path: ['^(prisma|test|tools)/', 'node_modules/(@nestjs|@prisma|pg|bullmq|ioredis)/'] },
    ),
    rule('nothing-ships-the-tests', { path: '^(apps|libs|prisma)/', pathNot: SPEC }, { path: '^test/' }),
    rule(
      'prisma-stays-in-platform',
      { path: '^(apps|libs|prisma/seed)/', pathNot: ['^libs/platform/', SPEC] },
      { path: ['/generated/', 'node_modules/@prisma/'] },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // type-only imports count too
    exclude: { path: '(^|/)(dist|migrations)/' },
    doNotFollow: { path: ['node_modules', '/generated/'] },
    enhancedResolveOptions: {
      conditionNames: ['hearth-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
