import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser, Page } from 'playwright-core';
import { SetupService } from '#identity';
import { Config } from '#platform';
import { axeFindings, launchBrowser, newPhone } from '../support/browser.js';
import { type Clinic, makeClinic } from '../support/clinic.js';

jest.setTimeout(120_000);
const CAP_MS = 60_000;
const PASSWORD = 'eleven quiet lamps at noon';

describe('a new clinic, in a browser', () => {
  let clinic: Clinic;
  let app: NestFastifyApplication;
  let browser: Browser;
  let screen: Page;
  const before = { ...process.env };

  beforeAll(async () => {
    clinic = await makeClinic(); // nobody is in it, and nothing of it runs: the api is in this process
    const { DATABASE_URL, HEARTH_DATA_DIR, PORT } = clinic.env;
    Object.assign(process.env, { DATABASE_URL, HEARTH_DATA_DIR, PORT, PUBLIC_URL: `http://localhost:${PORT}` });
    const { makeApi } = await import('../../apps/api/server.js');
    app = await makeApi();
    app.useLogger(false);
    await app.listen(Number(PORT), '127.0.0.1');
    // As in production, which asks for https, and for a server that no test has: only what the set-up looks at.
    Object.assign(app.get(Config), { mode: 'production' });
    browser = await launchBrowser();
    screen = await (await newPhone(browser)).newPage();
    screen.setDefaultTimeout(CAP_MS);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await clinic?.stop();
    process.env = before;
  });

  it('gets its first admin by the token that the server prints: name, password, second factor; and once', async () => {
    const { PUBLIC_URL: address } = process.env;
    const token = await app.get(SetupService).begin();
    await screen.goto(`${address}/setup`);
    await screen.getByText('Open the whole address').waitFor();
    await screen.goto('about:blank');
    await screen.goto(`${address}/setup#${token}`);
    await screen.getByLabel('Your name').fill('Ida Berg');
    expect(new URL(screen.url()).hash).toBe('');
    await screen.getByLabel('E-mail address').fill('ida@clinic.example');
    await screen.getByLabel('New password').fill(PASSWORD);
    expect(await axeFindings(screen)).toEqual([]);
    await screen.getByRole('button', { name: 'Continue' }).click();
    await screen.getByRole('button', { name: 'Use an authenticator app instead' }).click();
    await screen.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    const secret = ((await screen.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
    const { Authenticator } = await import('../../tools/authenticator.mjs');
    await screen.getByLabel('The six digits that the app shows now').fill(await new Authenticator(secret).code());
    await screen.getByRole('button', { name: 'Use this app' }).click();
    await screen.getByRole('button', { name: 'I have kept them' }).click();
    await screen.waitForURL('**/schedule');
    await screen.goto(`${address}/setup#${token}`);
    await screen.getByText('This clinic has an admin already').waitFor();
  });
});
