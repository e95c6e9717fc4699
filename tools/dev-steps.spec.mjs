import { stepsFor } from './dev-steps.mjs';

describe('after a change of source', () => {
  it.each([
    ['a service', ['libs/care/care.service.ts'], ['server']],
    ['a schema', ['prisma/schema/care.prisma'], ['client', 'server']],
    ['a migration', ['prisma/migrations/20261124000000_init/migration.sql'], ['migrate']],
    [
      'a schema and its migration',
      ['prisma/schema/care.prisma', 'prisma/migrations/x/migration.sql'],
      ['client', 'server', 'migrate'],
    ],
    ['a test', ['libs/care/care.service.int-spec.ts', 'libs/kernel/span.spec.ts'], []],
    ['a page, which is reloaded by itself', ['apps/web/patient/home.page.tsx'], []],
    ['what a step has made', ['libs/platform/generated/client.ts'], []],
  ])('%s is followed by what it needs and no more', (_, paths, steps) => {
    expect(stepsFor(new Set(paths))).toEqual(steps);
  });
});
