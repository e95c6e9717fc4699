import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(240_000);
const NARROW = { viewport: { width: 360, height: 780 } };

describe('a companion who cannot come', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let screens: Screens;

  beforeAll(async () => {
    clinic = await startClinic();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    screens = await Screens.of(clinic);
  }, 180_000);
  afterAll(async () => {
    await screens?.close();
    await database?.end();
    await clinic?.stop();
  });

  const mia = () => clinic.links.find(({ name }) => name === 'mia') as unknown as { sessionId: string; path: string };
  const one = async (text: string, ...values: unknown[]) => (await database.query(text, values)).rows[0];

  /** What opening a link of one's own comes to: a sign-in for this one session. */
  async function signedInAs(page: Page, personId: string): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    await database.query(
      `INSERT INTO sign_in (id, token_hash, person_id, session_scope, assurance, expires_at)
       VALUES ($1, $2, $3, $4, 'full', now() + interval '12 hours')`,
      [randomUUID(), createHash('sha256').update(token).digest(), personId, mia().sessionId],
    );
    await page.context().addCookies([{ name: 'hearth', value: token, url: clinic.url }]);
  }

  async function look(page: Page, name: string): Promise<void> {
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect([name, overflow <= 0]).toEqual([name, true]);
  }

  it('says so; the backup takes over on their own phone, and the first one sees who is there', async () => {
    const omar = await screens.desktop('Omar');
    const { patient_id: patientId } = await one('SELECT patient_id FROM dosing_session WHERE id = $1', mia().sessionId);
    await omar.goto(`${clinic.url}/preparation/${patientId}`);
    await omar.getByText('Somebody else: comes when that one cannot').click();
    await omar.getByLabel('Name (backup)').fill('Bo Backup');
    await omar.getByLabel('Telephone (backup)').fill('+1 303 555 0191');
    await look(omar, 'name-backup');
    await omar.getByRole('button', { name: 'Enter as backup' }).press('Enter');
    await omar.getByText('Bo Backup, +1 303 555 0191').waitFor();
    const { id: boId } = await one("SELECT id FROM person WHERE display_name = 'Bo Backup'");
    const hasLink = () => one('SELECT 1 FROM chaperone_link WHERE person_id = $1', boId);
    while (!(await hasLink())) await new Promise((resolve) => setTimeout(resolve, 100));

    const [nils, bo] = [await screens.phone('Omar', NARROW), await screens.phone('Omar', { ...NARROW, colorScheme: 'dark' })];
    await nils.context().clearCookies();
    await nils.goto(`${clinic.url}${mia().path}`);
    await nils.getByRole('button', { name: 'Yes, that is me' }).click();
    await nils.getByRole('button', { name: 'I cannot come' }).click();
    await look(nils, 'cannot-come');
    await nils.getByRole('dialog').getByRole('button', { name: 'I cannot come' }).press('Enter');
    await nils.getByText('The clinic knows that you cannot come').waitFor();

    await bo.context().clearCookies();
    await signedInAs(bo, boId);
    await bo.goto(`${clinic.url}/chaperone/duty`);
    await bo.getByRole('heading', { name: 'Can you come to Mia?' }).waitFor();
    await look(bo, 'can-you-come');
    await bo.getByRole('button', { name: 'I can come' }).press('Enter');
    await bo.waitForURL(/\/chaperone\/session$/);
    await nils.getByRole('heading', { name: 'Somebody else is there now' }).waitFor();
    await nils.getByText('Bo stays with Mia.').waitFor();
    await look(nils, 'relieved');

    await omar.goto(`${clinic.url}/board/${mia().sessionId}`);
    await omar.getByText('Another companion is on duty').first().waitFor();
    await omar.getByText('Bo Backup').first().waitFor();
    await look(omar, 'session-after-relief');
  });
});
