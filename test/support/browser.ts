import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../tools/programs.mjs';
import type { Clinic } from './clinic.js';
import { openSignIn } from './http.js';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A camera and a microphone that are none, and whose use nobody has to allow: a moving picture and a beep each second. */
export const FAKE_DEVICES: readonly string[] = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
];

/** Starts the machine's Chromium with a profile of its own. Close it in `afterAll`. */
export function launchBrowser(also: readonly string[] = []): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath || !existsSync(executablePath)) throw new Error('There is no Chromium; set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: [...FLAGS, ...also] });
}

/** A person with a phone: cookies of their own, 390 × 844, touch. */
export const newPhone = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, ...options });

/** A person at a desk: cookies of their own, 1280 × 900. */
export const newDesktop = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });

const CAP_MS = 20_000;

/** A demo clinic's people at screens of their own, signed in past the front door. `close()` in `afterAll`. */
export class Screens {
  private constructor(
    private readonly clinic: Clinic,
    private readonly browser: Browser,
    private readonly capMs: number,
  ) {}

  static async of(clinic: Clinic, capMs = CAP_MS): Promise<Screens> {
    return new Screens(clinic, await launchBrowser(), capMs);
  }

  /** @param who a first name */
  phone(who: string, options: BrowserContextOptions = {}): Promise<Page> {
    return this.open(newPhone(this.browser, options), who);
  }

  /** @param who a first name */
  desktop(who: string, options: BrowserContextOptions = {}): Promise<Page> {
    return this.open(newDesktop(this.browser, options), who);
  }

  /** Whoever sits at a screen from now on. */
  async signIn(page: Page, who: string): Promise<void> {
    const { url } = this.clinic;
    await page.context().addCookies([{ name: 'hearth', value: await openSignIn(this.clinic, who), url }]);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async open(opening: Promise<BrowserContext>, who: string): Promise<Page> {
    const context = await opening;
    context.setDefaultTimeout(this.capMs);
    const page = await context.newPage();
    await this.signIn(page, who);
    return page;
  }
}

/** One rule that a page breaks. */
export type AxeFinding = Readonly<{ id: string; impact: string; help: string; targets: string[] }>;

const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
const RUN = `axe.run(document, { resultTypes: ['violations'], runOnly: ${RULES} }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({ id, impact, help, targets: nodes.map(({ target }) => target.join(' ')) })))`;

/** What a page as it stands now does wrong for people with disabilities: axe's serious and critical findings. */
export async function axeFindings(page: Page): Promise<AxeFinding[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource); // through the debugger, which the page's Content-Security-Policy does not bind
  return page.evaluate<AxeFinding[]>(RUN);
}
