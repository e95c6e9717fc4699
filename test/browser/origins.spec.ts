import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, newDesktop } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

/** Every address that the web app has a page for, and for whom, as its router says it. */
const PAGES = ['routes', 'framed-routes']
  .flatMap((file) => [
    ...readFileSync(join(import.meta.dirname, `../../apps/web/shell/${file}.tsx`), 'utf8').matchAll(
      /path: '([^']+)',\s+roles: ([^\]}]+)/g,
    ),
  ])
  .map(([, path, roles]) => ({ path: path!, roles: roles!.replace('STAFF', "'therapist', 'prescriber', 'physician'") }));
const pathsFor = (role?: string) =>
  PAGES.filter(({ roles }) => roles.startsWith("'everyone'") || (role && roles.includes(`'${role}'`))).map(({ path }) => path);

describe('the pages of every audience', () => {
  let clinic: Clinic;
  let browser: Browser;
  let sessionId: string;

  beforeAll(async () => {
    clinic = await startClinic();
    browser = await launchBrowser();
    sessionId = (clinic.links.find(({ name }) => name === 'sam') as unknown as { sessionId: string }).sessionId;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
  });

  /** What a visitor's pages asked for anywhere but at the clinic, by whatever way; nothing of it is let through. */
  function watch(context: BrowserContext, own: string): { strangers: string[]; broken: string[]; asked: () => number } {
    const [strangers, broken]: [string[], string[]] = [[], []];
    let asked = 0;
    const isOwn = (url: string) => /^(data|blob):/.test(url) || new URL(url).host === own;
    const note = (url: string) => {
      asked += 1;
      if (!isOwn(url)) strangers.push(url);
    };
    context.on('request', (request) => note(request.url()));
    context.on('page', (page) => {
      page.on('websocket', (socket) => note(socket.url()));
      page.on('console', (said) => /Content Security Policy|Refused to/.test(said.text()) && broken.push(said.text()));
    });
    return { strangers, broken, asked: () => asked };
  }

  async function signIn(page: Page, name: string): Promise<void> {
    const { email, password } = clinic.signIns.find((each) => each.name.startsWith(name))!;
    const reply = await page.request.post(`${clinic.url}/v1/sign-ins`, { data: { email, password } });
    expect(reply.status()).toBe(201);
  }

  it.each(['Nina', 'Rosa', 'Tom', 'Iris', undefined])('ask no other host for anything: %s', async (name) => {
    const context = await newDesktop(browser);
    const { host } = new URL(clinic.url);
    await context.route(
      (url) => url.host !== host,
      (route) => route.abort(),
    );
    const seen = watch(context, host);
    const page = await context.newPage();
    if (name) await signIn(page, name);
    const paths = pathsFor(clinic.signIns.find((each) => name && each.name.startsWith(name))?.role);
    expect(paths.length).toBeGreaterThan(name ? 9 : 5);
    for (const path of paths) {
      await page.goto(`${clinic.url}${path.replace(/:\w+/g, sessionId)}`);
      await page.locator('body :text-matches("\\\\w")').first().waitFor({ timeout: 20_000 });
      await page.waitForTimeout(300); // for what a page loads once it stands
    }
    expect(seen.asked()).toBeGreaterThan(paths.length);
    expect(seen.strangers).toEqual([]);
    expect(seen.broken).toEqual([]);
    await context.close();
  });

  it('come with a companion’s link, and ask no other host either', async () => {
    const context = await newDesktop(browser);
    const seen = watch(context, new URL(clinic.url).host);
    const page = await context.newPage();
    await page.goto(clinic.url + clinic.links.find(({ name }) => name === 'sam')!.path);
    await page.getByText(/./).first().waitFor();
    await page.waitForTimeout(2_000);
    expect(seen.strangers).toEqual([]);
    await context.close();
  });

  it('are noticed when they do', async () => {
    const context = await newDesktop(browser);
    const seen = watch(context, new URL(clinic.url).host);
    const page = await context.newPage();
    await page.goto(`${clinic.url}/sign-in`);
    await page.evaluate(() => fetch('https://third-party.example/pixel').catch(() => {}));
    await page.evaluate(() =>
      document.body.insertAdjacentHTML('beforeend', '<img src="https://third-party.example/pixel.png" alt="">'),
    );
    await page.waitForTimeout(500);
    expect([...seen.strangers, ...seen.broken].join()).toContain('third-party.example'); // the policy stops it before it is asked for
    await context.close();
  });
});
