import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('a whole course, on the screen', () => {
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

  /** Nothing is wider than the page; and pictures for people who look at it, where the environment asks for them. */
  async function look(page: Page, name: string): Promise<void> {
    const before = page.viewportSize()!;
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: before.height });
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([name, width, wide <= width]).toEqual([name, width, true]);
      const folder = process.env['PICTURES'];
      for (const colorScheme of folder ? (['light', 'dark'] as const) : []) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
    await page.setViewportSize(before);
  }

  it('a patient books all of it at once, moves what is left together, and cancels it', async () => {
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/book`);
    await rosa.getByRole('link', { name: 'book the whole course' }).click();
    await rosa.getByLabel('On which day of the week').selectOption('Thursday');
    await rosa.getByLabel('At what time').selectOption('10:30 AM');
    await look(rosa, 'course-wish');
    await rosa.getByRole('button', { name: 'Show the times' }).click();
    await rosa.getByRole('heading', { name: '4 sessions of the plan' }).waitFor();
    expect(await rosa.getByText('at the clinic').count()).toBeGreaterThan(0); // her zone and the clinic's
    expect(await axeFindings(rosa)).toEqual([]);
    const second = rosa.getByLabel('Another time for session 2');
    const other = await second.locator('option:not(:checked)').first().getAttribute('value');
    await second.selectOption(other!);
    await rosa.locator(`time[datetime="${other}"]`).waitFor();
    await look(rosa, 'course-proposal');
    await rosa.getByRole('button', { name: 'Look at 4 sessions once more' }).click();
    const dialog = rosa.getByRole('dialog', { name: 'Book 4 sessions?' });
    await dialog.getByText('Kept until').waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await look(rosa, 'course-dialog');
    await dialog.getByRole('button', { name: 'Book all' }).click();
    const later = rosa.getByRole('region', { name: 'After that' });
    await later.waitFor();
    expect(await later.getByRole('listitem').count()).toBe(3);
    expect(await axeFindings(rosa)).toEqual([]);
    await look(rosa, 'course-home');

    await later.getByRole('link', { name: 'Change from here on' }).nth(1).click();
    await rosa.getByLabel('By how much').selectOption('2 days later');
    await rosa.getByRole('button', { name: 'Show where they would go' }).click();
    const ill = rosa.getByRole('radio', { name: 'I am ill' });
    await ill.waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await look(rosa, 'course-rest');
    const before = await rosa.getByRole('main').locator('time').first().getAttribute('datetime');
    await ill.check();
    await rosa.getByRole('button', { name: 'Move 2 sessions' }).click();
    await later.waitFor();
    expect(await later.locator(`time[datetime="${before}"]`).count()).toBe(0);

    await rosa.getByRole('link', { name: 'Change all of them' }).click();
    await rosa.getByRole('button', { name: 'Cancel 4 sessions' }).click();
    const cancelling = rosa.getByRole('dialog', { name: 'Cancel 4 sessions?' });
    await cancelling.getByRole('radio', { name: 'I am ill' }).check();
    await cancelling.getByText('It costs nothing').waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await cancelling.getByRole('button', { name: 'Cancel all' }).click();
    await rosa.getByText('Ready when you are').waitFor();
  });

  it('a clinician books it for a patient, who lives elsewhere', async () => {
    const tom = await screens.desktop('Tom', { colorScheme: 'dark' });
    await tom.goto(`${clinic.url}/patients`);
    await tom.getByLabel('Name, e-mail address or telephone number').fill('Rosa');
    await tom.getByRole('button', { name: 'Search' }).click();
    await tom.getByRole('link', { name: 'Book a course' }).click();
    await tom.getByRole('button', { name: 'Show the times' }).click();
    await tom.getByRole('heading', { name: '4 sessions of the plan of Rosa Marin' }).waitFor();
    await tom.getByText('Times are in Central Time').waitFor();
    expect(await axeFindings(tom)).toEqual([]);
    await look(tom, 'course-staff');
    await tom.getByRole('button', { name: 'Look at 4 sessions once more' }).click();
    await tom.getByRole('dialog', { name: 'Book 4 sessions for Rosa Marin?' }).getByRole('button', { name: 'Book all' }).click();
    await tom.getByRole('heading', { name: 'Patients' }).waitFor();
    const rosa = await screens.phone('Rosa', { colorScheme: 'dark' });
    await rosa.goto(`${clinic.url}/home`);
    await rosa.getByRole('region', { name: 'After that' }).waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await look(rosa, 'course-home');
    await rosa.goto(`${clinic.url}/book/course`);
    await rosa.getByRole('button', { name: 'Show the times' }).click();
    await rosa.getByText('All booked').waitFor();
  });
});
