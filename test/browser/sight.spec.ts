import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser, newDesktop, newPhone } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, openSignIn, Visitor } from '../support/http.js';
import { TcpProxy } from '../support/tcp-proxy.js';

jest.setTimeout(180_000);
const CAP_MS = 40_000;
const READING = { systolicMmHg: 133, diastolicMmHg: 84, heartRateBpm: 71, hasSymptoms: false };
const BLIND = 'This screen is not up to date.';

/** Counts what a page sounds, in `window.tones`. */
const COUNT_TONES = `{
  window.tones = 0;
  const begin = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) { window.tones += 1; return begin.apply(this, at); };
}`;

describe('screens that can see nothing', () => {
  let clinic: Clinic;
  let wire: TcpProxy;
  let address: string;
  let browser: Browser;
  let database: pg.Client;
  let kit: Visitor;
  let sessionId: string;
  const contexts: BrowserContext[] = [];
  let nina: Page;
  let sam: Page;
  let kits: Page;

  beforeAll(async () => {
    clinic = await startClinic({ worker: 'separate' });
    wire = await TcpProxy.open(Number(new URL(clinic.url).port));
    address = wire.through(clinic.url).replace(/\/$/, '');
    await clinic.kill('api');
    clinic.env['PUBLIC_URL'] = address; // sockets are only taken from the clinic's own pages
    clinic.start('api');
    await clinic.ready();
    database = new pg.Client({ connectionString: clinic.databaseUrl });
    await database.connect();
    ({ visitor: kit, sessionId } = await Visitor.chaperoneOf(clinic, 'sam'));
    browser = await launchBrowser();
    [nina, sam, kits] = (await Promise.all([newDesktop(browser), newPhone(browser), newPhone(browser)].map(page))) as [
      Page,
      Page,
      Page,
    ];
    await nina.addInitScript(COUNT_TONES);
    await signIn(nina, 'Nina');
    await signIn(sam, 'Sam');
    await nina.goto(`${address}/board/${sessionId}`);
    await sam.goto(`${address}/session/${sessionId}`);
    await kits.goto(address + clinic.links.find(({ name }) => name === 'sam')!.path);
    await kits.getByRole('button', { name: 'Yes, that is me' }).click();
    await nina.getByText('Open alerts').or(nina.getByText('Timeline')).first().waitFor();
    await sam.getByRole('button', { name: 'I need help' }).waitFor();
    await kits.getByRole('button', { name: 'Help', exact: true }).waitFor();
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await database?.end();
    await wire?.close();
    await clinic?.stop();
  });

  async function page(opening: Promise<BrowserContext>): Promise<Page> {
    const context = await opening;
    context.setDefaultTimeout(CAP_MS);
    contexts.push(context);
    return context.newPage();
  }

  async function signIn(screen: Page, name: string): Promise<void> {
    await screen.context().addCookies([{ name: 'hearth', value: await openSignIn(clinic, name), url: address }]);
  }

  const shows = (screen: Page, text: string | RegExp) => screen.getByText(text).first().waitFor();
  const hides = (screen: Page, text: string | RegExp) => screen.getByText(text).first().waitFor({ state: 'detached' });
  const tones = () => nina.evaluate<number>('window.tones');
  const measure = async (systolicMmHg: number) => {
    const entry = {
      id: randomUUID(),
      type: 'vitals',
      payload: { ...READING, systolicMmHg },
      happenedAt: await clinicTime(clinic),
    };
    await kit.post(`/v1/dosing-sessions/${sessionId}/entries`, entry).expect(201);
  };
  const isBlind = async () => expect(await nina.getByText(BLIND).count()).toBe(1);

  it('say so when the line carries nothing, each in the words of its reader, and the clinician hears it', async () => {
    expect(await nina.getByText(BLIND).count()).toBe(0);
    await nina.getByRole('button', { name: 'Sound off' }).click();
    const before = await tones();
    wire.block('to-client');
    await measure(131);
    await Promise.all([
      shows(nina, BLIND),
      shows(sam, /The line to the clinic is gone for now/),
      shows(kits, 'No line to the clinic.'),
      shows(kits, 'Read this aloud'),
    ]);
    await nina.waitForFunction(`window.tones > ${before}`);
    for (const screen of [nina, sam, kits]) expect(await axeFindings(screen)).toEqual([]);
  });

  it('keep no session watched, so that others are called', async () => {
    await isBlind();
    await database.query(`UPDATE session_watch SET seen_at = seen_at - interval '1 minute' WHERE session_id = $1`, [sessionId]);
    const entry = () =>
      database.query(`SELECT 1 FROM session_entry WHERE session_id = $1 AND payload ->> 'alertId' = 'unwatched-1'`, [sessionId]);
    while (!(await entry()).rowCount) await nina.waitForTimeout(100);
    await isBlind();
  });

  it('show everything, and that they see again, as soon as the line is back', async () => {
    wire.heal();
    await Promise.all([hides(nina, BLIND), hides(sam, /The line to the clinic is gone/), hides(kits, 'No line to the clinic.')]);
    await shows(nina, /131\/84/);
    await shows(nina, 'No clinician was watching');
  });

  it('do the same when it is the server that hangs', async () => {
    clinic.signal('api', 'SIGSTOP');
    await shows(nina, BLIND);
    clinic.signal('api', 'SIGCONT');
    await measure(134);
    await hides(nina, BLIND);
    await shows(nina, /134\/84/);
  });

  it('show on the board which sessions they cannot see', async () => {
    await nina.goto(`${address}/board`);
    await nina.getByRole('link', { name: 'Sam Ellery' }).first().waitFor();
    await hides(nina, 'Not up to date');
    wire.block('to-client');
    await shows(nina, 'Not up to date');
    expect(await axeFindings(nina)).toEqual([]);
    wire.heal();
    await hides(nina, 'Not up to date');
  });
});
