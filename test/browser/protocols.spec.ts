import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, Visitor } from '../support/http.js';
import { reviewDay } from '../support/protocol-acts.js';

jest.setTimeout(300_000);
const CAP_MS = 30_000;
/** Where pictures of the pages go, if anybody wants to look at them. */
const PICTURES = process.env['SCREENSHOTS'];
const narrow = { viewport: { width: 360, height: 740 } };

describe('protocols on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  let database: pg.Client;
  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic, CAP_MS);
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
  }, 240_000);
  afterAll(async () => {
    await screens?.close();
    await database?.end();
    await clinic?.stop();
  });

  const idOf = async (name: string): Promise<string> =>
    (await database.query('SELECT id FROM person WHERE display_name LIKE $1', [`${name}%`])).rows[0].id;

  /** That it is usable as it stands: nothing that axe finds, and no scrolling to the side. */
  async function isSound(page: Page, name: string): Promise<void> {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    const fits = await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
    expect([name, fits]).toEqual([name, true]);
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `protocols-${name}.png`), fullPage: true });
  }

  /** Presses the button, and proves who it is. */
  async function prove(page: Page, who: string, words: string): Promise<void> {
    await page.getByRole('button', { name: words }).click();
    const dialog = page.getByRole('dialog', { name: words });
    await authenticatorOf(clinic, who).prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = page.waitForResponse(/step-up/);
      await dialog.getByRole('button', { name: words }).click();
      return (await answer).ok();
    });
    await dialog.waitFor({ state: 'hidden' });
  }

  async function attest(page: Page): Promise<void> {
    await page.getByLabel('Nobody else prescribes controlled substances').check();
    await page.getByRole('button', { name: 'Attest it' }).click();
    await page.getByText(/Yours holds until/).waitFor();
  }

  it('the medical director drafts the next version, sees what it changes, and publishes it', async () => {
    const helen = await screens.desktop('Helen', { colorScheme: 'dark' });
    await helen.goto(`${clinic.url}/protocols`);
    await helen.getByRole('button', { name: 'Draft the next version of Sublingual at home, weekly' }).click();
    await helen.getByLabel('Discharge after, min').fill('150');
    await helen.getByRole('button', { name: 'Keep the draft' }).click();
    await helen.getByRole('button', { name: 'What version 2 changes of version 1' }).click();
    await helen.getByText('session › discharge › at the earliest after, min:').waitFor();
    await isSound(helen, 'templates-1280-dark');
    await prove(helen, 'Helen', 'Publish version 2');
    await helen.getByText('Published, version 2').first().waitFor();
    const tom = await screens.phone('Tom', narrow);
    await tom.goto(`${clinic.url}/protocols`);
    await tom.getByText('You can read them.').waitFor();
    await isSound(tom, 'templates-360-light');
  });

  it('a protocol is drafted, signed, given a dose, and the next one signed by two; the patient reads the plan', async () => {
    const idaId = await idOf('Ida');
    await (await Visitor.named(clinic, 'Ida')).post(`/v1/patients/${idaId}/location`, { jurisdiction: 'US-NY' }).expect(201);
    await database.query(
      "INSERT INTO care_assignment (id, patient_id, person_id, reason, starts_at) VALUES (gen_random_uuid(), $1, $2, 'team', app_now() - interval '1 day')",
      [idaId, await idOf('Paul')],
    );
    const nina = await screens.desktop('Nina');
    await nina.goto(`${clinic.url}/patients/${idaId}/protocol`);
    await nina.getByLabel('Begin from').selectOption({ label: 'Sublingual at home, weekly, version 2' });
    await nina.getByLabel('Phase').selectOption('induction');
    await nina.getByLabel('Sessions', { exact: true }).fill('2');
    await nina.getByLabel('Days between two sessions, at least').fill('7');
    await nina.getByLabel('End-point review on').fill(reviewDay());
    await nina.getByLabel('What the patient wants to reach').fill('To sleep through the night.');
    await nina.getByLabel('Why this version').fill('The first, as spoken.');
    await nina.getByRole('button', { name: 'Keep the draft' }).click();
    await nina.getByRole('heading', { name: 'Draft, version 1' }).waitFor();
    await isSound(nina, 'draft-1280-light');
    await prove(nina, 'Nina', 'Sign version 1');
    await nina.getByRole('heading', { name: 'Session 1' }).waitFor();

    await nina.getByRole('button', { name: 'Propose dose for session 1' }).click();
    expect(await nina.getByLabel('Dose in mg').inputValue()).toBe('');
    await nina.getByLabel('Dose in mg').fill('100');
    await nina.getByLabel('Why this dose').fill('A careful beginning.');
    await nina.getByRole('button', { name: 'Propose it' }).click();
    await prove(nina, 'Nina', 'Sign 100 mg for session 1');
    await nina.getByText('You have not looked yet: attest it below').waitFor();
    await attest(nina);
    await prove(nina, 'Nina', 'Sign 100 mg for session 1');
    await nina.getByRole('heading', { name: 'Session 1: 100 mg' }).waitFor();

    await nina.getByRole('button', { name: 'Propose dose for session 2' }).click();
    await nina.getByLabel('Dose in mg').fill('160');
    await nina.getByLabel('Why this dose').fill('Hardly anything was felt.');
    await nina.getByRole('button', { name: 'Propose it' }).click();
    await nina.getByText('another prescriber has to sign, too').first().waitFor();
    await prove(nina, 'Nina', 'Sign 160 mg for session 2');
    await nina.getByText('1 of 2 signatures.').waitFor();
    await isSound(nina, 'doses-1280-light');

    const paul = await screens.phone('Paul', { ...narrow, colorScheme: 'dark' });
    await paul.goto(`${clinic.url}/patients/${idaId}/protocol`);
    await isSound(paul, 'doses-360-dark');
    await attest(paul);
    await prove(paul, 'Paul', 'Sign 160 mg for session 2');
    await paul.getByRole('heading', { name: 'Session 2: 160 mg' }).waitFor();
    await paul.getByText('Signed by Nina Okafor').first().click();
    await paul.getByText('The text is as it was signed.').first().waitFor();
    await isSound(paul, 'signed-360-dark');

    const ida = await screens.phone('Ida', narrow);
    await ida.goto(`${clinic.url}/home`);
    await ida.getByRole('heading', { name: 'Your plan' }).waitFor();
    await ida.getByText('Your plan has 2 sessions, at least 7 days apart.').waitFor();
    await isSound(ida, 'own-plan-360-light');
  });

  it('the medical director signs when a course of the clinic pauses', async () => {
    const helen = await screens.phone('Helen', narrow);
    await helen.goto(`${clinic.url}/protocols`);
    await helen.getByText('Change the limits').click();
    await helen.getByLabel(/^Days without a dose, more than/).fill('45');
    await helen.getByLabel('Why these limits').fill('Six weeks are a new beginning.');
    await isSound(helen, 'pause-limits-360-light');
    await prove(helen, 'Helen', 'Sign these limits');
    await helen.getByText(/^Version 2, .*Six weeks are a new beginning\./).waitFor();
  });

  it('a therapist asks, in words and without a number', async () => {
    const samId = await idOf('Sam');
    const tom = await screens.desktop('Tom');
    await tom.goto(`${clinic.url}/patients/${samId}/protocol`);
    await tom.getByLabel('What you ask for').selectOption('lower');
    await tom.getByLabel('Why you ask').fill('He was afraid in the last session.');
    await tom.getByRole('button', { name: 'Ask the prescriber' }).click();
    await tom.getByText('He was afraid in the last session.', { exact: true }).waitFor();
    expect(await tom.getByRole('button', { name: /^(Sign \d|Sign version|Propose)/ }).count()).toBe(0);
    await isSound(tom, 'therapist-1280-light');
  });

  it('a programme is published, a prescriber records what is on file and begins it, and the patient reads what comes next', async () => {
    const helen = await screens.desktop('Helen');
    await helen.goto(`${clinic.url}/programmes`);
    await helen.getByRole('button', { name: 'Draft the next version of Six guided sessions' }).click();
    await helen.getByLabel('Sessions', { exact: true }).fill('5');
    await helen.getByRole('button', { name: 'Keep the draft' }).click();
    await helen.getByRole('button', { name: 'What version 2 changes of version 1' }).click();
    await helen.getByText('sessions:').waitFor();
    await isSound(helen, 'programmes-1280-light');
    await prove(helen, 'Helen', 'Publish version 2');
    await helen.getByText('Published, version 2').first().waitFor();

    const june = await screens.phone('June', { ...narrow, colorScheme: 'dark' });
    await june.goto(`${clinic.url}/home`);
    await june.getByRole('heading', { name: 'Esketamine in the clinic' }).waitFor();
    await june.getByText('Your prescriber enrols you in the safety programme of the medicine.').waitFor();
    await isSound(june, 'programme-own-360-dark');

    const nina = await screens.phone('Nina', narrow);
    await nina.goto(`${clinic.url}/patients/${await idOf('June')}/chart`);
    await nina.getByText('On file first: Enrolment in the risk programme of esketamine (REMS)').waitFor();
    await nina.getByRole('button', { name: 'It is on file' }).click();
    await nina.getByRole('button', { name: 'Begin the programme' }).click();
    await nina.getByText('A protocol of this programme is to be signed').waitFor();
    await isSound(nina, 'programme-chart-360-light');

    const ana = await screens.phone('Ana', narrow);
    await ana.goto(`${clinic.url}/home`);
    await ana.getByText('You are at session 2 of 4.').waitFor();
    const tom = await screens.phone('Tom', { ...narrow, colorScheme: 'dark' });
    await tom.goto(`${clinic.url}/programmes`);
    await tom.getByText('You can read them.').waitFor();
    await isSound(tom, 'programmes-360-dark');
  });
});
