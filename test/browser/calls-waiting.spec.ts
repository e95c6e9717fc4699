import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, FAKE_DEVICES, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { moveClock, openSignIn } from '../support/http.js';
import { TurnServer } from '../support/turn-server.mjs';
import { bookVideo, seesMoving, watchConnections } from '../support/video.js';

jest.setTimeout(180_000);
/** A cap for what hangs; shorter than the time after which lists look by themselves. */
const CAP_MS = 40_000;
const IN = { patient: 'Rosa', therapist: 'Tom', prescriber: 'Nina' } as const;
const narrow = { viewport: { width: 360, height: 740 } };

describe('waiting for a video call, on the screen', () => {
  let clinic: Clinic;
  let turn: TurnServer;
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  beforeAll(async () => {
    turn = await TurnServer.start();
    clinic = await startClinic({ env: { TURN_URLS: turn.url, TURN_SECRET: turn.secret } });
    browser = await launchBrowser(FAKE_DEVICES);
  }, 180_000);
  afterEach(async () => {
    for (const context of contexts) await context.close();
    contexts = [];
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    await turn?.stop();
  });

  async function screen(opening: Promise<BrowserContext>, who?: string): Promise<Page> {
    const context = await opening;
    contexts.push(context);
    context.setDefaultTimeout(CAP_MS);
    if (who) await context.addCookies([{ name: 'hearth', value: await openSignIn(clinic, who), url: clinic.url }]);
    const page = await context.newPage();
    await watchConnections(page);
    return page;
  }
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
  async function isSound(page: Page): Promise<void> {
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  }

  it('goes on without the page: the patient is told to come, and comes; whoever leads the call sees at once that they wait', async () => {
    const id = await bookVideo(clinic, IN);
    const tom = await screen(newDesktop(browser, { colorScheme: 'dark' }), 'Tom');
    await tom.goto(`${clinic.url}/visits`);
    await tom.getByRole('heading', { name: 'Video calls' }).waitFor();
    const rosa = await screen(newPhone(browser, narrow), 'Rosa');
    await rosa.goto(`${clinic.url}/call/${id}`);
    await rosa.getByText(/Tom Brandt, therapist \(licensed clinical social worker\)/).waitFor();
    await rosa.getByText(/Nina Okafor, prescriber \(nurse practitioner\), licensed in/).waitFor();
    await press(rosa, 'Come in');
    await tom.getByText('The patient is waiting for you.').waitFor();
    await press(rosa, 'Send me a message when you are ready');
    await rosa.getByRole('heading', { name: 'We tell you when they are ready' }).waitFor();
    await isSound(rosa);
    await isSound(tom);
    await tom.goto(`${clinic.url}/call/${id}`);
    await press(tom, 'Open the call');
    await tom.getByText('Rosa Marin waits elsewhere, and wants to be told.').waitFor();
    await isSound(tom);
    await press(tom, 'Tell Rosa Marin that you are ready');
    await tom.getByText('Rosa Marin was told to come.').waitFor();
    await rosa.getByRole('heading', { name: 'They are ready for you' }).waitFor();
    await isSound(rosa);
    await press(rosa, 'Come in');
    await press(tom, 'Let Rosa Marin in');
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, CAP_MS)));
  });

  it('is where a link of a message leads, also for whoever has to sign in first', async () => {
    const id = await bookVideo(clinic, IN);
    const rosa = await screen(newPhone(browser, narrow));
    await rosa.goto(`${clinic.url}/call/${id}`);
    await rosa.getByText('Sign in as Rosa Marin').click();
    await rosa.waitForURL(`**/call/${id}`);
    await rosa.getByRole('heading', { name: 'Video call', exact: true }).waitFor();
  });

  it('leads a companion from the page of their link into the call of the session', async () => {
    const link = clinic.links.find(({ name }) => name === 'mia') as unknown as { path: string; sessionId: string };
    const nils = await screen(newPhone(browser, { ...narrow, colorScheme: 'dark' }));
    await nils.goto(clinic.url + link.path);
    await press(nils, 'Yes, that is me');
    await moveClock(clinic, { byMin: 7 });
    const opening = nils.context().waitForEvent('page');
    await nils.getByRole('link', { name: /Video call/ }).click();
    const call = await opening;
    await press(call, 'Come in');
    await call.getByRole('heading', { name: 'Waiting room' }).waitFor();
    expect(await call.getByRole('button', { name: 'Send me a message when you are ready' }).count()).toBe(0);
    await isSound(call);
    const nina = await screen(newDesktop(browser), 'Nina');
    await nina.goto(`${clinic.url}${new URL(call.url()).pathname}`);
    await press(nina, 'Open the call');
    await press(nina, 'Let Nils Lindqvist in');
    await seesMoving(nina, 1, CAP_MS);
    await call.getByText(/You are in the call/).waitFor();
    await end(link.sessionId);
    await call.getByRole('heading', { name: 'There is no call here for you' }).waitFor();
  });

  /** The companion's link is taken back. */
  async function end(sessionId: string): Promise<void> {
    const database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    await database.query('UPDATE chaperone_link SET revoked_at = app_now() WHERE session_id = $1', [sessionId]);
    await database.end();
  }

  it('ends for a patient whose screen goes, and whoever is in the call reads how to reach them', async () => {
    const id = await bookVideo(clinic, IN);
    const rosa = await screen(newPhone(browser), 'Rosa');
    await rosa.goto(`${clinic.url}/call/${id}`);
    await press(rosa, 'Come in');
    const tom = await screen(newDesktop(browser), 'Tom');
    await tom.goto(`${clinic.url}/call/${id}`);
    await press(tom, 'Open the call');
    await press(tom, 'Let Rosa Marin in');
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, CAP_MS)));
    await rosa.close();
    const reach = tom.getByRole('region', { name: 'Reach the patient' });
    await reach.getByText('Telephone Rosa Marin').waitFor();
    await reach.getByText('telephone Luis Marin, the companion').waitFor();
    expect(await reach.getByRole('link').count()).toBeGreaterThanOrEqual(2); // of the companion, and the emergency line there
    await isSound(tom);
  });
});
