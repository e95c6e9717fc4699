import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('a group, on the screens of those who lead it', () => {
  let clinic: Clinic;
  let screens: Screens;
  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
  }, 120_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** Nothing is wider than the page, and nobody is kept out, on a phone and at a desk. */
  async function look(page: Page, name: string): Promise<void> {
    const before = page.viewportSize()!;
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: before.height });
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([name, width, wide <= width, await axeFindings(page)]).toEqual([name, width, true, []]);
      const folder = process.env['PICTURES'];
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize(before);
  }

  it('is made by a therapist, and led by somebody else, too', async () => {
    const tom = await screens.desktop('Tom', { colorScheme: 'dark' });
    await tom.goto(`${clinic.url}/appointments`);
    await tom.getByRole('button', { name: 'New group' }).press('Enter');
    const making = tom.getByRole('dialog', { name: 'New group session' });
    await making.getByRole('checkbox', { name: /^Tom/, checked: true, disabled: true }).waitFor(); // what he makes he leads
    const nina = making.getByRole('checkbox', { name: /^Nina/ });
    await nina.check(); // for a time at which she can, too
    await making.locator('section li button:has(time)').first().click();
    await look(tom, 'group-made-by-therapist');
    await making.getByRole('button', { name: 'Make the group' }).click();
    await tom
      .getByRole('status')
      .filter({ hasText: /is made/ })
      .waitFor();
    await tom.getByText(/^With .*(Nina .* and|and Nina) .*Places taken: 0/).waitFor();

    await tom.getByRole('button', { name: /^Who leads it: / }).click();
    const leading = tom.getByRole('dialog', { name: 'Who leads this group?' });
    await leading.getByRole('checkbox', { name: /^Nina/, checked: true }).waitFor();
    expect(await leading.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true); // nothing is changed yet
    await leading.getByRole('checkbox', { name: /^Nina/ }).uncheck();
    await look(tom, 'group-leaders');
    await leading.getByRole('button', { name: 'Save' }).click();
    await tom.getByText(/^With Tom [A-Z][a-z]+\. Places taken: 0/).waitFor();
    await look(tom, 'groups-of-therapist');
  });

  it('is called off by those who lead it', async () => {
    const tom = await screens.phone('Tom');
    await tom.goto(`${clinic.url}/appointments`);
    await tom.getByRole('button', { name: /^Call off: / }).click();
    await tom.getByRole('dialog', { name: 'Call this group off?' }).getByRole('button', { name: 'Call it off' }).click();
    await tom.getByText('There is no group ahead.').waitFor();
  });
});
