import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, openSignIn, Visitor } from '../support/http.js';
import { pdfFile, pngFile } from '../support/sample-files.js';

jest.setTimeout(180_000);
const CAP_MS = 20_000;
/** Where somebody who wants to look at the pages finds them; nowhere unless asked for. */
const PICTURES = process.env['PICTURES'];
const small = { viewport: { width: 360, height: 740 } };
/** What a phone calls a photo says nothing of what it is. */
const photo = { name: 'IMG_0001.pdf', mimeType: 'application/pdf', buffer: pngFile(Buffer.from('x'), [320, 200]) };

describe('papers and letters on the screen', () => {
  let clinic: Clinic;
  let browser: Browser;
  let rosaId: string;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
    rosaId = (await (await Visitor.named(clinic, 'Rosa')).get('/v1/me')).body.personId;
  }, 120_000);
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
    await page.goto(clinic.url + path);
    return page;
  }

  /** The page as it stands has nothing that axe calls serious, and nothing that is wider than the screen. */
  async function isFit(page: Page, name: string): Promise<void> {
    expect(await axeFindings(page)).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect([name, overflow]).toEqual([name, 0]);
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(PICTURES, `${name}-${page.viewportSize()!.width}-${colorScheme}.png`), fullPage: true });
    }
  }
  const choose = (page: Page, file: typeof photo) => page.getByLabel('Choose a file').setInputFiles(file);
  const picture = (page: Page, title: string) =>
    page.getByRole('img', { name: title }).evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth);

  it('a patient adds a photo with her phone, by its bytes and whatever its name, and looks at it', async () => {
    const rosa = await open(newPhone(browser, small), 'Rosa', '/documents');
    await rosa.getByText('No papers yet').waitFor();
    await isFit(rosa, 'own-empty');
    await rosa.getByLabel('A name for it').fill('From my pharmacy');
    await rosa.getByText('Take a photo').waitFor();
    await choose(rosa, photo);
    await rosa.getByText(/Chosen: IMG_0001\.pdf/).waitFor();
    await rosa.getByRole('button', { name: 'Add', exact: true }).click();
    await rosa.getByText('Added: From my pharmacy.').waitFor();
    await rosa.getByRole('button', { name: 'Show From my pharmacy' }).click();
    await rosa.getByRole('img', { name: 'From my pharmacy' }).waitFor();
    expect(await picture(rosa, 'From my pharmacy')).toBe(320);
    await isFit(rosa, 'own-shown');
    await rosa.getByRole('button', { name: 'Close From my pharmacy' }).click();
  });

  it('a patient is told in plain words what cannot be added, and nothing is kept of it', async () => {
    const rosa = await open(newPhone(browser, small), 'Rosa', '/documents');
    const page = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<!doctype html><script>alert(1)</script>') };
    await choose(rosa, page);
    await rosa.getByRole('button', { name: 'Add', exact: true }).click();
    await rosa.getByText(/This kind of file cannot be added/).waitFor();
    await rosa.getByText('Its file has not arrived').waitFor({ state: 'detached' });
    await isFit(rosa, 'own-refused');
    await choose(rosa, { ...photo, buffer: photo.buffer.subarray(0, -20) });
    await rosa.getByRole('button', { name: 'Add', exact: true }).click();
    await rosa.getByText(/The end of this file is missing/).waitFor();
  });

  it('a line that breaks loses nothing: the same press goes on, and it is one paper', async () => {
    const rosa = await open(newPhone(browser, small), 'Rosa', '/documents');
    let isBroken = true;
    await rosa.route('**/content', (route) =>
      isBroken && route.request().method() === 'PUT' ? route.abort('connectionreset') : route.continue(),
    );
    await rosa.getByLabel('A name for it').fill('Twice');
    await choose(rosa, { ...photo, buffer: pdfFile(Buffer.from('twice')) });
    await rosa.getByRole('button', { name: 'Add', exact: true }).click();
    await rosa.getByText('Nothing is lost. Press “Add” to try again.').waitFor();
    isBroken = false;
    await rosa.getByRole('button', { name: 'Add', exact: true }).click();
    await rosa.getByText('Added: Twice.').waitFor();
    expect(await rosa.getByRole('listitem', { name: 'Twice' }).count()).toBe(1);
    const download = rosa.waitForEvent('download');
    await rosa.getByRole('button', { name: 'Open with this device Twice' }).click();
    expect((await download).suggestedFilename()).toBe('Twice.pdf');
    await rosa.getByRole('button', { name: 'Take back Twice' }).click();
    await rosa.getByRole('button', { name: 'Take it back' }).click();
    await rosa.getByRole('listitem', { name: 'Twice' }).waitFor({ state: 'detached' });
  });

  it('a clinician finds it beside the answers and looks at it, by keyboard alone; then it stays', async () => {
    const tom = await open(newDesktop(browser), 'Tom', `/assessments/${rosaId}`);
    await tom.getByRole('link', { name: 'Papers and letters' }).click();
    const show = tom.getByRole('button', { name: 'Show From my pharmacy' });
    await show.waitFor();
    await isFit(tom, 'clinician');
    await show.focus();
    await tom.keyboard.press('Enter');
    await tom.getByRole('img', { name: 'From my pharmacy' }).waitFor();
    expect(await picture(tom, 'From my pharmacy')).toBe(320);
    await isFit(tom, 'clinician-shown');
    const rosa = await open(newPhone(browser, small), 'Rosa', '/documents');
    await rosa.getByRole('listitem', { name: 'From my pharmacy' }).waitFor();
    expect(await rosa.getByRole('button', { name: 'Take back From my pharmacy' }).count()).toBe(0);
    await rosa.goto(`${clinic.url}/who-saw`);
    await rosa
      .getByText(/opened a paper/)
      .first()
      .waitFor();
  });

  it('a letter is agreed to, written, signed with a fresh proof, and leaves on paper in the sight of the patient', async () => {
    const rosa = await open(newPhone(browser, small), 'Rosa', '/sharing');
    await rosa.getByLabel('Their name').fill('Dr. Ines Weber');
    await rosa.getByLabel('Practice or hospital').fill('Heart Center');
    await rosa.getByLabel('A question to them before treatment').check();
    await rosa.getByRole('button', { name: 'I agree' }).click();
    await rosa.getByRole('heading', { name: 'Letters to Dr. Ines Weber' }).waitFor();
    await isFit(rosa, 'sharing');

    const nina = await open(newDesktop(browser), 'Nina', `/documents/${rosaId}`);
    await nina.getByLabel('What is planned').fill('sessions at home');
    await nina.getByLabel('What you ask them to judge').fill('Is there a reason of the heart against it?');
    await nina.getByRole('button', { name: 'See how it reads' }).click();
    await nina.getByText('For your patient Rosa Marin the following is planned with us: sessions at home.').waitFor();
    await isFit(nina, 'letter-preview');
    await nina.getByRole('button', { name: 'Sign it' }).click();
    const dialog = nina.getByRole('dialog');
    await authenticatorOf(clinic, 'Nina').prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = nina.waitForResponse((response) => response.url().endsWith('/step-up'));
      await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
      return (await answer).ok();
    });
    await nina.getByRole('heading', { name: 'Let it leave' }).waitFor();
    await nina.getByRole('button', { name: 'Record that it leaves' }).click();
    await nina.getByText('Printed and handed over, by Nina Okafor').waitFor();
    await nina.getByRole('button', { name: 'Print, or save as PDF' }).waitFor();
    await isFit(nina, 'letter-signed');
    await nina.emulateMedia({ media: 'print' });
    expect(await nina.getByRole('heading', { name: 'Let it leave' }).isVisible()).toBe(false);
    expect(await nina.getByText('For your patient Rosa Marin').isVisible()).toBe(true);
    if (PICTURES) await nina.screenshot({ path: join(PICTURES, 'letter-print.png'), fullPage: true });

    await rosa.goto(`${clinic.url}/documents`);
    await rosa.getByText(/Printed and handed over/).waitFor();
    await isFit(rosa, 'own-letters');
    await rosa.getByRole('link', { name: /to Dr. Ines Weber/ }).click();
    await rosa.getByText('Is there a reason of the heart against it?').waitFor();
    await isFit(rosa, 'own-letter');
  });
});
