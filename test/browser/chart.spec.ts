import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, Visitor } from '../support/http.js';
import { leftNote } from '../support/left-note.js';

jest.setTimeout(180_000);
/** Where somebody who wants to look at the pages finds them; nowhere unless asked for. */
const PICTURES = process.env['PICTURES'];
const small = { viewport: { width: 360, height: 740 } };

describe('consent, chart, notes and work on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  let ids: Record<'Rosa' | 'Ida', string>;
  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
    const idOf = async (name: string) => (await (await Visitor.named(clinic, name)).get('/v1/me')).body.personId as string;
    ids = { Rosa: await idOf('Rosa'), Ida: await idOf('Ida') };
  }, 120_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** In both schemes nothing that axe calls serious, and nothing that is wider than the screen. */
  async function isFit(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect([name, colorScheme, await axeFindings(page)]).toEqual([name, colorScheme, []]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([name, overflow]).toEqual([name, 0]);
      if (!PICTURES) continue;
      mkdirSync(PICTURES, { recursive: true });
      const path = join(PICTURES, `${name}-${page.viewportSize()!.width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();

  it('a patient reads one clause a page on her phone, signs with her name, and takes it back knowing what that means', async () => {
    const ida = await screens.phone('Ida', small);
    await ida.goto(`${clinic.url}/consents`);
    await ida.getByText('Some of it is not signed yet.').waitFor();
    await isFit(ida, 'consents');
    await press(ida, /Read and sign \d+ parts/);
    await ida.getByText('1 of 12').waitFor();
    await isFit(ida, 'clause');
    for (let at = 1; at <= 12; at += 1) {
      await ida.getByText(`${at} of 12`).waitFor();
      await press(ida, 'I have read this');
    }
    await ida.getByLabel('Your full name').fill('Ida Novak');
    await isFit(ida, 'sign');
    await press(ida, 'I understand and agree');
    await ida.getByText(/You have signed all of it/).waitFor();
    await press(ida, 'Take back my consent');
    await ida.getByText('From now on no dose is given to you.', { exact: false }).waitFor();
    await isFit(ida, 'withdraw');
    await press(ida, 'Take it back');
    await ida.getByText(/You took your consent back/).waitFor();
  });

  it('an admin sees word by word what changes, and the patient signs that clause only', async () => {
    const ada = await screens.desktop('Ada');
    await ada.goto(`${clinic.url}/consents/clauses`);
    const fees = ada.getByRole('region', { name: 'What it costs' });
    await fees.getByLabel('Text').fill('A session costs three hundred dollars. Insurance often does not pay for it.');
    await fees.getByText('What changes').waitFor();
    await ada.getByText('Every patient signs again: What it costs.').waitFor();
    await ada.getByLabel('Why this changes').fill('The price is fixed now');
    await isFit(ada, 'clauses');
    await press(ada, 'Publish as edition 2');
    const dialog = ada.getByRole('dialog');
    await authenticatorOf(clinic, 'Ada').prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = ada.waitForResponse((response) => response.url().endsWith('/step-up'));
      await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
      return (await answer).ok();
    });
    await ada.getByRole('button', { name: 'Publish as edition 3' }).waitFor();
    const rosa = await screens.phone('Rosa', small);
    await rosa.goto(`${clinic.url}/consents`);
    await press(rosa, 'Read and sign one part');
    await rosa.getByText('Show what has changed').click();
    await rosa.getByText('1 of 1').waitFor();
    await isFit(rosa, 'changed');
  });

  it('a therapist drafts a note that saves itself, signs it, and adds to it', async () => {
    const tom = await screens.desktop('Tom');
    await tom.goto(`${clinic.url}/patients/${ids.Rosa}/chart`);
    await tom.getByRole('heading', { name: 'Rosa Marin' }).waitFor();
    await press(tom, 'Write a note');
    await press(tom, 'Begin');
    const draft = tom.getByLabel('Draft: A visit');
    await draft.fill('She has slept well.');
    await tom.getByText('Not saved yet').waitFor();
    await tom.getByText('Saved', { exact: true }).waitFor();
    await tom.reload();
    await expect(tom.getByLabel('Draft: A visit').inputValue()).resolves.toBe('She has slept well.');
    await isFit(tom, 'chart');
    await press(tom, 'Sign');
    await press(tom, 'Sign and lock');
    await tom.getByText(/Signed by Tom Brandt/).waitFor();
    await press(tom, 'Add to it');
    await tom.getByLabel('Addendum').fill('She called once more.');
    await press(tom, 'Add it');
    await tom.getByText(/Added by Tom Brandt/).waitFor();
    expect(await tom.getByRole('button', { name: 'Throw away' }).count()).toBe(0);
  });

  it('a chart says what is known of each medicine, and takes an allergy by keyboard alone', async () => {
    const tom = await screens.phone('Tom', small);
    await tom.goto(`${clinic.url}/patients/${ids.Rosa}/chart`);
    await tom.getByText('is usually continued; blood pressure may peak higher').waitFor();
    await tom.getByRole('button', { name: 'Add an allergy' }).focus();
    await tom.keyboard.press('Enter');
    await tom.getByLabel('What').focus();
    await tom.keyboard.type('Latex');
    await isFit(tom, 'allergy');
    await tom.keyboard.press('Enter');
    await tom.getByRole('region', { name: 'Allergies' }).getByText('Latex').waitFor();
    await isFit(tom, 'chart');
    const rosa = await screens.phone('Rosa', small);
    await rosa.goto(`${clinic.url}/medicines`);
    await rosa.getByText('Sertraline 100 mg').waitFor();
    await isFit(rosa, 'medicines');
  });

  it('a nurse sees what waits for her, the most dangerous first, and where to go', async () => {
    const nina = await screens.desktop('Nina');
    await nina.goto(`${clinic.url}/work`);
    const items = nina.getByRole('list', { name: 'What waits for you' }).getByRole('listitem');
    await items.first().waitFor();
    const words = await items.allInnerTexts();
    expect(words.at(-1)).toContain('An unsigned note');
    await isFit(nina, 'work');
    await nina
      .getByRole('link', { name: /Sign it/ })
      .first()
      .click();
    await nina.getByLabel(/^Draft: /).waitFor();
  });

  it('a draft that its author left is marked by whoever looks after the patient now', async () => {
    await leftNote(clinic, ids.Rosa);
    const tom = await screens.phone('Tom', small);
    await tom.goto(`${clinic.url}/patients/${ids.Rosa}/chart`);
    await tom.getByText(/does not look after this patient any more/).waitFor();
    await press(tom, 'Entered in error');
    await tom.getByLabel('Why').fill('Written about somebody else');
    await isFit(tom, 'left-note');
    await press(tom, 'Mark it');
    await tom.getByText(/^Entered in error: Written about somebody else/).waitFor();
  });
});
