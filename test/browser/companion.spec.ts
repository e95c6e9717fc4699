import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { moveClock, openSignIn, Visitor } from '../support/http.js';
import { TcpProxy } from '../support/tcp-proxy.js';

jest.setTimeout(180_000);
const CAP_MS = 40_000;

describe('the phones of a session', () => {
  let clinic: Clinic;
  let wire: TcpProxy;
  let address: string;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const linkOf = (name: string) =>
    clinic.links.find((link) => link.name === name) as unknown as { path: string; sessionId: string };

  beforeAll(async () => {
    clinic = await startClinic({ worker: 'separate' });
    wire = await TcpProxy.open(Number(new URL(clinic.url).port));
    address = wire.through(clinic.url).replace(/\/$/, '');
    await clinic.kill('api');
    clinic.env['PUBLIC_URL'] = address; // sockets are only taken from the clinic's own pages
    clinic.start('api');
    await clinic.ready();
    browser = await launchBrowser();
  });
  afterEach(() => wire.heal());
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await wire?.close();
    await clinic?.stop();
  });

  async function page(opening: Promise<BrowserContext>): Promise<Page> {
    const context = await opening;
    context.setDefaultTimeout(CAP_MS);
    contexts.push(context);
    return context.newPage();
  }
  const narrow = { viewport: { width: 360, height: 740 } };
  async function staff(name: string, options: Parameters<typeof newDesktop>[1] = {}): Promise<Page> {
    const screen = await page(newDesktop(browser, options));
    await screen.context().addCookies([{ name: 'hearth', value: await openSignIn(clinic, name), url: address }]);
    return screen;
  }
  const shows = (screen: Page, text: string | RegExp) => screen.getByText(text).first().waitFor();
  const hides = (screen: Page, text: string | RegExp) => screen.getByText(text).first().waitFor({ state: 'detached' });
  const press = (screen: Page, name: string | RegExp) => screen.getByRole('button', { name, exact: true }).first().click();
  const choose = (screen: Page, name: string) => screen.getByRole('radio', { name }).check({ force: true });
  const isAccessible = async (screen: Page) => {
    expect(await axeFindings(screen)).toEqual([]);
    expect(await screen.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  };

  it('lets a companion get ready: agreement, training, questions', async () => {
    const petra = await page(newPhone(browser, { ...narrow, colorScheme: 'dark' }));
    await petra.goto(address + linkOf('jonas').path);
    await shows(petra, 'Are you Petra?');
    await isAccessible(petra);
    await press(petra, 'Yes, that is me');
    await shows(petra, 'You are 18 or older');
    await isAccessible(petra);
    await press(petra, 'I agree');
    for (const title of ['What you may see', 'What you do', 'When you call']) {
      await petra.getByRole('heading', { name: title }).waitFor();
      await isAccessible(petra);
      await press(petra, 'Next');
    }
    await choose(petra, 'Wait until the next look');
    await choose(petra, 'Go close, watch the breath, say their name');
    await choose(petra, 'Say it on my page, and wait for the nurse');
    await isAccessible(petra);
    await press(petra, 'Send my answers');
    await shows(petra, 'Not this one');
    await choose(petra, 'Call 911 at once, then press Help');
    await press(petra, 'Send my answers');
    await petra.getByRole('button', { name: 'Help', exact: true }).waitFor();
    await petra.reload();
    await shows(petra, /You sent/); // nothing of it is asked again
  });

  it('lets a wrong number close a link without having seen anything, and calls the team', async () => {
    const [stranger, omar] = [await page(newPhone(browser, narrow)), await staff('Omar')];
    await stranger.goto(address + linkOf('mia').path);
    await shows(stranger, 'Are you Nils?');
    await press(stranger, 'That is not me');
    await isAccessible(stranger);
    await press(stranger, 'Close it');
    await shows(stranger, 'Thank you for telling us');
    await isAccessible(stranger);
    await stranger.reload();
    await shows(stranger, /This link does not open anything/);
    await omar.goto(`${address}/board`);
    await shows(omar, /A companion’s link reached somebody else/);
  });

  it('goes through it by telephone with whoever has no phone for it, and says so in the log', async () => {
    const omar = await staff('Omar');
    const { sessionId } = linkOf('mia');
    await omar.goto(`${address}/board/${sessionId}`);
    const card = omar.getByRole('region', { name: 'Chaperone', exact: true });
    await card.getByText('is ready').waitFor();
    await card.getByText('By telephone', { exact: true }).click();
    await isAccessible(omar);
    await card.getByRole('button', { name: 'They say: I am here' }).click();
    await shows(omar, 'Chaperone is there (said by telephone)');
    await omar.getByText('Enter vitals', { exact: true }).click();
    const vitals = omar.locator('details', { has: omar.getByText('Enter vitals', { exact: true }) });
    expect(await vitals.getByLabel('The chaperone says it on the telephone').isChecked()).toBe(true);
    for (const [label, value] of [
      ['Top number', '121'],
      ['Bottom number', '79'],
      ['Pulse', '70'],
    ] as const)
      await vitals.getByLabel(label).fill(value);
    await vitals.getByRole('radio', { name: 'No' }).check({ force: true });
    await vitals.getByRole('button', { name: 'Record vitals' }).click();
    await shows(omar, /121\/79.*\(said by telephone\)/);
    await omar.setViewportSize({ width: 360, height: 740 });
    await isAccessible(omar);
  });

  it('asks the patient on their phone, with three large answers', async () => {
    const { sessionId } = linkOf('sam');
    const [tom, sam] = [await staff('Tom', { colorScheme: 'dark' }), await page(newPhone(browser, narrow))];
    await sam.context().addCookies([{ name: 'hearth', value: await openSignIn(clinic, 'Sam'), url: address }]);
    await sam.goto(`${address}/session/${sessionId}`);
    await sam.getByRole('button', { name: 'I need help' }).waitFor();
    await tom.goto(`${address}/board/${sessionId}`);
    await press(tom, 'Ask: how are you?');
    await shows(sam, 'How are you?');
    await isAccessible(sam);
    expect(await sam.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
    await press(sam, /I am not sure/);
    await shows(sam, /Help is on its way/);
    await shows(tom, /Answered .*not sure/);
    await shows(tom, 'Open alerts');
    await isAccessible(tom);
  });

  it('survives a reload of both phones without any line, and sends later what was tapped meanwhile, with its time', async () => {
    const { sessionId, path } = linkOf('sam');
    const [sam, kit] = [await page(newPhone(browser, narrow)), await page(newPhone(browser, narrow))];
    await sam.context().addCookies([{ name: 'hearth', value: await openSignIn(clinic, 'Sam'), url: address }]);
    await sam.goto(`${address}/session/${sessionId}`);
    await sam.getByRole('button', { name: 'I need' }).waitFor();
    await kit.goto(address + path);
    await press(kit, 'Yes, that is me');
    await shows(kit, /How is Sam\?|Stay near Sam/);
    for (const screen of [sam, kit]) await screen.evaluate('navigator.serviceWorker.ready');
    await sam.waitForFunction("Object.keys(localStorage).some((key) => key.startsWith('hearth.session.'))");
    wire.isRefusing = true;
    wire.reset();
    await Promise.all([sam.reload(), kit.reload()]);
    await shows(sam, /The line to the clinic is gone/);
    await shows(kit, 'No line to the clinic.');
    await shows(kit, 'Read this aloud');
    await isAccessible(kit);
    await press(kit, 'Help');
    await press(kit, /^Ask .* the nurse/);
    await shows(kit, /Not sent yet/);
    await sam.getByRole('region', { name: 'Without the clinic' }).waitFor({ timeout: 90_000 });
    await isAccessible(sam);
    await sam.getByRole('link', { name: /Emergency line here/ }).waitFor();
    await press(sam, /I need (more )?help/);
    await press(sam, /Talk to my nurse/);
    await shows(sam, /Your call has not gone out yet/);
    wire.heal();
    await Promise.all([hides(kit, /Not sent yet/), hides(sam, /The line to the clinic is gone/)]);
    const nina = await Visitor.named(clinic, 'Nina');
    const { entries } = (await nina.get(`/v1/dosing-sessions/${sessionId}`).expect(200)).body;
    const calls = entries.filter(({ type }: { type: string }) => type === 'help');
    for (const role of ['patient', 'chaperone']) {
      const call = calls.find(({ author }: { author: { role: string } }) => author.role === role);
      expect(Date.parse(call.recordedAt) - Date.parse(call.happenedAt)).toBeGreaterThan(0);
    }
  });

  describe('with four people on their own screens', () => {
    const sessionId = () => linkOf('sam').sessionId;
    let [kit, sam, nina, tom] = [] as unknown as [Page, Page, Page, Page];

    beforeAll(async () => {
      [kit, sam] = [await page(newPhone(browser, narrow)), await page(newPhone(browser, narrow))];
      [nina, tom] = [await staff('Nina'), await staff('Tom')];
      await sam.context().addCookies([{ name: 'hearth', value: await openSignIn(clinic, 'Sam'), url: address }]);
      await Promise.all([
        kit.goto(address + linkOf('sam').path),
        sam.goto(`${address}/session/${sessionId()}`),
        ...[nina, tom].map((screen) => screen.goto(`${address}/board/${sessionId()}`)),
      ]);
      await press(kit, 'Yes, that is me');
      await kit.getByRole('button', { name: 'Help', exact: true }).waitFor();
      await sam.getByRole('button', { name: /I need (more )?help/ }).waitFor();
    });

    it('shows a phone that was put to sleep what it has missed, as soon as it wakes', async () => {
      const devtools = await sam.context().newCDPSession(sam);
      const isNow = (state: 'frozen' | 'active') => devtools.send('Page.setWebLifecycleState', { state });
      await isNow('frozen');
      await press(tom, 'Ask: how are you?');
      await shows(nina, /Asked .* ago, not answered yet/);
      await isNow('active');
      await shows(sam, 'How are you?');
      await press(sam, /I am fine/);
      await shows(nina, /Answered .*: fine/);
    });

    it('goes on when the therapist’s laptop dies, and help that was asked of them comes to the nurse', async () => {
      await tom.context().close();
      await press(sam, /I need (more )?help/);
      await press(sam, /Talk to my therapist/);
      const asked = async () => {
        const { entries } = (await (await Visitor.named(clinic, 'Nina')).get(`/v1/dosing-sessions/${sessionId()}`).expect(200))
          .body;
        const help = entries.findLast(({ type }: { type: string }) => type === 'help');
        const isOfIt = ({ payload }: { payload: { alertId?: string } }) => payload.alertId === `help-${help.seq}`;
        return {
          asked: help.payload.asked,
          levels: entries.filter(isOfIt).map(({ payload }: { payload: { level: number } }) => payload.level),
        };
      };
      await shows(nina, 'Asked for the therapist');
      expect(await asked()).toEqual({ asked: 'therapist', levels: [1] });
      await moveClock(clinic, { byMin: 6 });
      expect((await asked()).levels.some((level: number) => level >= 2)).toBe(true); // of the nurse's level: nobody had taken it on
    });

    it('tells the nurse at once that the companion leaves', async () => {
      await press(kit, 'I have to leave');
      await shows(kit, 'Do you have to leave?');
      await isAccessible(kit);
      await kit.getByRole('dialog').getByRole('button', { name: 'I have to leave' }).click();
      await shows(nina, 'Chaperone is gone, or cannot come');
      await shows(nina, /Chaperone left: L\d/);
    });

    it('has what to say in an emergency on the phone and on the desk at once, and keeps it through a reload', async () => {
      await press(kit, 'Help');
      await press(kit, /^Call 911/);
      await kit.getByRole('dialog').getByRole('region', { name: 'Emergency card' }).waitFor();
      await isAccessible(kit);
      const now = nina.getByRole('region', { name: 'Emergency now' });
      await now.getByText('Read this aloud').waitFor();
      expect(await axeFindings(nina)).toEqual([]);
      await Promise.all([kit.reload(), nina.reload()]);
      await now.getByText('Read this aloud').waitFor();
      await kit.getByRole('region', { name: 'Emergency card' }).first().waitFor();
      await nina.goto(`${address}/board`);
      await shows(nina, 'L4');
    });
  });

  it('says on the board when no alarm can be heard', async () => {
    const nina = await staff('Nina');
    await nina.goto(`${address}/board`);
    await shows(nina, 'No alarm is heard here.');
    await press(nina, 'Sound off');
    await hides(nina, 'No alarm is heard here.');
    await isAccessible(nina);
  });
});
