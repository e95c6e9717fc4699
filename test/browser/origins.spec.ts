import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser, newDesktop } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { openSignIn } from '../support/http.js';

jest.setTimeout(120_000);

/** Every address that the web app has a page for, and for whom, as its router says it. */
const PAGES = ['routes', 'framed-routes']
  .flatMap((file) => [
    ...readFileSync(join(import.meta.dirname, `../../apps/web/shell/${file}.tsx`), 'utf8').matchAll(
      /path: '([^']+)',\s+roles: ([^\]}]+)/g,
    ),
  ])
  .map(([, path, roles]) => ({ path: path!, roles: roles!.replace('STAFF', "'therapist', 'prescriber', 'physician'") }));
const isFor = (role: string | undefined, roles: string) =>
  role === undefined ? roles.startsWith("'everyone'") : roles.includes(`'${role}'`);
/** Who opens which: each page once, by the first of these who may see it. */
const AUDIENCES = [undefined, 'Rosa', 'Tom', 'Nina', 'Ada'] as const;
const ROLES = { Rosa: 'patient', Tom: 'therapist', Nina: 'prescriber', Ada: 'admin' } as const;
const pathsOf = (name: (typeof AUDIENCES)[number]) => {
  const before = AUDIENCES.slice(0, AUDIENCES.indexOf(name));
  const roleOf = (one: (typeof AUDIENCES)[number]) => (one === undefined ? undefined : ROLES[one]);
  return PAGES.filter(({ roles }) => isFor(roleOf(name), roles) && !before.some((one) => isFor(roleOf(one), roles))).map(
    ({ path }) => path,
  );
};

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

  it.each(AUDIENCES)('ask no other host for anything: %s', async (name) => {
    const context = await newDesktop(browser);
    const { host } = new URL(clinic.url);
    await context.route(
      (url) => url.host !== host,
      (route) => route.abort(),
    );
    const seen = watch(context, host);
    const page = await context.newPage();
    if (name) await context.addCookies([{ name: 'hearth', value: await openSignIn(clinic, name), url: clinic.url }]);
    const paths = pathsOf(name);
    expect(paths.length).toBeGreaterThan(2);
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
