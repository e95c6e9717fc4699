import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf } from '../support/http.js';

jest.setTimeout(180_000);
const NARROW = { viewport: { width: 360, height: 780 } };

describe('incidents on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;

  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
  }, 180_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** Nothing of it keeps people with disabilities out, and nothing is wider than the screen. */
  async function look(page: Page, name: string): Promise<void> {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, overflow <= 0]).toEqual([name, true]);
  }

  it('a therapist reports one on a phone, and writes down what happened', async () => {
    const iris = await screens.phone('Iris', NARROW);
    await iris.goto(`${clinic.url}/incidents`);
    await iris.getByText('Medicine: lost, wrong or misused').waitFor();
    await look(iris, 'list');
    await iris.getByRole('button', { name: 'Report an incident' }).click();
    await iris.getByLabel('Whom is it about?').selectOption({ label: 'Jonas Weber' });
    await iris.getByLabel('What happened?').fill('A neighbour stood in the door.');
    await look(iris, 'report');
    await iris.getByRole('button', { name: 'Report it' }).press('Enter');
    await iris.getByText('Somebody is not safe').waitFor();
    await iris.getByRole('link', { name: 'Read about Jonas Weber' }).first().click();
    await iris.getByText('A neighbour stood in the door.').waitFor();
    await iris.getByLabel('In words').fill('The companion sent them away.');
    await iris.getByRole('button', { name: 'Add it' }).click();
    await iris.getByText('The companion sent them away.', { exact: true }).first().waitFor();
    await look(iris, 'written');
    expect(await iris.getByRole('button', { name: 'End the review' }).count()).toBe(0);
  });

  it('the medical director finds, and ends the review; then it stays as it is', async () => {
    const helen = await screens.desktop('Helen', { colorScheme: 'dark' });
    await helen.goto(`${clinic.url}/incidents`);
    await helen.getByRole('listitem').filter({ hasText: 'Somebody is not safe' }).getByRole('link').click();
    const end = helen.getByRole('button', { name: 'End the review' });
    await end.waitFor();
    expect(await end.isDisabled()).toBe(true);
    await helen.getByLabel('What do you add?').selectOption('finding');
    await helen.getByLabel('In words').fill('Nobody came near the patient.');
    await helen.getByRole('button', { name: 'Add it' }).click();
    await helen.getByText('Nobody came near the patient.', { exact: true }).first().waitFor();
    await look(helen, 'review-desk-dark');
    await end.click();
    await authenticatorOf(clinic, 'Helen').prove(async (code) => {
      const dialog = helen.getByRole('dialog');
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = helen.waitForResponse((response) => response.request().method() === 'POST');
      await dialog.getByRole('button', { name: 'End the review' }).click();
      return (await answer).ok();
    });
    await helen.getByText(/Reviewed by Helen Brooks/).waitFor();
    expect(await helen.getByLabel('In words').count()).toBe(0);
  });
});
