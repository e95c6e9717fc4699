import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { APPOINTMENT_PAGE, authenticatorOf, linkFor, openSignIn, Visitor } from '../support/http.js';

jest.setTimeout(240_000);
const CAP_MS = 60_000;
const PASSWORD = 'eleven quiet lamps at noon';
const CODE = 'Code from your authenticator app';
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** Where somebody who wants to look at the pages finds them; nowhere unless asked for. */
const PICTURES = process.env['PICTURES'];

describe('signing in, in a browser', () => {
  let clinic: Clinic;
  let database: pg.Client;
  let browser: Browser;
  let address: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    clinic = await startClinic();
    address = `http://localhost:${new URL(clinic.url).port}`; // passkeys need a name: no number is one
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    browser = await launchBrowser();
    if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  }, 240_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await database?.end();
    await clinic?.stop();
  });

  async function page(opening: Promise<BrowserContext>): Promise<Page> {
    const context = await opening;
    context.setDefaultTimeout(CAP_MS);
    contexts.push(context);
    return context.newPage();
  }
  /** A platform authenticator as a laptop has it: it holds passkeys, and has just seen its person's finger. */
  async function withAuthenticator(screen: Page): Promise<CDPSession> {
    const devtools = await screen.context().newCDPSession(screen);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return devtools;
  }
  const enterAs = async (screen: Page, name: string) =>
    screen.context().addCookies([{ name: 'hearth', value: await openSignIn(clinic, name), url: address }]);
  const press = (screen: Page, name: string | RegExp) => screen.getByRole('button', { name, exact: true }).first().click();
  const shows = (screen: Page, text: string | RegExp) => screen.getByText(text).first().waitFor();
  async function look(screen: Page, name: string): Promise<void> {
    if (PICTURES) await screen.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    expect(await axeFindings(screen)).toEqual([]);
  }

  it('asks staff for a code after the password, and shows it in the demo', async () => {
    const screen = await page(newPhone(browser));
    await screen.goto(`${address}/sign-in`);
    await shows(screen, 'Sign in as Nina Okafor');
    await look(screen, 'sign-in-phone');
    const { email, password } = clinic.signIns.find(({ name }) => name.startsWith('Omar'))!;
    await screen.getByLabel('E-mail address').fill(email);
    await screen.getByLabel('Password', { exact: true }).fill(password);
    await press(screen, 'Sign in');
    await screen.getByLabel(CODE).waitFor();
    await shows(screen, 'Demo: Omar’s app shows');
    await look(screen, 'second-factor-phone');
    await screen.getByLabel(CODE).fill('000000');
    await press(screen, 'Continue');
    await shows(screen, 'That did not prove that it is you');
    await press(screen, 'Use it');
    await press(screen, 'Continue');
    await screen.waitForURL('**/board');
  });

  it('enrols a passkey after a code, and then signs in with it alone', async () => {
    const screen = await page(newDesktop(browser, { colorScheme: 'dark' }));
    await withAuthenticator(screen);
    await enterAs(screen, 'Nina');
    await screen.goto(`${address}/account`);
    await shows(screen, 'How you sign in');
    await look(screen, 'account-dark');
    await press(screen, 'Add a passkey');
    await screen
      .getByRole('dialog')
      .getByLabel(CODE)
      .fill(await authenticatorOf(clinic, 'Nina').code());
    await look(screen, 'step-up-dark');
    await press(screen, 'Continue');
    await press(screen, 'Make a passkey');
    await shows(screen, 'Keep these recovery codes');
    await look(screen, 'recovery-codes-dark');
    await press(screen, 'I have kept them');
    await shows(screen, 'Passkey: This device');
    await press(screen, 'Sign out');
    await screen.waitForURL('**/sign-in');
    await press(screen, 'Sign in with a passkey');
    await screen.waitForURL('**/board');
  });

  it('invites a clinician, who makes an account with password and authenticator app', async () => {
    const [ada, noor] = [await page(newDesktop(browser)), await page(newPhone(browser))];
    await enterAs(ada, 'Ada');
    await ada.goto(`${address}/invitations`);
    await ada.getByLabel('As').selectOption('prescriber');
    await ada.getByLabel('Name').fill('Noor Saleh');
    await ada.getByLabel('E-mail address').fill('wren@demo.example');
    await press(ada, 'Send the invitation');
    await ada
      .getByRole('dialog')
      .getByLabel(CODE)
      .fill(await authenticatorOf(clinic, 'Ada').code());
    await press(ada, 'Invite');
    await shows(ada, /Not accepted yet/);
    await look(ada, 'invitations');
    await noor.goto(address + (await linkFor(clinic, 'wren@demo.example')));
    await shows(noor, 'Welcome, Noor');
    expect(new URL(noor.url()).hash).toBe('');
    await press(noor, 'Use a password instead');
    await noor.getByLabel('New password').fill('noor saleh noor');
    await press(noor, 'Make my account');
    await shows(noor, 'made of your own name');
    await noor.getByLabel('New password').fill(PASSWORD);
    await press(noor, 'Make my account');
    await press(noor, 'Use an authenticator app instead');
    await noor.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    await look(noor, 'authenticator-phone');
    const secret = ((await noor.locator('code').first().textContent()) ?? '').replaceAll(' ', '');
    const { Authenticator } = await import('../../tools/authenticator.mjs');
    await noor.getByLabel('The six digits that the app shows now').fill(await new Authenticator(secret).code());
    await press(noor, 'Use this app');
    await shows(noor, 'Keep these recovery codes');
    await press(noor, 'I have kept them');
    await noor.waitForURL('**/board');
  });

  it('makes an account with a passkey and no password', async () => {
    const ada = await Visitor.named(clinic, 'Ada');
    const invited = { email: 'pia@demo.example', displayName: 'Pia Holm', role: 'patient', zone: 'UTC' };
    await ada.post('/v1/invitations', invited).expect(201);
    const pia = await page(newPhone(browser));
    await withAuthenticator(pia);
    await pia.goto(address + (await linkFor(clinic, invited.email)));
    await shows(pia, 'Welcome, Pia');
    await look(pia, 'welcome-passkey-phone');
    await press(pia, 'Make my account');
    await shows(pia, 'Keep these recovery codes');
    await press(pia, 'I have kept them');
    await pia.waitForURL('**/home');
    await pia.context().clearCookies();
    await pia.goto(`${address}/sign-in`);
    await press(pia, 'Sign in with a passkey');
    await pia.waitForURL('**/home');
  });

  it('opens the page of one appointment by the link in a message, and hears two things there, without a sign-in', async () => {
    const mia = await page(newPhone(browser));
    await mia.goto(address + (await linkFor(clinic, 'mia@demo.example', APPOINTMENT_PAGE)));
    await shows(mia, 'What to have ready');
    expect(new URL(mia.url()).hash).toBe('');
    await shows(mia, 'Nina Okafor, prescriber');
    expect(
      await mia
        .getByRole('region', { name: /Whom to call/ })
        .getByRole('link')
        .count(),
    ).toBeGreaterThan(1);
    await look(mia, 'appointment-phone');
    await press(mia, 'I will be there');
    await shows(mia, 'You have told us that you will be there');
    await press(mia, 'I am running late');
    await press(mia, '10');
    await shows(mia, /about 10 minutes late/);
    await mia.reload();
    await shows(mia, /about 10 minutes late/);
    await look(mia, 'appointment-said-phone');
    expect((await mia.context().cookies()).filter(({ name }) => name.startsWith('hearth'))).toEqual([]);
    await mia.goto(`${address}/home`);
    await mia.waitForURL('**/sign-in');
    const nina = await page(newDesktop(browser));
    await enterAs(nina, 'Nina');
    await nina.goto(`${address}/board`);
    await shows(nina, /says they are about 10 min late/);
    const stranger = await page(newPhone(browser, { colorScheme: 'dark' }));
    await stranger.goto(`${address}/appointment#${'made-up'.repeat(6)}`);
    await shows(stranger, 'This link does not open anything');
    await look(stranger, 'appointment-unknown-dark');
  });

  it('gives another password by e-mail to a patient who has forgotten theirs', async () => {
    const screen = await page(newPhone(browser, { colorScheme: 'dark' }));
    await screen.goto(`${address}/forgotten`);
    await screen.getByLabel('E-mail address').fill('rosa@demo.example');
    await look(screen, 'forgotten-dark');
    await press(screen, 'Send the link');
    await shows(screen, /an e-mail is on its way/);
    await screen.goto(address + (await linkFor(clinic, 'rosa@demo.example')));
    await screen.getByLabel('New password').fill(PASSWORD);
    await look(screen, 'reset-dark');
    await press(screen, 'Change the password');
    await shows(screen, 'Your password is changed');
    await screen.getByRole('link', { name: 'Sign in' }).click();
    await screen.getByLabel('E-mail address').fill('rosa@demo.example');
    await screen.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press(screen, 'Sign in');
    await screen.waitForURL('**/home');
  });

  it('locks a screen that nobody touches, keeps its watch, and opens again by the password', async () => {
    const tom = await page(newDesktop(browser));
    await tom.clock.install();
    await enterAs(tom, 'Tom');
    const { sessionId } = clinic.links.find(({ name }) => name === 'sam') as unknown as { sessionId: string };
    await tom.goto(`${address}/board/${sessionId}`);
    await shows(tom, 'Sam Ellery');
    const seen = async () =>
      (
        await database.query(
          "SELECT max(seen_at) AS at FROM session_watch w JOIN person p ON p.id = w.person_id WHERE display_name = 'Tom Brandt'",
        )
      ).rows[0].at?.getTime() ?? 0;
    await tom.clock.fastForward('15:30');
    await shows(tom, 'This screen is locked');
    expect(await tom.getByText('Sam Ellery').first().isVisible()).toBe(false);
    await look(tom, 'locked');
    const before = await seen();
    for (let tries = 0; tries < 60 && (await seen()) === before; tries++) {
      await tom.clock.runFor(5_000);
      await pause(500);
    }
    expect(await seen()).toBeGreaterThan(before);
    await press(tom, 'Use the password');
    await tom.getByLabel('Your password').fill(clinic.signIns[0]!.password);
    await press(tom, 'Unlock');
    await tom.getByText('Sam Ellery').first().waitFor({ state: 'visible' });
  });
});
