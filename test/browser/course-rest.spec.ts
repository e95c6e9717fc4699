import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('what is left of a course, on the screens of the clinic', () => {
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
      expect([name, width, wide <= width]).toEqual([name, width, true]);
      expect([name, width, await axeFindings(page)]).toEqual([name, width, []]);
      const folder = process.env['PICTURES'];
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize(before);
  }

  const timesOn = (page: Page) =>
    page
      .getByRole('main')
      .locator('ol')
      .first()
      .locator('time')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')!));

  it('is moved by the therapist, all of it, after everybody saw where it goes and what it costs', async () => {
    const tom = await screens.desktop('Tom');
    await tom.goto(`${clinic.url}/patients`);
    await tom.getByLabel('Name, e-mail address or telephone number').fill('Rosa');
    await tom.getByRole('button', { name: 'Search' }).click();
    await tom.getByRole('link', { name: 'Book a course' }).click();
    await tom.getByRole('button', { name: 'Show the times' }).click();
    await tom.getByRole('button', { name: 'Look at 4 sessions once more' }).click();
    await tom.getByRole('button', { name: 'Book all' }).click();
    await tom.getByRole('heading', { name: 'Patients' }).waitFor();

    await tom.goBack();
    const booked = tom.getByRole('region', { name: 'What is booked of Rosa Marin' });
    await booked.getByRole('link', { name: 'Change from here on' }).nth(1).click();
    await tom.getByText('on the clock of the place where they live: Central Time').waitFor();
    const before = await timesOn(tom);
    expect(before).toHaveLength(3);
    await tom.getByLabel('By how much').selectOption('1 day later');
    await tom.getByRole('button', { name: 'Show where they would go' }).press('Enter');
    await tom.getByRole('radio', { name: 'The patient asked for it' }).check();
    await tom.getByText('Session 2: in time, costs nothing.').waitFor();
    await look(tom, 'rest-staff');
    await tom.getByRole('button', { name: 'Move 3 sessions' }).click();
    await tom.getByRole('heading', { name: 'Patients' }).waitFor();
    await tom.goBack();
    await tom.getByRole('heading', { name: 'Change what is left of a course' }).waitFor();
    await tom.waitForFunction(`document.querySelector('main ol time')?.dateTime !== '${before[0]}'`);
    expect((await timesOn(tom)).some((at) => before.includes(at))).toBe(false);
  });

  it('is called off by an admin from the calendar, for a reason that the rule waives', async () => {
    const ada = await screens.desktop('Ada', { colorScheme: 'dark' });
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/home`);
    const link = rosa.getByRole('link', { name: 'Change all of them' });
    const id = (await link.getAttribute('href'))!.split('/').at(-1)!;
    const omar = await screens.desktop('Omar'); // a nurse who does not care for her
    await omar.goto(`${clinic.url}/course/${id}/rest`);
    await omar.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await omar.getByText('Rosa').count()).toBe(0);
    await ada.goto(`${clinic.url}/course/${id}/rest`);
    await ada.getByRole('button', { name: 'Cancel 4 sessions' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Cancel 4 sessions?' });
    await dialog.getByRole('radio', { name: 'It is on our side' }).check();
    await dialog.getByText('Session 4: in time, costs nothing.').waitFor();
    await look(ada, 'rest-cancel');
    await dialog.getByRole('button', { name: 'Cancel all' }).click();
    await ada.getByRole('heading', { name: 'Calendar' }).waitFor();
    await rosa.reload();
    await rosa.getByText('Ready when you are').waitFor();
  });
});
