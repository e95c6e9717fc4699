import { join } from 'node:path';
import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, openSignIn } from '../support/http.js';

jest.setTimeout(180_000);
const CAP_MS = 20_000;
/** A folder for pictures of what was looked at; none unless given. */
const PICTURES = process.env['PICTURES'];
const NARROW = { viewport: { width: 360, height: 780 } };

describe('licences, places and rules on the screen', () => {
  let clinic: Clinic;
  let browser: Browser;
  let database: pg.Client;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 180_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await database?.end();
    await clinic?.stop();
  });

  async function open(opening: Promise<BrowserContext>, who: string, path: string): Promise<Page> {
    const context = await opening;
    contexts.push(context);
    context.setDefaultTimeout(CAP_MS);
    await context.addCookies([{ name: 'hearth', value: await openSignIn(clinic, who), url: clinic.url }]);
    const page = await context.newPage();
    await page.goto(`${clinic.url}${path}`);
    return page;
  }

  /** Nothing of it keeps people with disabilities out, and nothing is wider than the screen. */
  async function look(page: Page, name: string): Promise<void> {
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, overflow <= 0]).toEqual([name, true]);
  }

  it('an admin enters a licence that they have looked up, and ends one', async () => {
    const ada = await open(newDesktop(browser), 'Ada', '/licences');
    await ada.getByRole('heading', { name: 'Licences', level: 1 }).waitFor();
    await ada.getByRole('heading', { name: 'Tom Brandt' }).waitFor();
    await look(ada, 'licences-desk');
    await ada.getByRole('button', { name: 'Enter a licence of Tom' }).click();
    await ada.getByLabel('State or province').selectOption('US-CT');
    await ada.getByLabel('Kind').selectOption('clinical-social-worker');
    await ada.getByLabel('Number').fill('CT-123456');
    await ada.getByLabel('Valid from').fill('2026-01-01');
    await ada.getByLabel('Last day').fill('2190-12-31');
    await look(ada, 'licences-enter');
    await ada.getByRole('button', { name: 'I have looked it up: enter it' }).click();
    await ada.getByText('for Connecticut is entered').waitFor();
    await ada.getByRole('button', { name: 'End the licence for Connecticut' }).click();
    await ada.getByLabel('Why').selectOption('correction');
    await ada.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await ada.getByText('for Connecticut has ended').waitFor();
    const tom = await open(newPhone(browser, { ...NARROW, colorScheme: 'dark' }), 'Tom', '/licences');
    await tom.getByText('was entered wrongly').waitFor();
    await look(tom, 'licences-phone-dark');
  });

  it('a patient says where they are, and their clinician sees whether somebody may treat them there', async () => {
    const mia = await open(newPhone(browser, NARROW), 'Mia', '/home');
    await mia.getByText('You said: in Colorado.').waitFor();
    await mia.getByText('Your team may treat you there.').waitFor();
    await look(mia, 'place-phone');
    await mia.getByRole('button', { name: 'I am somewhere else' }).click();
    await mia.getByLabel('State or province').selectOption('US-UT');
    await mia.getByRole('button', { name: 'Save' }).click();
    await mia.getByText('Nobody of your team who prescribes has a licence there').waitFor();
    await look(mia, 'place-phone-uncovered');
    const { sessionId } = clinic.links.find(({ name }) => name === 'mia') as unknown as { sessionId: string };
    const nina = await open(newDesktop(browser, { colorScheme: 'dark' }), 'Nina', `/board/${sessionId}`);
    await nina.getByRole('heading', { name: 'Where the patient is' }).waitFor();
    await nina.getByText('has no licence there').first().waitFor();
    await look(nina, 'place-desk-dark');
    const ada = await open(newDesktop(browser), 'Ada', '/at-risk');
    await ada.getByText('Nina Okafor has no licence for it').waitFor();
  });

  it('the medical director makes a rule stricter after seeing what changes; anybody else reads', async () => {
    const paul = await open(newPhone(browser, NARROW), 'Paul', '/rules');
    await paul.getByText('The medical director changes rules and words.').waitFor();
    await look(paul, 'rules-phone');
    await database.query("UPDATE person SET is_medical_director = true WHERE display_name LIKE 'Helen%'");
    const helen = await open(newDesktop(browser), 'Helen', '/rules');
    const days = helen.getByLabel('Item 9 of the PHQ-9 may be so old before a session');
    await days.fill('8');
    await helen.getByText('At most 7: a clinic tightens, and never loosens').waitFor();
    await days.fill('5');
    await helen.getByRole('combobox', { name: 'Level of: A seizure in the past' }).selectOption('absolute');
    await helen.getByRole('heading', { name: 'What you would change' }).waitFor();
    await helen.getByLabel('Why this changes').fill('Our neurologist asks for it.');
    await look(helen, 'rules-desk');
    await helen.getByRole('button', { name: 'Sign these rules' }).click();
    await authenticatorOf(clinic, 'Helen').prove(async (code) => {
      const dialog = helen.getByRole('dialog');
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = helen.waitForResponse((response) => response.request().method() === 'POST');
      await dialog.getByRole('button', { name: 'Sign the rules' }).click();
      return (await answer).ok();
    });
    await helen.getByText('Version 1,').waitFor();
    await helen.getByText('Our neurologist asks for it.').waitFor();
  });

  it('the words of a registered scale are loaded after a confirmation, as they look on a telephone', async () => {
    const helen = await open(newDesktop(browser, { colorScheme: 'dark' }), 'Helen', '/rules');
    await helen.getByRole('button', { name: 'Confirm the registration and load the words' }).click();
    const load = helen.getByRole('button', { name: 'Load these words' });
    for (const field of await helen.locator('form textarea').all())
      if (await field.isVisible()) await field.fill('Made-up words of a scale, for a test?');
    await helen.getByText('Made-up words of a scale, for a test?', { exact: true }).last().waitFor();
    await helen.getByLabel('How the owner of the scale knows this clinic').fill('Number 7, Lantern Street Clinic');
    expect(await load.isDisabled()).toBe(true);
    await helen.getByLabel('This clinic is registered with the owner of the C-SSRS').check();
    await look(helen, 'wording-desk-dark');
    await load.click();
    await authenticatorOf(clinic, 'Helen').prove(async (code) => {
      const dialog = helen.getByRole('dialog');
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = helen.waitForResponse((response) => response.request().method() === 'POST');
      await dialog.getByRole('button', { name: 'Load these words' }).click();
      return (await answer).ok();
    });
    await helen.getByText('Patients are asked in the words of the C-SSRS: version 1').waitFor();
    const rosa = await open(newPhone(browser, NARROW), 'Rosa', '/intake/c-ssrs');
    await rosa.getByText('Made-up words of a scale, for a test?').waitFor();
  });
});
