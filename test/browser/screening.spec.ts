import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf } from '../support/http.js';

jest.setTimeout(240_000);
const CAP_MS = 30_000;
/** Where pictures of the pages go, if anybody wants to look at them. */
const PICTURES = process.env['SCREENSHOTS'];
const narrow = { viewport: { width: 360, height: 740 } };

describe('a screening on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic, CAP_MS);
  }, 240_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** That it is usable as it stands: nothing that axe finds, and no scrolling to the side. */
  async function isSound(page: Page, name: string): Promise<void> {
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  async function sign(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Sign the decision' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign the decision' });
    await authenticatorOf(clinic, 'Nina').prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = page.waitForResponse(/step-up/);
      await dialog.getByRole('button', { name: 'Sign the decision' }).click();
      return (await answer).ok();
    });
    await dialog.waitFor({ state: 'hidden' });
  }

  it('is taken back, offered anew, taken over, decided and read, on phones and at desks', async () => {
    const tom = await screens.desktop('Tom', { colorScheme: 'dark' });
    await tom.goto(`${clinic.url}/screenings`);
    await tom.getByText('A colleague is to answer your offer').waitFor();
    await isSound(tom, 'list-of-the-owner-1280-dark');
    await tom.getByRole('link', { name: 'Ida Novak' }).click();
    await tom.getByRole('button', { name: 'Take the offer back' }).click();
    await tom.getByLabel('Colleague', { exact: true }).selectOption({ label: 'Nina Okafor, NP, prescriber' });
    await tom.getByLabel('When', { exact: true }).selectOption('three-days');
    await tom
      .getByLabel('Situation', { exact: true })
      .fill('Low spells for years, and a weak spot in a vessel that nobody has looked at.');
    await isSound(tom, 'case-of-the-owner-1280-dark');
    await tom.getByRole('button', { name: 'Offer it' }).click();
    await tom.getByText('Tom Brandt, LCSW, therapist to Nina Okafor').first().waitFor();

    const nina = await screens.phone('Nina', narrow);
    await nina.goto(`${clinic.url}/screenings`);
    await nina.getByRole('heading', { name: 'Ida Novak is offered to you' }).waitFor();
    await nina.getByText('What Tom Brandt says').click();
    await nina.getByText('a weak spot in a vessel that nobody').waitFor();
    await isSound(nina, 'list-with-an-offer-360-light');
    await nina.getByRole('button', { name: 'Decline' }).click();
    await nina.getByLabel('Why you decline').waitFor();
    await nina.getByRole('button', { name: 'Not now' }).click();
    await nina.getByRole('button', { name: 'Take Ida Novak over' }).focus();
    await nina.keyboard.press('Enter');
    await nina.getByText('You look after this screening.').waitFor();
    await isSound(nina, 'case-of-the-next-360-light');

    await nina.getByLabel('Your decision').selectOption('eligible');
    await nina.getByLabel('Note for the chart').fill('Seen and spoken with.');
    await sign(nina);
    await nina.getByText('Nothing was signed').waitFor(); // who she is, and where, nobody has seen or asked
    await isSound(nina, 'case-that-lacks-something-360-light');
    await nina.getByLabel('Your decision').selectOption('deferred');
    await nina.getByLabel('Not enough is known').check();
    await nina.getByLabel('Their own doctor').check();
    await nina.getByLabel('Look again from').fill('2099-01-04');
    await nina.getByLabel('Note for the chart').fill('Seen and spoken with.');
    await nina.getByLabel('Your own words in the letter').fill('Please bring the pictures of your vessels.');
    await sign(nina);
    await nina.getByText('look again on 2099-01-04').waitFor();
    await isSound(nina, 'case-decided-360-light');

    const ida = await screens.phone('Ida', { ...narrow, colorScheme: 'dark' });
    await ida.goto(`${clinic.url}/home`);
    await ida.getByRole('link', { name: 'See where you are' }).click();
    await ida.getByText('Please bring the pictures of your vessels.').waitFor();
    await ida.getByText('Nina Okafor').first().waitFor();
    await isSound(ida, 'own-360-dark');
    const desk = await screens.desktop('Ida');
    await desk.goto(`${clinic.url}/screening`);
    await desk.getByText('We look at it again with you from January 4, 2099 on.').waitFor();
    await isSound(desk, 'own-1280-light');
    const atDesk = await screens.desktop('Nina');
    await atDesk.goto(`${clinic.url}/screenings`);
    await atDesk.getByText('Look again').waitFor();
    await isSound(atDesk, 'list-1280-light');
    await atDesk.getByRole('link', { name: 'Ida Novak' }).click();
    await atDesk.getByText('look again on 2099-01-04').waitFor();
    await isSound(atDesk, 'case-1280-light');
  });
});
