import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, clinicTime, moveClock, Visitor } from '../support/http.js';
import { sessionInClinic } from '../support/in-clinic-acts.js';

jest.setTimeout(180_000);
const CAP_MS = 30_000;
const CALM = { breathing: 'normal', response: 'normal', isUpset: false, isVomiting: false };

describe('a session in the clinic, from the gate to the discharge', () => {
  let clinic: Clinic;
  let browser: Browser;
  let context: BrowserContext;
  let nina: Page;
  let staff: Visitor;
  let sessionId: string;

  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
    context = await newDesktop(browser);
    context.setDefaultTimeout(CAP_MS);
    nina = await context.newPage();
    await nina.goto(`${clinic.url}/sign-in`);
    await nina.getByText('Sign in as Nina Okafor').click();
    await nina.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    staff = await Visitor.named(clinic, 'Nina');
    sessionId = await sessionInClinic(staff);
    await nina.goto(`${clinic.url}/board/${sessionId}`);
  }, 180_000);
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await clinic?.stop();
  });

  const shows = (text: string | RegExp) => nina.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => nina.getByRole('button', { name }).first().click();
  const isAccessible = async () => expect(await axeFindings(nina)).toEqual([]);
  async function record(type: string, payload: object): Promise<void> {
    const entry = { id: randomUUID(), type, payload, happenedAt: await clinicTime(clinic) };
    await staff.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).expect(201);
  }
  /** A reading at this very minute of the clinic's clock, whatever a page's own says. */
  const read = (systolicMmHg: number) =>
    record('vitals', { systolicMmHg, diastolicMmHg: 78, heartRateBpm: 70, spo2Pct: 98, hasSymptoms: false });
  /** A quarter of an hour, with its safety check. */
  async function quarter(number: number): Promise<void> {
    await moveClock(clinic, { byMin: 15 });
    await record('safety-check', { ...CALM, number });
  }
  async function measure(systolic: string, spo2: string): Promise<void> {
    const pad = nina.locator('details', { hasText: 'Enter vitals' });
    if (!(await pad.getAttribute('open'))) await nina.getByText('Enter vitals').click();
    await nina.getByLabel('Top number').fill(systolic);
    await nina.getByLabel('Bottom number').fill('78');
    await nina.getByLabel('Pulse').fill('70');
    await nina.getByLabel(/^Oxygen/).fill(spo2);
    const no = pad.getByRole('radio', { name: 'No' }).first(); // under its label, which moves when the log grows
    while (!(await no.isChecked())) await no.click({ force: true });
    await press('Record vitals');
    await shows(new RegExp(`${systolic}/78.*SpO₂ ${spo2}`));
  }

  it('shows who is with the patient, what is drawn, and who takes them home', async () => {
    await shows('With the patient');
    await shows(/56 mg esketamine, lot ESK-7714/);
    await shows(/Maren Hartmann takes the patient home/);
    await isAccessible();
  });

  it('passes the gate by the rules of the clinic, and the dose is released and given there', async () => {
    const release = nina.getByRole('button', { name: 'Release the dose' });
    for (let tries = 0; tries < 10 && !(await release.isVisible()); tries++) {
      await press(/^Evaluate/); // her own sign of life may reach the clinic a moment after her first tap
      await release.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    await shows('Staff with the patient');
    await shows('Medicine from the clinic’s stock');
    await release.click();
    const dialog = nina.getByRole('dialog');
    await authenticatorOf(clinic, 'Nina').prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = nina.waitForResponse((response) => response.request().method() === 'POST');
      await dialog.getByRole('button', { name: 'Release the dose' }).click();
      return (await answer).ok();
    });
    await shows(/Released 56 mg/);
    await press('The dose is given');
    await shows('Discharge');
  });

  it('takes readings with an oximeter only, and asks again while pressure is not back', async () => {
    for (const number of [1, 2]) await quarter(number);
    await moveClock(clinic, { byMin: 10 });
    await read(150);
    await shows(/T\+5\d/);
    await moveClock(clinic, { byMin: 5 });
    await record('safety-check', { ...CALM, number: 3 });
    await moveClock(clinic, { byMin: 6 });
    await read(128);
    await shows(/T\+90/);
  });

  it('lets the patient go after two hours, into the hands of somebody by name', async () => {
    await moveClock(clinic, { byMin: 9 });
    await record('safety-check', { ...CALM, number: 4 });
    for (const number of [5, 6]) await quarter(number);
    await read(124);
    for (const number of [7, 8]) await quarter(number);
    await measure('122', '98');
    await press(/^Handed over/);
    await press('I confirm: fit for discharge');
    await isAccessible();
    await nina.getByRole('button', { name: 'Discharge', exact: true }).and(nina.locator(':enabled')).click();
    await shows(/Discharged at/);
  });

  it('has a form that is due, which a person fills in and prints', async () => {
    await nina.goto(`${clinic.url}/in-clinic`);
    await shows('Monitoring forms');
    await isAccessible();
    await nina.getByRole('link', { name: 'Leo Hartmann' }).last().click();
    await shows('What the session knows');
    await isAccessible();
    for (const label of await nina.locator('form select').all()) await label.selectOption({ index: 1 });
    await nina.getByLabel(/Under which number/).fill('RX-1');
    await press('I have sent it');
    await shows(/^Sent, as Nina Okafor said/);
  });
});
