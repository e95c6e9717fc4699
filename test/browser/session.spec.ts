import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, moveClock, openSignIn } from '../support/http.js';

jest.setTimeout(120_000);
const CAP_MS = 20_000;

describe('a session, played on three screens', () => {
  let clinic: Clinic;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  let nina: Page;
  let mia: Page;
  let nils: Page;
  let sessionId: string;

  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
    const link = clinic.links.find(({ name }) => name === 'mia') as unknown as { path: string; sessionId: string };
    sessionId = link.sessionId;
    [nina, mia, nils] = (await Promise.all(
      [newDesktop(browser), newPhone(browser), newPhone(browser, { colorScheme: 'dark' })].map(page),
    )) as [Page, Page, Page];
    await nils.goto(clinic.url + link.path);
  }, 120_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await clinic?.stop();
  });

  async function page(opening: Promise<BrowserContext>): Promise<Page> {
    const context = await opening;
    context.setDefaultTimeout(CAP_MS);
    contexts.push(context);
    return context.newPage();
  }

  /** Goes through the sign-in page, as a visitor of the demo clinic does. */
  async function signIn(screen: Page, name: string): Promise<void> {
    await screen.goto(`${clinic.url}/sign-in`);
    await screen.getByText(`Sign in as ${name}`).click();
    await screen.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }

  const shows = (screen: Page, text: string | RegExp) => screen.getByText(text).first().waitFor();
  const press = (screen: Page, name: string | RegExp) => screen.getByRole('button', { name }).first().click();
  const isAccessible = async (screen: Page) => expect(await axeFindings(screen)).toEqual([]);

  it('begins with a sign-in, a home page and a board that say what is next', async () => {
    await nina.goto(`${clinic.url}/sign-in`);
    await nina.getByText('Sign in as Nina Okafor').waitFor();
    await isAccessible(nina);
    await signIn(nina, 'Nina Okafor');
    await nina.getByRole('link', { name: 'Mia Lindqvist' }).first().waitFor();
    await nina.getByRole('link', { name: 'Sam Ellery' }).first().waitFor();
    await isAccessible(nina);
    await signIn(mia, 'Mia Lindqvist');
    await mia.getByRole('heading').first().waitFor();
    await isAccessible(mia);
  });

  it('lets the companion in by the link, who says "I am here" and measures', async () => {
    await shows(nils, 'Are you Nils?');
    await isAccessible(nils);
    await press(nils, 'Yes, that is me'); // he was trained for another session, and does not start over
    await moveClock(clinic, { byMin: 7 });
    await press(nils, 'I am here');
    await nils.getByLabel('Top number').fill('124');
    await nils.getByLabel('Bottom number').fill('79');
    await nils.getByLabel('Pulse').fill('71');
    await nils.getByRole('radio', { name: 'No' }).first().check({ force: true });
    await isAccessible(nils);
    await press(nils, 'Send the numbers');
    await shows(nils, 'Thank you');
  });

  it('asks the patient about today, and a clinician who they are', async () => {
    await mia.goto(`${clinic.url}/session/${sessionId}`);
    const answer = (legend: RegExp, words: string) =>
      mia.getByRole('group', { name: legend }).getByRole('radio', { name: words, exact: true }).check({ force: true });
    await answer(/last eat/, '4 hours or longer');
    await answer(/last drink/, '2 hours or longer');
    for (const legend of [/^Alcohol/, /makes drowsy/, /other drug/, /be pregnant/, /passing water/, /^Anything new/])
      await answer(legend, 'No');
    await press(mia, 'Tell my team');
    await shows(mia, /Please answer every question/);
    await isAccessible(mia);
    const unanswered = mia.getByRole('group', { name: /as it was agreed/ }).getByText('Yes', { exact: true });
    expect(await unanswered.evaluate((words) => getComputedStyle(words).backgroundColor)).toBe('rgb(27, 21, 18)'); // dark in the light scheme, too
    await answer(/as it was agreed/, 'Yes');
    await press(mia, 'Tell my team');
    await shows(mia, 'I have something to add about today');
    await nina.goto(`${clinic.url}/board/${sessionId}`);
    await press(nina, 'It is the patient');
    await shows(nina, /^Seen to be the patient/);
    await shows(nina, /medicines: said at/);
  });

  it('is released by the prescriber, who sees the evidence and signs in again', async () => {
    await shows(nina, 'Pre-dose gate');
    await shows(nina, /124\/79/);
    const release = nina.getByRole('button', { name: 'Release the dose' });
    for (let tries = 0; tries < 10 && !(await release.isVisible()); tries++) {
      await press(nina, /^Evaluate/); // her own sign of life may reach the clinic a moment after her first tap
      await release.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    await release.click();
    const dialog = nina.getByRole('dialog');
    await isAccessible(nina);
    await authenticatorOf(clinic, 'Nina').prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = nina.waitForResponse((response) => response.request().method() === 'POST');
      await dialog.getByRole('button', { name: 'Release the dose' }).click();
      return (await answer).ok(); // the sign-in page may have used the code of this half minute
    });
    await shows(nina, /Released 100 mg/);
    await shows(nils, 'Mia may take it now');
  });

  it('starts the shared clock when the patient holds "I have taken it", on all three screens', async () => {
    await mia.goto(`${clinic.url}/session/${sessionId}`);
    const hold = mia.getByRole('button', { name: /I have taken it/ });
    await hold.waitFor();
    await isAccessible(mia);
    await hold.hover();
    await mia.mouse.down();
    await mia.getByRole('button', { name: 'I need help' }).waitFor();
    await mia.mouse.up();
    await isAccessible(mia);
    await shows(nils, 'Stay near Mia');
    await nina
      .getByText(/^T\+\d/)
      .first()
      .waitFor();
    expect(await mia.evaluate('document.documentElement.scrollHeight <= window.innerHeight')).toBe(true);
  });

  it('survives a reload in the middle', async () => {
    await Promise.all([mia.reload(), nils.reload(), nina.reload()]);
    await mia.getByRole('button', { name: 'I need help' }).waitFor();
    await shows(nils, 'Stay near Mia');
    await nina
      .getByText(/^T\+\d/)
      .first()
      .waitFor();
  });

  it('asks for the safety check, and takes "all well"', async () => {
    await moveClock(clinic, { byMin: 15 });
    await shows(nils, 'How is Mia?');
    await isAccessible(nils);
    await press(nils, /All well/);
    await shows(nils, 'Stay near Mia');
    await shows(nina, /Safety check 1/);
  });

  it("brings the patient's call for help to the prescriber, who takes it on and closes it", async () => {
    await press(mia, 'I need help');
    await isAccessible(mia);
    await press(mia, /Talk to my nurse/);
    await shows(nina, 'Open alerts');
    await isAccessible(nina);
    await press(nina, /^Acknowledge/);
    await press(nina, /^Close/);
    await nina.getByRole('dialog').getByLabel('Reason').selectOption('contact-made');
    await nina.getByRole('button', { name: 'Close the alert' }).click();
    await nina.getByText('Open alerts').waitFor({ state: 'detached' });
  });

  it('keeps help and whom to call on the patient’s phone when their sign-in has ended', async () => {
    const database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    const { rowCount } = await database.query(
      `UPDATE sign_in SET revoked_at = now() WHERE assurance = 'full' AND revoked_at IS NULL
         AND person_id = (SELECT patient_id FROM dosing_session WHERE id = $1)`,
      [sessionId],
    );
    expect(rowCount).toBeGreaterThan(0);
    await database.end();
    const assurance = async () => (await (await mia.request.get(`${clinic.url}/v1/me`)).json()).assurance;
    while ((await assurance()) !== 'capability') await mia.waitForTimeout(100); // it is remembered for a moment
    await mia.goto(`${clinic.url}/home`);
    await mia.waitForURL(`**/session/${sessionId}`); // the one page that is left
    await shows(mia, 'Your sign-in has ended');
    const numbers = mia.getByRole('group').getByRole('link');
    const { name, phone, crisisNumbers } = await (await mia.request.get(`${clinic.url}/v1/clinic`)).json();
    const shown = await numbers.allTextContents();
    expect(shown).toEqual(expect.arrayContaining([phone, ...crisisNumbers.map(({ number }: { number: string }) => number)]));
    expect([name, shown.length > 1]).toEqual([expect.any(String), true]);
    await isAccessible(mia);
    expect(await mia.evaluate('document.documentElement.scrollHeight <= window.innerHeight')).toBe(true);
    await press(mia, 'I need help');
    await press(mia, /Talk to my therapist/);
    await shows(mia, /Help is on its way/);
    await shows(nina, 'Open alerts');
    await press(nina, /^Acknowledge/);
    await press(nina, /^Close/);
    await nina.getByRole('dialog').getByLabel('Reason').selectOption('contact-made');
    await nina.getByRole('button', { name: 'Close the alert' }).click();
    await nina.getByText('Open alerts').waitFor({ state: 'detached' });
  });

  it('shows a missed check on the phone and on the board, though nobody asked for it', async () => {
    await moveClock(clinic, { byMin: 22 });
    await shows(nils, /The nurse is being called/);
    await nils.setViewportSize({ width: 390, height: 1800 }); // nothing lies half under the bar, which axe takes for a small target
    await isAccessible(nils);
    await shows(nina, /Safety check 2 missed/);
    await nina.goto(`${clinic.url}/board`);
    await nina.getByText('L2').first().waitFor();
    await isAccessible(nina);
  });

  it('lets a clinician take a session back before the dose, with a reason', async () => {
    const { sessionId: jonas } = clinic.links.find(({ name }) => name === 'jonas') as unknown as { sessionId: string };
    await nina.goto(`${clinic.url}/board/${jonas}`);
    await shows(nina, 'Gate held');
    await press(nina, 'Cancel the session');
    const dialog = nina.getByRole('dialog');
    await isAccessible(nina);
    expect(await dialog.getByRole('button', { name: 'Cancel the session' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'Not safe today, or the gate holds' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Cancel the session' }).click();
    await shows(nina, 'Ended before dose');
    expect(await nina.getByRole('button', { name: 'Cancel the session' }).count()).toBe(0);
  });

  it('notes that a visit that was missed took place later', async () => {
    await nina.goto(`${clinic.url}/visits`);
    await press(nina, 'Attended later');
    await nina.getByRole('button', { name: 'Attended later' }).waitFor({ state: 'detached' });
    await shows(nina, 'Attended later');
  });

  it.each(['/visits', '/messages'])('has a page %s that everybody can use', async (path) => {
    await nina.goto(clinic.url + path);
    await nina.getByRole('heading').first().waitFor();
    await isAccessible(nina);
  });
});

describe('booking, on a phone', () => {
  let clinic: Clinic;
  let browser: Browser;
  let context: BrowserContext;
  let rosa: Page;

  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
    context = await newPhone(browser);
    context.setDefaultTimeout(CAP_MS);
    rosa = await context.newPage();
    await context.addCookies([{ name: 'hearth', value: await openSignIn(clinic, 'Rosa'), url: clinic.url }]);
  }, 120_000);
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await clinic?.stop();
  });

  it('offers times that can be had, books session and visit, and shows both at home', async () => {
    await rosa.goto(`${clinic.url}/book`);
    const main = rosa.getByRole('main');
    await main.locator('[aria-pressed=false]').last().click(); // today has few times left, or none
    const times = main.getByRole('button', { name: /[AP]M/ });
    await times.first().waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await times.first().click();
    const dialog = rosa.getByRole('dialog');
    await dialog.waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await dialog.getByRole('button').last().click();
    await rosa.waitForURL('**/home');
    await rosa.getByRole('button', { name: 'I cannot make it' }).first().waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
  });

  it('asks the patient which times suit, and shows those', async () => {
    await rosa.goto(`${clinic.url}/book`);
    await rosa.getByText('Which times suit you?').click();
    expect(await axeFindings(rosa)).toEqual([]);
    await rosa.getByLabel('Monday, morning').uncheck();
    await rosa.getByRole('button', { name: 'Show these times' }).click();
    await rosa.getByText('Only times that suit you are shown').waitFor();
  });

  it('shows clinicians what can be booked of their hours, on a phone too, and lists what lies outside of new ones', async () => {
    const desk = await newDesktop(browser, { colorScheme: 'dark' });
    desk.setDefaultTimeout(CAP_MS);
    const tom = await desk.newPage();
    await tom.goto(`${clinic.url}/sign-in`);
    await tom.getByText('Sign in as Tom').click();
    await tom.waitForURL('**/board');
    await tom.goto(`${clinic.url}/hours`);
    const free = tom.getByRole('region', { name: 'Free in the next two weeks' });
    await free.getByText(/[AP]M/).first().waitFor();
    expect(await axeFindings(tom)).toEqual([]);
    for (const name of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      await tom.getByRole('button', { name: `Remove ${name} 1` }).click();
    await tom.getByRole('button', { name: 'Save hours' }).click();
    await tom.getByText('No working hours on these days.').waitFor();
    await tom.getByText('Booked outside of these hours').waitFor();
    await tom.setViewportSize({ width: 390, height: 844 });
    expect(await tom.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await axeFindings(tom)).toEqual([]);
    await desk.close();
  });
});
