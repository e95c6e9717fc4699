import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf } from '../support/http.js';

jest.setTimeout(180_000);
/** A folder for pictures of what was looked at; none unless given. */
const PICTURES = process.env['PICTURES'];
const NARROW = { viewport: { width: 360, height: 780 } };

describe('the dose ledger and paused courses on the screen', () => {
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
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, overflow <= 0]).toEqual([name, true]);
  }

  /** From the list to the ledger, as somebody does who has come in. */
  async function openLedger(page: Page): Promise<void> {
    await page.goto(`${clinic.url}/reviews`);
    await page.getByRole('heading', { name: 'Ana Sousa' }).waitFor();
    await page.getByText('Urinary symptoms').first().waitFor();
    await page.getByRole('link', { name: 'Look at the ledger and decide' }).click();
    await page.getByRole('heading', { name: 'Dose ledger: Ana Sousa' }).waitFor();
  }

  it('a patient reads that the course is paused, and whom to call, and not why', async () => {
    const ana = await screens.phone('Ana', NARROW);
    await ana.goto(`${clinic.url}/home`);
    await ana.getByRole('heading', { name: 'Your course is paused' }).waitFor();
    await ana.getByText('Whom to call with questions').waitFor();
    expect(await ana.getByText(/urin|blood/i).count()).toBe(0);
    await look(ana, 'paused-home-phone');
  });

  it('a therapist sees why, with every dose, and decides nothing', async () => {
    const iris = await screens.phone('Iris', { ...NARROW, colorScheme: 'dark' });
    await openLedger(iris);
    await iris.getByText('One dose of 100 mg.', { exact: false }).waitFor();
    await iris.getByText(/Reaches the blood/).waitFor();
    await iris.getByText('Chong', { exact: false }).first().waitFor();
    expect(await iris.getByRole('button', { name: 'Let the course go on' }).count()).toBe(0);
    await look(iris, 'ledger-phone-dark');
  });

  it('the table of doses is reached and read by keyboard', async () => {
    const iris = await screens.desktop('Iris');
    await openLedger(iris);
    await iris.getByRole('region', { name: 'Doses as a table' }).focus();
    await iris.keyboard.press('Tab');
    await iris.getByText('Readings as a table').press('Enter');
    await iris.getByRole('columnheader', { name: 'Since dose' }).waitFor();
    await look(iris, 'ledger-desk');
  });

  it('the prescriber of the team lets the course go on, with a reason and a fresh proof', async () => {
    const nina = await screens.desktop('Nina', { colorScheme: 'dark' });
    await openLedger(nina);
    const goOn = nina.getByRole('button', { name: 'Let the course go on' });
    expect(await goOn.isDisabled()).toBe(true);
    await nina.getByLabel('What you found, and why').fill('The urologist found nothing; urine is clear.');
    await look(nina, 'review-desk-dark');
    await goOn.click();
    await authenticatorOf(clinic, 'Nina').prove(async (code) => {
      const dialog = nina.getByRole('dialog');
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = nina.waitForResponse((response) => response.request().method() === 'POST');
      await dialog.getByRole('button', { name: 'Let the course go on' }).click();
      return (await answer).ok();
    });
    await nina.getByRole('heading', { name: 'The course was paused' }).waitFor();
    await nina.getByText('The urologist found nothing').first().waitFor(); // beside each reason
    const ana = await screens.phone('Ana', { ...NARROW, colorScheme: 'dark' });
    await ana.goto(`${clinic.url}/home`);
    await ana.getByRole('heading', { name: 'Hello, Ana' }).waitFor();
    await ana.getByText('Opens after your visit').waitFor();
    expect(await ana.getByRole('heading', { name: 'Your course is paused' }).count()).toBe(0);
  });
});
