import { readdirSync } from 'node:fs';
import { filesOfShare } from '../test/support/shares.mjs';

const SHARES = readdirSync('test/together').map((name) => `test/together/${name}`);
const sharesOf = (division) => SHARES.filter((path) => path.startsWith(`test/together/${division}-`));
const titlesOf = (division) => sharesOf(division).flatMap((path) => filesOfShare(path).map(({ title }) => title));
const filesIn = (folders, ending) =>
  folders
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((path) => ending.test(path))
    .sort();

describe('shares of test files', () => {
  it.each([
    ['unit', ['apps', 'libs', 'prisma', 'tools'], /\.spec\.(ts|tsx|mjs)$/],
    ['integration', ['libs', 'prisma', 'tools'], /(?<!debian-mail)\.int-spec\.(ts|mjs)$/],
    ['e2e', ['test/e2e'], /\.e2e-spec\.ts$/],
    ['browser', ['test/browser'], /\/(?!calls)[^/]*\.spec\.ts$/],
  ])('hold each file once: %s', (division, folders, ending) => {
    expect(titlesOf(division).sort()).toEqual(filesIn(folders, ending));
  });

  it('run what does arithmetic with dates a second time', () => {
    expect(titlesOf('zones')).toEqual(expect.arrayContaining(['libs/scheduling/domain/wall-time.spec.ts']));
    expect(titlesOf('unit')).toEqual(expect.arrayContaining(titlesOf('zones')));
  });

  it('leave none with nothing to do', () => {
    for (const path of SHARES) expect([path, filesOfShare(path).length]).not.toEqual([path, 0]);
  });
});
