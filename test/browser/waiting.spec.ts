import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('waiting for an earlier time, on the screen', () => {
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

  it('a patient waits, is offered a time, sees it at home, and takes it; staff see the list and why', async () => {
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/book`);
    await rosa.getByRole('link', { name: 'Wait for a time to become free' }).click();
    await rosa.getByRole('button', { name: 'Wait for an earlier time' }).click();
    await rosa.getByText('number 1').waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    const offer = rosa.getByRole('region', { name: 'An earlier time is kept for you' });
    await expect(appears(rosa, () => offer.isVisible())).resolves.toBe(true);
    expect(await axeFindings(rosa)).toEqual([]);

    const nina = await screens.desktop('Nina');
    await nina.goto(`${clinic.url}/waiting-list`);
    await nina.getByRole('heading', { name: /^1\. Rosa/ }).waitFor();
    await nina.getByText('Offered:').waitFor();
    expect(await axeFindings(nina)).toEqual([]);
    const ada = await screens.desktop('Ada', { colorScheme: 'dark' });
    await ada.goto(`${clinic.url}/waiting-list`);
    await ada.getByRole('heading', { name: /^1\. Rosa/ }).waitFor();
    expect(await ada.getByRole('button', { name: 'Take off the list' }).count()).toBe(0);
    expect(await axeFindings(ada)).toEqual([]);

    await rosa.goto(`${clinic.url}/home`);
    await rosa.getByRole('link', { name: 'Look at it' }).click();
    await offer.getByRole('button', { name: 'Take this time' }).click();
    await rosa.getByRole('heading', { name: 'Your next session' }).waitFor();
    await rosa.getByRole('heading', { name: 'Your visit on the day after' }).waitFor();
    await nina.reload();
    await nina.getByText('Nobody waits').waitFor();
    await nina.getByRole('listitem').filter({ hasText: 'Rosa' }).getByRole('button').click();
    await nina.getByRole('heading', { name: /^1\. Rosa/ }).waitFor();
    await nina.getByText('put on the list by the clinic').waitFor();
    await nina.getByRole('button', { name: 'Take off the list' }).click();
    await nina.getByText('Nobody waits').waitFor();
  });

  it('a patient moves a visit by itself', async () => {
    const rosa = await screens.phone('Rosa', { colorScheme: 'dark' });
    await rosa.goto(`${clinic.url}/home`);
    const card = rosa.getByRole('region', { name: 'Your visit on the day after' });
    const before = await card.getByRole('time').getAttribute('datetime');
    await rosa.getByRole('link', { name: 'Another time on that day' }).click();
    const times = rosa.getByRole('main').getByRole('listitem').getByRole('button');
    await times.last().click();
    const dialog = rosa.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Move the visit' }).waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await dialog.getByRole('button', { name: 'Move the visit' }).click();
    await card.locator(`time:not([datetime="${before}"])`).waitFor();
  });
});

/** The page asks again each minute; whoever waits for it reloads. */
async function appears(page: Page, isThere: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 60; tries++) {
    if (await isThere()) return true;
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByText('number 1').waitFor();
  }
  return false;
}
