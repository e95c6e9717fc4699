import { readdirSync } from 'node:fs';
import { weigh } from '../../tools/web-weight.mjs';

describe('the first load', () => {
  it.each(weigh('dist/apps/web').map((one) => [one.page, one] as const))('of %s is light enough', (_, { js, css, limits }) => {
    expect(js).toBeGreaterThan(60); // a build in which it has lost its React is measured wrongly
    expect(js).toBeLessThanOrEqual(limits.js);
    expect(css).toBeLessThanOrEqual(limits.css);
  });

  it('is known for every page of patients and companions', () => {
    const known = weigh('dist/apps/web').map(({ page }) => page);
    const pages = ['patient', 'chaperone'].flatMap((folder) =>
      readdirSync(`apps/web/${folder}`)
        .filter((name) => name.endsWith('.page.tsx'))
        .map((name) => `${folder}/${name}`),
    );
    expect(pages.filter((page) => !known.includes(page))).toEqual([]);
  });
});
