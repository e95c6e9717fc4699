import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { openSignIn } from '../support/http.js';

jest.setTimeout(240_000);
const CAP_MS = 20_000;
/** A folder for pictures of what was looked at; none unless given. */
const PICTURES = process.env['PICTURES'];
const NARROW = { viewport: { width: 360, height: 780 } };

describe('preparation and medicine on the screen', () => {
  let clinic: Clinic;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
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

  it('a patient counts what came, on a telephone', async () => {
    const rosa = await open(newPhone(browser, NARROW), 'Rosa', '/home');
    await rosa.getByRole('heading', { name: 'Has your medicine arrived?' }).waitFor();
    await look(rosa, 'home-with-parcel');
    await rosa.getByRole('link', { name: 'Count it' }).click();
    const field = rosa.getByLabel('How many troches are there?');
    await field.waitFor();
    await look(rosa, 'count-phone');
    expect(await rosa.getByRole('button', { name: 'I have counted them' }).isDisabled()).toBe(true);
    await field.fill('10');
    await rosa.getByRole('button', { name: 'I have counted them' }).press('Enter');
    await rosa.getByText('Thank you. The number is right.').waitFor();
  });

  it('a patient who is alone and not so well after a session says so, and reads whom to call', async () => {
    const ana = await open(newPhone(browser, NARROW), 'Ana', '/home');
    await ana.getByRole('link', { name: 'Say how I am' }).click();
    await ana.getByRole('button', { name: 'Say how I am now' }).click();
    await look(ana, 'aftercare-phone');
    await ana.getByRole('button', { name: 'Not so well' }).press('Enter');
    await ana.getByRole('button', { name: 'Send' }).click();
    await ana.getByText('Please answer both.').waitFor();
    await ana.getByLabel('Low', { exact: true }).check();
    await ana.getByLabel('No', { exact: true }).check();
    await ana.emulateMedia({ colorScheme: 'dark' });
    await look(ana, 'aftercare-phone-dark');
    await ana.getByRole('button', { name: 'Send' }).click();
    await ana.getByRole('heading', { name: 'You are not alone with this' }).waitFor();
    await ana.setViewportSize({ width: 1280, height: 800 });
    await look(ana, 'aftercare-called');
    const nina = await open(newDesktop(browser), 'Nina', '/board');
    await nina.getByText('A patient is not well after a session: call them').waitFor();
    await nina.goto(`${clinic.url}/visits`);
    await nina.getByRole('link', { name: /^Ana / }).click();
    await nina.getByText(/Not so well, mood 3 of 10, alone/).waitFor();
    await nina.getByText('I was under water, and it was warm.').waitFor();
    await nina.getByRole('heading', { name: 'What happened in the session' }).waitFor();
    await look(nina, 'visit');
    await nina.setViewportSize({ width: 360, height: 780 });
    await nina.emulateMedia({ colorScheme: 'dark' });
    await look(nina, 'visit-narrow-dark');
  });

  it('a patient writes a page, keeps it through a reload, and shares it', async () => {
    const ana = await open(newPhone(browser, { ...NARROW, colorScheme: 'dark' }), 'Ana', '/journal');
    await ana.getByLabel('In your words').fill('A light in the kitchen.');
    await look(ana, 'journal-dark');
    await ana.reload();
    await ana.getByRole('button', { name: 'Keep this page' }).click();
    const page = ana.getByRole('article', { name: 'A page of my journal' }).first();
    await page.getByText('A light in the kitchen.').waitFor();
    await page.getByRole('button', { name: 'Share with my team' }).click();
    await page.getByText('Your team can read this page.').waitFor();
    await ana.setViewportSize({ width: 1280, height: 800 });
    await ana.emulateMedia({ colorScheme: 'light' });
    await look(ana, 'journal-desktop');
  });

  it('a patient prepares one thing at a time, and goes on where they stopped', async () => {
    const rosa = await open(newPhone(browser, { ...NARROW, colorScheme: 'dark' }), 'Rosa', '/prepare');
    await rosa.getByText(/things are left for you/).waitFor();
    await look(rosa, 'prepare-dark');
    await rosa.getByRole('button', { name: 'Go on' }).click();
    await rosa.getByLabel('In your words').fill('That I do not come back.');
    await look(rosa, 'prepare-fears-dark');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByLabel('Ask me each time').check();
    await look(rosa, 'prepare-touch-dark');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByLabel('Quiet, unless I speak').check();
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByRole('heading', { name: 'Topics to leave alone' }).waitFor();
    await rosa.reload();
    await rosa.getByRole('button', { name: 'Go on' }).click();
    await rosa.getByRole('heading', { name: 'Topics to leave alone' }).waitFor();
    await rosa.getByLabel('In your words').fill('My mother.');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByRole('heading', { name: 'Emergency plan' }).waitFor();
    await rosa.getByLabel('In your words').fill('Luis calls my aunt.');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByText('Luis Marin is with you as your chaperone').waitFor();
    await rosa.getByLabel('Who comes if they cannot').fill('Carla Marin');
    await rosa.getByLabel('Their telephone number').fill('+1 312 555 0143');
    await rosa.getByRole('button', { name: 'Save and go on' }).click();
    await rosa.getByText('1420 W Grace St').waitFor();
    await look(rosa, 'prepare-card-dark');
    await rosa.getByRole('button', { name: 'The card is right' }).click();
    await rosa.getByText('You have counted it.').waitFor();
    await rosa.getByRole('button', { name: 'Next', exact: true }).click();
    for (const name of ['Not driving', 'Eating and drinking']) {
      await rosa.getByRole('heading', { name }).waitFor();
      await rosa.getByRole('button', { name: 'I have understood this' }).click();
    }
    await rosa.getByText('Your part is done.').waitFor();
  });

  it('a therapist talks it through and signs, and the gate asks for nothing more of it', async () => {
    const nina = await open(newDesktop(browser), 'Nina', '/supply');
    await nina.getByRole('link', { name: /^Rosa/ }).click();
    await nina.getByRole('link', { name: 'Preparation' }).click();
    await nina.waitForURL(/\/preparation\//);
    const { pathname } = new URL(nina.url());
    const tom = await open(newDesktop(browser, { colorScheme: 'dark' }), 'Tom', pathname);
    await tom.getByRole('heading', { name: 'Still open' }).waitFor();
    await look(tom, 'preparation-desk-dark');
    const talked = tom.getByRole('button', { name: /^We have talked it through:/ });
    for (let left = await talked.count(); left > 0; left--) {
      const name = (await talked.first().getAttribute('aria-label'))!;
      await talked.first().click();
      await tom.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' });
    }
    await tom.getByRole('button', { name: 'Sign off the preparation' }).click();
    await tom.getByText('Nothing is open').waitFor();
    await look(tom, 'preparation-signed-dark');
  });

  it('a prescriber sees what is held, and reviews a count that differs', async () => {
    const nina = await open(newPhone(browser, NARROW), 'Nina', '/supply');
    await nina.getByText('Held: a count differs.').first().waitFor();
    await look(nina, 'supply-phone');
    await nina.getByRole('link', { name: /^Ana/ }).click();
    await nina.getByRole('button', { name: 'Review the count' }).click();
    await nina.getByLabel('What was found').selectOption('lost');
    await nina.getByLabel('How many are there').fill('7');
    await nina.getByLabel('What you asked and heard').fill('One fell into the sink.');
    await look(nina, 'review-phone');
    await nina.getByRole('button', { name: 'This is what was found' }).click();
    await nina.getByText('In use, count right.').waitFor();
    await nina.getByText('Ledger').click();
    await nina.getByText('One fell into the sink.').waitFor();
    await look(nina, 'ledger-phone');
  });

  it('a lot is found, and marked as recalled by whoever proves once more who they are', async () => {
    const nina = await open(newDesktop(browser), 'Nina', '/supply');
    await nina.getByLabel('Lot, as it stands on the box').fill('kt-2611-c');
    await nina.getByRole('button', { name: 'Find it' }).click();
    await nina.getByRole('heading', { name: 'Canal Compounding, lot KT-2611-C' }).waitFor();
    await look(nina, 'lot-desk');
    await nina.getByRole('button', { name: 'Mark lot KT-2611-C as recalled' }).click();
    await nina.getByRole('dialog').getByText('Nothing of it counts as on hand any more').waitFor();
    await look(nina, 'recall-desk');
  });

  it('a therapist sees in the session what the patient wishes', async () => {
    const { sessionId } = clinic.links.find(({ name }) => name === 'sam') as unknown as { sessionId: string };
    const tom = await open(newDesktop(browser), 'Tom', `/board/${sessionId}`);
    await tom.getByRole('heading', { name: 'What the patient wishes' }).waitFor();
    await tom.getByText('Please do not bring up my brother.').waitFor();
    await tom.getByText('A hand on my shoulder helps when I cry.').waitFor();
    await look(tom, 'cues-desk');
  });
});
