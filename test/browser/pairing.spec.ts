import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(240_000);
const CAP_MS = 30_000;
/** Where pictures of the pages go, if anybody wants to look at them. */
const PICTURES = process.env['SCREENSHOTS'];
const narrow = { viewport: { width: 360, height: 740 } };

describe('pairing on the screen', () => {
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
    if (PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    }
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  }

  it('a patient chooses on a phone, the clinician accepts, and the patient sees the team', async () => {
    const ida = await screens.phone('Ida', narrow);
    await ida.goto(`${clinic.url}/my-team`);
    await ida.getByRole('heading', { name: 'Who looks after you' }).waitFor();
    await ida.getByText('Paul', { exact: false }).first().waitFor(); // who is asked to prescribe, from the story of the demo
    await ida.getByRole('heading', { name: /Omar/ }).waitFor();
    await isSound(ida, 'my-team-360-light');
    await ida.getByText('How the list is made').click();
    await ida.getByText('What counts then, most first').waitFor();
    await ida.getByRole('button', { name: /^Not this person: Iris/ }).click();
    await ida.getByText('Nobody is told why').waitFor();
    await ida.getByRole('button', { name: 'Yes, somebody else' }).click();
    await ida.getByRole('heading', { name: /Iris/ }).waitFor({ state: 'detached' });
    await ida.getByRole('button', { name: /^Ask Omar/ }).focus();
    await ida.keyboard.press('Enter');
    await ida.getByText(/is asked\. We tell you/).waitFor();
    await isSound(ida, 'my-team-asked-360-light');

    const omar = await screens.phone('Omar', { ...narrow, colorScheme: 'dark' });
    await omar.goto(`${clinic.url}/pairings`);
    await omar.getByRole('heading', { name: 'Ida Novak asks for you' }).waitFor();
    await omar.getByText('Comes with: ').waitFor();
    await isSound(omar, 'pairings-360-dark');
    await omar.getByRole('button', { name: 'Decline' }).click();
    await omar.getByLabel('Why you decline').waitFor();
    await omar.getByRole('button', { name: 'Not now' }).click();
    await omar.getByRole('button', { name: 'Look after Ida Novak' }).click();
    await omar.getByRole('link', { name: 'Ida Novak' }).waitFor();
    await omar.goto(`${clinic.url}/profile`);
    await omar.getByLabel('A few words').fill('Calm and practical.');
    await isSound(omar, 'profile-360-dark');
    await omar.getByRole('button', { name: 'Save' }).click();
    await omar.getByText('Saved.').waitFor();

    const desk = await screens.desktop('Ida', { colorScheme: 'dark' });
    await desk.goto(`${clinic.url}/my-team`);
    await desk.getByText('Omar', { exact: false }).first().waitFor();
    await isSound(desk, 'my-team-1280-dark');
  });

  it('a clinician hands a patient over, and the next one reads before the first one goes', async () => {
    const tom = await screens.desktop('Tom');
    await tom.goto(`${clinic.url}/pairings`);
    await tom.getByText('Hand a patient over').click();
    await tom.getByLabel('Patient', { exact: true }).selectOption({ label: 'Sam Ellery' });
    await tom.getByLabel('Colleague', { exact: true }).selectOption({ index: 1 });
    await tom.getByLabel('What they have to know').fill('Three sessions so far; likes quiet beginnings.');
    await isSound(tom, 'hand-over-1280-light');
    await tom.getByRole('button', { name: 'Offer the hand-over' }).click();
    const iris = await screens.desktop('Iris', { colorScheme: 'dark' });
    await iris.goto(`${clinic.url}/pairings`);
    await iris.getByRole('heading', { name: /hands Sam Ellery over to you/ }).waitFor();
    await iris.getByRole('button', { name: 'Look after Sam Ellery' }).click();
    await iris.getByRole('button', { name: 'I have read the summary' }).click();
    await iris.getByText(/^Read /).waitFor();
    await isSound(iris, 'hand-over-read-1280-dark');
  });

  it('an admin finds cover for somebody who is absent', async () => {
    const ada = await screens.desktop('Ada');
    await ada.goto(`${clinic.url}/cover`);
    await ada.getByRole('heading', { name: 'Find cover' }).waitFor();
    await ada.getByRole('group', { name: 'Who is absent' }).getByLabel(/Tom/).check();
    await ada.getByRole('button', { name: 'Propose who looks after whom' }).click();
    await ada.getByRole('button', { name: /^Do it/ }).waitFor();
    await isSound(ada, 'cover-1280-light');
    await ada.getByRole('button', { name: /^Do it/ }).click();
    await ada.getByText(/placed\. Patients and clinicians are told/).waitFor();
    const phone = await screens.phone('Ada', { ...narrow, colorScheme: 'dark' });
    await phone.goto(`${clinic.url}/cover`);
    await phone.getByRole('heading', { name: 'What counts how much' }).waitFor();
    await isSound(phone, 'cover-360-dark');
    await ada.getByLabel('How many patients Omar', { exact: false }).first().fill('9');
    await ada.getByRole('button', { name: /Save how many patients Omar/ }).click();
    await ada.getByRole('button', { name: /Save how many patients Omar/ }).waitFor({ state: 'detached' });
  });
});
