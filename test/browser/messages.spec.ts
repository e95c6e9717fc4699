import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { openSignIn } from '../support/http.js';

jest.setTimeout(120_000);
const CAP_MS = 20_000;

describe('messages on the screen', () => {
  let clinic: Clinic;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await clinic?.stop();
  });

  async function open(opening: Promise<BrowserContext>, who: string): Promise<Page> {
    const context = await opening;
    contexts.push(context);
    context.setDefaultTimeout(CAP_MS);
    await context.addCookies([{ name: 'hearth', value: await openSignIn(clinic, who), url: clinic.url }]);
    return context.newPage();
  }

  it('an admin sees what became of each, sends one again, and words a text that says nothing about health', async () => {
    const ada = await open(newDesktop(browser, { colorScheme: 'dark' }), 'Ada');
    await ada.goto(`${clinic.url}/delivery`);
    await ada.getByLabel('Show').selectOption('sent');
    await ada
      .getByRole('button', { name: /^Open the message/ })
      .first()
      .click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Close' }).waitFor();
    expect(await axeFindings(ada)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await ada.goto(`${clinic.url}/texts`);
    await ada.getByRole('textbox', { name: 'Text' }).fill('Your ketamine on {when}.');
    await ada.getByText('“ketamine” tells something about health').waitFor();
    expect(await ada.getByRole('button', { name: 'Save as a new version' }).isDisabled()).toBe(true);
    await ada.getByRole('textbox', { name: 'Text' }).fill('See you on {when}.');
    await ada.getByText('at the clinic)').waitFor();
    await ada.getByRole('textbox', { name: 'Why this changes' }).fill('Shorter');
    expect(await axeFindings(ada)).toEqual([]);
    await ada.getByRole('button', { name: 'Save as a new version' }).click();
    await ada.getByText('Version 1,').waitFor();
  });

  it('a patient reads them, and chooses how they come', async () => {
    const rosa = await open(newPhone(browser), 'Rosa');
    await rosa.goto(`${clinic.url}/inbox`);
    await rosa
      .getByText(/Nothing yet|Your appointment/)
      .first()
      .waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await rosa.goto(`${clinic.url}/account`);
    const card = rosa.getByRole('region', { name: 'How we reach you' });
    await card.getByLabel('Quiet until').fill('07:00');
    await card.getByRole('checkbox', { name: 'Text message' }).uncheck();
    expect(await axeFindings(rosa)).toEqual([]);
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Saved.').waitFor();
    await card.getByRole('button', { name: 'Send a test by e-mail' }).click();
    await card.getByText('A test is on its way').waitFor();
  });
});
