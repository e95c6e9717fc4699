import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, FAKE_DEVICES, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, type ServerName, startClinic } from '../support/clinic.js';
import { openSignIn } from '../support/http.js';
import { TurnServer } from '../support/turn-server.mjs';
import { bookVideo, received, seesMoving, watchConnections } from '../support/video.js';

jest.setTimeout(180_000);
/** A cap for what hangs. */
const CAP_MS = 40_000;
/** P22: media is back, or the page says that it is lost; `npm run prove` measures it. */
const P22_MS = process.env['PROVE'] ? 25_000 : CAP_MS;
/** How often both begin at once; `npm run prove` asks for more. */
const GLARES = process.env['PROVE'] ? 20 : 2;
const IN = { patient: 'Rosa', therapist: 'Tom', prescriber: 'Nina' } as const;

describe('video calls, on the screen', () => {
  let clinic: Clinic;
  let turn: TurnServer;
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  beforeAll(async () => {
    turn = await TurnServer.start();
    clinic = await startClinic({ apis: 2, worker: 'separate', env: { TURN_URLS: turn.url, TURN_SECRET: turn.secret } });
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

  /** The call's page of somebody. @param api which process their browser speaks with */
  async function open(
    who: string,
    appointmentId: string,
    opening: Promise<BrowserContext>,
    api: ServerName = 'api',
  ): Promise<Page> {
    const context = await opening;
    contexts.push(context);
    context.setDefaultTimeout(CAP_MS);
    await context.addCookies([{ name: 'hearth', value: await openSignIn(clinic, who), url: clinic.urlOf(api) }]);
    return openTab(context, appointmentId, api);
  }
  async function openTab(context: BrowserContext, appointmentId: string, api: ServerName = 'api'): Promise<Page> {
    const page = await context.newPage();
    await watchConnections(page);
    await page.goto(`${clinic.urlOf(api)}/call/${appointmentId}`);
    return page;
  }
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  /** Patient and therapist in a call, at two processes. */
  async function begin() {
    const id = await bookVideo(clinic, IN);
    const rosa = await open('Rosa', id, newPhone(browser));
    await press(rosa, 'Come in');
    await rosa.getByRole('heading', { name: 'Waiting room' }).waitFor();
    const tom = await open('Tom', id, newDesktop(browser), 'api-2');
    await press(tom, 'Open the call');
    await press(tom, 'Let Rosa Marin in');
    await Promise.all([seesMoving(rosa, 1, CAP_MS), seesMoving(tom, 1, CAP_MS)]);
    return { id, rosa, tom };
  }
  async function joinNina(id: string): Promise<Page> {
    const nina = await open('Nina', id, newDesktop(browser, { colorScheme: 'dark' }));
    await press(nina, 'Open the call');
    return nina;
  }

  it('show moving pictures to patient and two clinicians on every side, the last of whom comes late', async () => {
    const { id, rosa, tom } = await begin();
    await rosa.getByText('You are in the call with Tom Brandt.').waitFor();
    const nina = await joinNina(id);
    await Promise.all([rosa, tom, nina].map((page) => seesMoving(page, 2, CAP_MS)));
    for (const page of [rosa, tom, nina]) {
      const { bytes, senders } = await received(page);
      expect([senders, bytes > 20_000]).toEqual([2, true]);
    }
    // nobody learns where the patient is: all of theirs goes through the relay
    expect(new Set((await received(rosa)).paths)).toEqual(new Set(['relay']));
    await rosa
      .getByText(/Nina .*prescriber/)
      .first()
      .waitFor();
    for (const page of [rosa, tom, nina]) expect(await axeFindings(page)).toEqual([]);
    await press(rosa, 'Mute');
    await press(rosa, 'Camera off');
    await tom.getByText('Camera is off. You hear each other.').waitFor();
    await press(rosa, 'Camera on');
    await seesMoving(tom, 2, CAP_MS);
  });

  it('are at the same place after a refresh, and a second tab takes over, of which the first tells', async () => {
    const { id, rosa, tom } = await begin();
    await rosa.reload();
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, CAP_MS)));
    const second = await openTab(rosa.context(), id);
    await rosa.getByRole('heading', { name: 'You are in this call on another screen' }).waitFor();
    await Promise.all([second, tom].map((page) => seesMoving(page, 1, CAP_MS)));
    await press(rosa, 'Go on here instead');
    await second.getByRole('heading', { name: 'You are in this call on another screen' }).waitFor();
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, CAP_MS)));
  });

  it('come together although all begin at once, again and again', async () => {
    const { rosa, tom } = await begin();
    for (let round = 0; round < GLARES; round++) {
      await Promise.all([rosa.reload(), tom.reload()]);
      await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, P22_MS)));
    }
  });

  /** Moving pictures within the limit, or the page says that there are none; and then they come nevertheless. */
  const comesBack = (page: Page, withinMs: number) =>
    seesMoving(page, 1, withinMs).catch(async (late: Error) => {
      if (!(await page.getByText(/Video is lost; we keep trying/).count())) throw late;
      return seesMoving(page, 1, P22_MS);
    });

  it('come back after the relay was frozen for ten seconds, within the limit or saying that video is lost, and say meanwhile what is', async () => {
    const { rosa, tom } = await begin();
    turn.freeze();
    const began = performance.now();
    await rosa
      .getByText(/Reconnecting…|Connecting…|Picture and sound are lost/)
      .first()
      .waitFor();
    await rosa.waitForTimeout(10_000 - (performance.now() - began)); // as long as the relay is frozen
    turn.thaw();
    await Promise.all([rosa, tom].map((page) => comesBack(page, P22_MS - 10_000)));
  });

  it('say that video is lost, and whom to call, when the relay stays away; and come back with it', async () => {
    const { rosa, tom } = await begin();
    turn.freeze();
    await rosa.getByText(/Video is lost; we keep trying. Alerts and check-ins are still live/).waitFor({ timeout: P22_MS });
    await tom.getByText(/Video is lost; we keep trying/).waitFor({ timeout: P22_MS });
    expect(await axeFindings(rosa)).toEqual([]);
    turn.thaw();
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, P22_MS)));
  });

  it('go on while the process that brought them together is killed, and somebody who comes then finds them', async () => {
    const { id, rosa, tom } = await begin();
    await clinic.kill('api');
    await rosa.getByText(/This page has lost its line to the clinic/).waitFor();
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, CAP_MS)));
    clinic.start('api');
    await clinic.ready('api');
    await rosa.getByText(/This page has lost its line to the clinic/).waitFor({ state: 'detached' });
    const nina = await joinNina(id);
    await Promise.all([rosa, tom, nina].map((page) => seesMoving(page, 2, P22_MS)));
  });

  it('end for everybody and not for the visit: aftercare, and open again', async () => {
    const { rosa, tom } = await begin();
    await press(tom, 'End for everybody');
    await press(tom, 'End it');
    await rosa.getByRole('heading', { name: 'After the call' }).waitFor();
    await rosa.getByText('Be kind to yourself').waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    expect((await received(rosa)).senders).toBe(0);
    await press(tom, 'Open the call again');
    await press(rosa, 'Come in');
    await press(tom, 'Let Rosa Marin in');
    await Promise.all([rosa, tom].map((page) => seesMoving(page, 1, CAP_MS)));
    await press(rosa, 'Leave');
    await rosa.getByRole('button', { name: 'Come in' }).waitFor();
    await tom.getByText('has left').waitFor();
  });

  it('are found on one’s own page, and tried the day before; the clinic sees what came of it', async () => {
    const id = await bookVideo(clinic, { ...IN, kind: 'preparation', inMin: 24 * 60 });
    const rosa = await open('Rosa', id, newPhone(browser, { viewport: { width: 360, height: 740 } }));
    await rosa.goto(`${clinic.url}/home`);
    await rosa.getByRole('region', { name: 'Video calls' }).getByRole('link').last().click();
    await rosa.getByRole('heading', { name: 'Video call', exact: true }).waitFor();
    await rosa.goto(`${clinic.url}/call/${id}`);
    await rosa.getByText(/You can come in from/).waitFor();
    expect(await rosa.getByRole('button', { name: 'Come in' }).count()).toBe(0);
    await press(rosa, 'Try my device');
    await press(rosa, 'Yes, I see myself');
    await press(rosa, 'Go on');
    await press(rosa, 'Play');
    await press(rosa, 'Yes, I heard them');
    await rosa.getByText(/All is well: camera works, microphone works, hears sound, network works/).waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    expect(await rosa.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const tom = await open('Tom', id, newDesktop(browser));
    await tom.getByText(/Device, .*camera works, microphone works, hears sound, network works/).waitFor();
    await press(tom, '10 min');
    await tom.getByText('The patient is told that you are about 10 minutes late.').waitFor();
    expect(await axeFindings(tom)).toEqual([]);
  });

  it('are for nobody else: whoever has the link learns nothing of it', async () => {
    const id = await bookVideo(clinic, IN);
    const paul = await open('Paul', id, newDesktop(browser));
    await paul.getByRole('heading', { name: 'There is no call here for you' }).waitFor();
    expect(await paul.getByText(/Rosa|Tom Brandt/).count()).toBe(0);
    expect(await axeFindings(paul)).toEqual([]);
  });
});
