import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('messages between a patient and the team, on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
  }, 120_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });
  const send = async (page: Page, to: RegExp, text: string) => {
    await page.getByLabel(to).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  };

  it('come and go at once, with who has read them, and whom to call in sight', async () => {
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/conversations`);
    await rosa.getByText('Nobody watches these messages at night').waitFor();
    await rosa.getByText(/Read and answered by .*Tom Brandt.*within 24 hours/).waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    const tom = await screens.desktop('Tom', { colorScheme: 'dark' });
    await tom.goto(`${clinic.url}/conversations`);
    await tom.getByRole('link', { name: /Rosa Marin/ }).click();
    await tom.getByRole('heading', { name: 'Rosa Marin' }).waitFor();
    await send(rosa, /Write to your team/, 'Can I bring my own blanket?');
    await tom.getByText('Can I bring my own blanket?').waitFor();
    await rosa.getByText('Read by Tom Brandt').last().waitFor();
    await tom.getByText(/Waits for an answer since/).waitFor();
    expect(await axeFindings(tom)).toEqual([]);
    await send(tom, /Write to Rosa/, 'Please do.');
    await rosa.getByText('Please do.').waitFor();
    await tom.getByText(/Waits for an answer since/).waitFor({ state: 'detached' });
    const call = rosa.getByRole('region', { name: 'Who do I call tonight?' });
    await rosa.mouse.wheel(0, 10_000);
    expect(await call.evaluate((it) => it.getBoundingClientRect().top >= 0)).toBe(true);
  });

  it('stay on the device while there is no line, and are sent once when there is', async () => {
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/conversations`);
    await rosa.getByLabel(/Write to your team/).fill('Written in a tunnel');
    await rosa.context().setOffline(true);
    await rosa.getByRole('button', { name: 'Send' }).click();
    await rosa.getByText('Your words are kept on this device').waitFor();
    await rosa.context().setOffline(false);
    await rosa.reload();
    const box = rosa.getByLabel(/Write to your team/);
    expect(await box.inputValue()).toBe('Written in a tunnel');
    await rosa.getByRole('button', { name: 'Send' }).click();
    await rosa.getByRole('listitem').filter({ hasText: 'Written in a tunnel' }).waitFor();
    expect([await box.inputValue(), await rosa.getByRole('listitem').filter({ hasText: 'Written in a tunnel' }).count()]).toEqual(
      ['', 1],
    );
  });

  it('begun and not sent are there for their writer after the sign-in ended, and for nobody else at that device', async () => {
    const page = await screens.phone('Rosa');
    const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    await page.goto(`${clinic.url}/conversations`);
    await page.getByLabel(/Write to your team/).fill('For my team only');
    await page.context().clearCookies();
    await page.goto(`${clinic.url}/conversations`);
    await page.getByRole('heading', { name: 'Welcome to Hearth' }).waitFor();
    await screens.signIn(page, 'Rosa');
    await page.goto(`${clinic.url}/conversations`);
    expect(await page.getByLabel(/Write to your team/).inputValue()).toBe('For my team only');
    await page.context().clearCookies();
    await screens.signIn(page, 'Mia');
    await page.goto(`${clinic.url}/home`);
    await page.getByRole('heading', { name: /Hello, Mia/ }).waitFor();
    expect(await kept()).not.toContain('For my team only');
  });

  it('cannot be written while a session is live: the page says where help is', async () => {
    const sam = await screens.phone('Sam');
    await sam.goto(`${clinic.url}/conversations`);
    await sam.getByText(/nobody reads messages now/).waitFor();
    expect(await sam.getByRole('button', { name: 'Send' }).count()).toBe(0);
    expect(await axeFindings(sam)).toEqual([]);
  });

  it('a phone with another clock is asked about, and no appointment moves', async () => {
    const mia = await screens.phone('Mia', { timezoneId: 'Europe/Paris' });
    await mia.goto(`${clinic.url}/home`);
    await mia.getByRole('heading', { name: 'Are you somewhere else?' }).waitFor();
    await mia.getByText(/Whatever you answer, your appointment stays when it is/).waitFor();
    await mia.getByText(/We do not wake you from 21:00 to 08:00/).waitFor();
    expect(await axeFindings(mia)).toEqual([]);
    await mia.getByRole('button', { name: 'I am in Paris for a while' }).click();
    await mia.getByRole('button', { name: 'Go by Paris until then' }).click();
    await mia.getByRole('heading', { name: 'Are you somewhere else?' }).waitFor({ state: 'detached' });
    await mia.reload();
    await mia.getByRole('heading', { name: /Hello, Mia/ }).waitFor();
    expect(await mia.getByRole('heading', { name: 'Are you somewhere else?' }).count()).toBe(0);
  });
});
