import { existsSync, readFileSync } from 'node:fs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { jsc, sourceMaps } = read('./swc.build.json');
const tsx = { ...jsc, parser: { ...jsc.parser, tsx: true }, transform: { ...jsc.transform, react: { runtime: 'automatic' } } };
const module = { type: 'commonjs' };
const ts = { swcrc: false, sourceMaps, jsc, module };
const js = { swcrc: false, jsc: { parser: { syntax: 'ecmascript' }, target: 'es2023' }, module };

// Jest can `require` an ES module from Node 24.9 on only, so every installed ESM-only package, nested copies too, is compiled to CommonJS (cached).
const esm = Object.keys(read('./node_modules/.package-lock.json').packages).filter(
  (path) => existsSync(new URL(`./${path}/package.json`, import.meta.url)) && read(`./${path}/package.json`).type === 'module',
);
const compiled = `${import.meta.dirname}/(?:${esm.join('|')})/(?!node_modules/)`.replace(/[.+]/g, '\\$&');

const common = {
  transform: {
    '^.+\\.ts$': ['@swc/jest', ts],
    '^.+\\.tsx$': ['@swc/jest', { ...ts, jsc: tsx }],
    '^.+\\.m?js$': ['@swc/jest', js],
  },
  transformIgnorePatterns: [`^(?!${compiled}).*/node_modules/`],
  moduleNameMapper: {
    '^#(.*)$': '<rootDir>/libs/$1/index.ts',
    '^@prisma/client/runtime/(.*)\\.mjs$': '@prisma/client/runtime/$1.js',
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.hearth'],
};
const support = (file) => `<rootDir>/test/support/${file}`;
const withServer = { globalSetup: support('global-setup.mjs'), globalTeardown: support('global-teardown.mjs') };

process.env.TZ = process.env.TEST_TZ ?? 'UTC';
export default {
  testSequencer: support('slow-first.mjs'),
  testTimeout: 120_000, // a cap for what hangs, not a limit for what is slow; Jest reads it here only, not in a project
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,prisma,tools}/**/*.spec.{ts,tsx,mjs}'],
      testEnvironment: support('offline-environment.mjs'),
    },
    {
      ...common,
      ...withServer,
      displayName: 'db',
      testMatch: ['<rootDir>/{libs,prisma,tools}/**/*.int-spec.{ts,mjs}', '<rootDir>/test/e2e/**/*.e2e-spec.ts'],
      testEnvironment: support('database-environment.mjs'),
    },
    {
      ...common,
      displayName: 'unit together',
      testMatch: ['<rootDir>/test/together/{unit,zones}-*.together.ts'],
      testEnvironment: support('shared-offline-environment.mjs'),
    },
    {
      ...common,
      ...withServer,
      displayName: 'together',
      testMatch: ['<rootDir>/test/together/{integration,e2e,browser}-*.together.ts'],
      testEnvironment: support('shared-environment.mjs'),
    },
    {
      ...common,
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.fault-spec.ts', '<rootDir>/tools/**/*.fault-spec.mjs'],
      globalSetup: support('global-setup-durable.mjs'),
      globalTeardown: support('global-teardown.mjs'),
      testEnvironment: support('durable-environment.mjs'),
    },
    {
      ...common,
      ...withServer,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.spec.ts'],
      testEnvironment: 'node',
    },
  ],
};
