import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { addPaper } from '../support/documents.js';
import { Visitor } from '../support/http.js';

jest.setTimeout(120_000);

describe('treatments that were tried, on the screen', () => {
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

  /** Nothing is wider than the page, and nobody is kept out, on a phone and at a desk. */
  async function look(page: Page, name: string): Promise<void> {
    const before = page.viewportSize()!;
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: before.height });
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([name, width, wide <= width, await axeFindings(page)]).toEqual([name, width, true, []]);
      const folder = process.env['PICTURES'];
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize(before);
  }

  it('are verified by a clinician, by a paper or by a call, and taken back; the counts say which is which', async () => {
    const ida = await Visitor.named(clinic, 'Ida');
    const { personId } = (await ida.get('/v1/me')).body;
    await addPaper(ida, personId);
    const tom = await screens.desktop('Tom', { colorScheme: 'dark' });
    await tom.goto(`${clinic.url}/assessments/${personId}`);
    const trials = tom.getByRole('region', { name: 'Treatments that were tried' });
    await trials.getByText('All of them are verified.').waitFor(); // the one that counts; the demo clinic has called a pharmacy
    await trials.getByText(/by a call with the pharmacy, Mr\. Lee/).waitFor();
    await look(tom, 'trials');

    await trials.getByRole('button', { name: 'Mark as verified: Escitalopram' }).press('Enter');
    const form = trials.locator('form');
    await form.getByLabel('By what do you know it?').selectOption('A paper in the record');
    await form.getByLabel('Which paper').selectOption('A letter of mine');
    await form.getByLabel(/What you read/).fill('Four weeks, stopped for nausea.');
    await look(tom, 'trials-paper');
    await form.getByRole('button', { name: 'Record it as verified' }).click();
    await trials.getByText('by a paper in the record').waitFor();

    await trials.getByRole('button', { name: 'Take it back: Sertraline is verified' }).click();
    await trials.getByText('By the patient’s own word only (unverified).').waitFor();
    await tom.getByText('The treatments that were tried are known from the patient only').waitFor(); // the finding follows
    await trials.getByRole('button', { name: 'Mark as verified: Sertraline' }).click();
    await form.getByLabel('By what do you know it?').selectOption('A call with whoever prescribed it');
    await form.getByLabel(/Whom you spoke with/).fill('Dr. Ada Ruiz, Oak Street Clinic');
    await form.getByLabel(/What you read/).fill('Twenty weeks at 150 mg.');
    await look(tom, 'trials-call');
    await form.getByRole('button', { name: 'Record it as verified' }).click();
    await trials.getByText('All of them are verified.').waitFor();
  });
});
