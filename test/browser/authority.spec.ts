import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { CLEAR_TODAY } from '../support/clear-today.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, moveClock, quieten, Visitor } from '../support/http.js';

jest.setTimeout(180_000);
const NARROW = { viewport: { width: 360, height: 780 } };
const CALM = { systolicMmHg: 124, diastolicMmHg: 79, heartRateBpm: 71, hasSymptoms: false };

describe('authority on the day, on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  let sessionId: string;
  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
    ({ sessionId } = clinic.links.find(({ name }) => name === 'mia') as unknown as { sessionId: string });
  }, 120_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** Nothing of it keeps people with disabilities out, and nothing is wider than the screen. */
  async function look(page: Page, name: string): Promise<void> {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, overflow <= 0]).toEqual([name, true]);
  }

  /** Mia’s companion is there and has measured: what is left is the clinic’s. */
  async function everythingElseIsDone(): Promise<void> {
    await moveClock(clinic, { byMin: 7 });
    const { visitor } = await Visitor.chaperoneOf(clinic, 'mia');
    for (const [type, payload] of [
      ['arrival', {}],
      ['vitals', CALM],
    ] as const) {
      const entry = { id: randomUUID(), type, payload, happenedAt: await clinicTime(clinic) };
      await visitor.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).expect(201);
    }
    const nina = await Visitor.named(clinic, 'Nina');
    for (const [type, payload] of [
      ['today-answers', CLEAR_TODAY],
      ['identity-confirmed', {}],
    ] as const) {
      const entry = { id: randomUUID(), type, payload, happenedAt: await clinicTime(clinic) };
      await nina.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).expect(201);
    }
  }

  const item = (nina: Page, words: RegExp) =>
    nina.getByRole('listitem').filter({ hasText: 'Licensed where the patient is' }).getByText(words);
  async function evaluateUntil(nina: Page, done: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 15 && !(await done()); tries++) {
      await nina.getByRole('button', { name: /^Evaluate/ }).click();
      await nina.waitForResponse((response) => response.url().endsWith('/gate')).catch(() => undefined);
      await nina.waitForTimeout(300);
    }
    expect(await done()).toBe(true);
  }

  it('a registration is ended: what breaks is listed, the gate closes, and opens once it is renewed', async () => {
    const ada = await screens.desktop('Ada');
    await ada.goto(`${clinic.url}/licences`);
    await ada.getByRole('heading', { name: 'Who loses what' }).waitFor();
    await ada.getByRole('heading', { name: 'Nina Okafor' }).waitFor();
    await look(ada, 'losses');
    await ada.getByRole('button', { name: /^End the registration with the DEA.* for Colorado$/ }).click();
    await ada.getByLabel('Why').selectOption('surrendered');
    await ada.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await ada.getByText('for Colorado has ended').waitFor();

    await ada.goto(`${clinic.url}/at-risk`);
    await ada
      .getByText(/Nina.* may not prescribe for it/)
      .first()
      .waitFor();
    await look(ada, 'at-risk');

    await everythingElseIsDone();
    const nina = await screens.desktop('Nina', { colorScheme: 'dark' });
    await nina.goto(`${clinic.url}/board/${sessionId}`);
    const closed = item(nina, /registration with the DEA for it that was ended\. No dose today/);
    await evaluateUntil(nina, () => closed.isVisible());
    expect(await nina.getByRole('button', { name: 'Release the dose' }).count()).toBe(0);
    await look(nina, 'gate-closed');

    await ada.goto(`${clinic.url}/licences`);
    await ada.getByRole('button', { name: 'Enter a licence of Nina' }).click();
    await ada.getByLabel('State or province').selectOption('US-CO');
    await ada.getByLabel('Kind').selectOption('dea-registration');
    await ada.getByLabel('Number').fill('DEMO-RENEWED');
    await ada.getByLabel('Valid from').fill('2026-01-01');
    await ada.getByLabel('Last day').fill('2190-12-31');
    await ada.getByRole('button', { name: 'I have looked it up: enter it' }).click();
    await ada.getByText('for Colorado is entered').waitFor();

    const release = nina.getByRole('button', { name: 'Release the dose' });
    await evaluateUntil(nina, () => release.isVisible());
    await item(nina, /Everybody of the session may do their part/).waitFor();
  });

  it('a basis in law and the rule of a state are entered; a date shows who loses what', async () => {
    const ada = await screens.phone('Ada', { ...NARROW, colorScheme: 'dark' });
    await ada.goto(`${clinic.url}/legal-bases`);
    await ada.getByRole('heading', { name: 'Basis in law', level: 1 }).waitFor();
    await ada.getByText('90 FR 61301').waitFor();
    await look(ada, 'bases-phone-dark');
    await ada.getByRole('button', { name: 'Change the rule of Colorado' }).click();
    await ada.getByLabel(/needs an agreement with a physician/).check();
    await ada.getByLabel('Where you have looked it up').fill('Made up for a test');
    await look(ada, 'rule-phone-dark');
    await ada.getByRole('button', { name: 'Enter it' }).click();
    await ada.getByText('The rule of Colorado is entered.').waitFor();
    await ada.getByText(/Made up for a test · Ada/).waitFor();
    await ada.getByRole('button', { name: 'Enter a basis for everybody' }).click();
    await ada.getByLabel('Kind').selectOption('other');
    await ada.getByLabel('The rule that it rests on').fill('A rule of a test');
    await ada.getByLabel('Valid from').fill('2026-01-01');
    await ada.getByLabel('Last day').fill('2190-12-31');
    await ada.getByRole('button', { name: 'Enter it' }).click();
    await ada.getByText('A rule of a test').waitFor();
    await ada.goto(`${clinic.url}/licences`);
    await ada.getByLabel('After this day').fill('2189-12-31');
    await ada
      .getByText(/Nina.*, who prescribes in New York, has a licence there that is over/)
      .first()
      .waitFor();
    await look(ada, 'losses-phone-dark');
  });

  it('a prescriber attests a look at the monitoring programme, and an examination', async () => {
    const nina = await screens.phone('Nina', NARROW);
    await nina.goto(`${clinic.url}/assessments`);
    await nina
      .getByRole('link', { name: /Mia Lindqvist/ })
      .first()
      .click();
    await nina.getByRole('heading', { name: 'Monitoring programme' }).waitFor();
    const looks = nina.getByText(/: Nina Okafor, Colorado/);
    await looks.first().waitFor(); // before she signed the first doses
    await nina.getByLabel('Nobody else prescribes controlled substances').check();
    await nina.getByRole('button', { name: 'Attest it' }).click();
    await looks.nth(1).waitFor();
    await nina.getByText(/Yours holds until/).waitFor();
    await nina.getByRole('button', { name: 'I have examined the patient' }).click();
    await nina.getByLabel('On', { exact: true }).fill('2026-11-02');
    await nina.getByLabel('It counts until').fill('2189-11-02');
    await look(nina, 'pdmp-phone');
    await nina.getByRole('button', { name: 'Record it' }).click();
    await nina.getByText('counts until 2189-11-02').waitFor();
  });

  it('a patient is asked on the page of the session where they are, once a day', async () => {
    await quieten(clinic.databaseUrl);
    await moveClock(clinic, { byMin: 24 * 60 });
    const mia = await screens.phone('Mia', NARROW);
    await mia.goto(`${clinic.url}/session/${sessionId}`);
    await mia.getByLabel(/Where are you today/).selectOption('US-CO');
    await look(mia, 'place-first');
    await mia.getByRole('button', { name: 'Save' }).click();
    await mia.getByLabel(/Where are you today/).waitFor({ state: 'detached' });
  });
});
