import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

jest.setTimeout(180_000);
/** A folder for pictures of what was looked at; none unless given. */
const PICTURES = process.env['PICTURES'];
const NARROW: BrowserContextOptions = { viewport: { width: 360, height: 800 } };

describe('appointments beside sessions on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  let rosa: Visitor;
  let patientId = '';

  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
    rosa = await Visitor.named(clinic, 'Rosa');
    patientId = (await rosa.get('/v1/me')).body.personId;
  }, 180_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** Nothing of it keeps people with disabilities out, in either scheme, and nothing is wider than the page. */
  async function look(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const width = page.viewportSize()!.width;
      if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      expect([name, colorScheme, await axeFindings(page)]).toEqual([name, colorScheme, []]);
    }
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect([name, overflow]).toEqual([name, 0]);
  }

  const booked = async (): Promise<{ id: string; kind: string; startsAt: string }[]> =>
    (await rosa.get('/v1/appointments').expect(200)).body.appointments;
  const times = (page: Page): Locator => page.locator('section li button:has(time)');

  it('lets a patient book one, move it and cancel it, with what it costs before the click', async () => {
    const page = await screens.phone('Rosa', NARROW);
    await page.goto(`${clinic.url}/appointments`);
    await page.getByRole('button', { name: /^See free times: Preparation/ }).waitFor();
    await look(page, 'appointments');
    await page.getByRole('button', { name: /^See free times: Preparation/ }).click();
    await times(page).first().waitFor();
    await look(page, 'book');
    await times(page).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Book it' }).click();
    await page.getByRole('button', { name: 'Another time' }).click();
    const [before] = await booked();
    await page.locator('button[aria-pressed]').last().click(); // on another day: late in a day there may be one time only
    await times(page).last().click();
    const dialog = page.getByRole('dialog', { name: 'Move it to this time?' });
    await dialog.getByRole('radio', { name: 'I am ill' }).check({ force: true });
    await dialog.getByText('It costs nothing').waitFor();
    await look(page, 'move');
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'I cannot make it' }).waitFor();
    expect((await booked())[0]!.startsAt).not.toBe(before!.startsAt);
    await page.goto(`${clinic.url}/home`);
    await page.getByRole('heading', { name: 'Your other appointments' }).waitFor();
    await look(page, 'home');
    await page.getByRole('link', { name: 'Move, cancel, or book another' }).click();
    await page.getByRole('button', { name: 'I cannot make it' }).click();
    const cancel = page.getByRole('dialog', { name: 'Cancel this appointment?' });
    await cancel.getByRole('radio', { name: 'I am ill' }).check({ force: true });
    await cancel.getByRole('button', { name: 'Cancel the appointment' }).click();
    await page.getByText('Nothing is booked').waitFor();
    expect(await booked()).toEqual([]);
  });

  it('lets staff book for a patient, and an admin move it in the calendar by keyboard, with the answer before the drop', async () => {
    const ada = await screens.desktop('Ada');
    await ada.goto(`${clinic.url}/patients`);
    await ada.getByLabel('Name, e-mail address or telephone number').fill('rosa');
    await ada.getByRole('button', { name: 'Search' }).click();
    await ada.getByRole('link', { name: 'Book an appointment' }).click();
    await ada.getByRole('link', { name: 'Preparation', exact: true }).click();
    await times(ada).first().waitFor();
    await look(ada, 'staff-book');
    await ada.locator('button[aria-pressed]').last().click(); // a day on which the next hour is free, too
    await times(ada).first().click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Book it' }).click();
    await ada.getByRole('heading', { name: /^Rosa/ }).waitFor();
    await look(ada, 'staff-appointments');
    const [before] = await booked();
    await ada.goto(`${clinic.url}/schedule`);
    await ada
      .getByText(/Preparation/)
      .first()
      .waitFor();
    await look(ada, 'schedule');
    const { clinicZone } = (await rosa.get('/v1/appointments')).body.appointments[0];
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: clinicZone }).format(Date.parse(before!.startsAt));
    await ada.goto(`${clinic.url}/calendar#${day}`);
    const chip = ada.getByRole('button', { name: /^Rosa .*Preparation/ }).first();
    await chip.focus();
    await ada.keyboard.press('Space');
    const status = (words: RegExp) => ada.getByRole('status').filter({ hasText: words }).first();
    await status(/this is where it is now/).waitFor();
    await ada.keyboard.press('ArrowDown');
    await status(/: possible\./).waitFor();
    await ada.keyboard.press('Enter');
    const dialog = ada.getByRole('dialog', { name: /^Move Rosa/ });
    await dialog.getByText('It costs nothing.').waitFor();
    await dialog.getByRole('button', { name: 'Move it' }).click();
    await status(/is moved\./).waitFor();
    expect(Date.parse((await booked())[0]!.startsAt)).toBeGreaterThan(Date.parse(before!.startsAt));
  });

  it('lets an admin make a group in the calendar, in which a patient takes a place', async () => {
    const ada = await screens.desktop('Ada');
    const day = new Date(Date.parse(await clinicTime(clinic)) + 3 * 86_400_000).toISOString().slice(0, 10);
    await ada.goto(`${clinic.url}/calendar#${day}`);
    await ada.getByRole('button', { name: 'New group session…' }).click();
    const dialog = ada.getByRole('dialog', { name: 'New group session' });
    await dialog.getByLabel(/^Tom/).check();
    await dialog.locator('section li button:has(time)').last().click();
    await look(ada, 'group-form');
    await dialog.getByRole('button', { name: 'Make the group' }).click();
    await ada
      .getByRole('status')
      .filter({ hasText: /is made/ })
      .first()
      .waitFor();
    const page = await screens.phone('Rosa', NARROW);
    await page.goto(`${clinic.url}/appointments`);
    await page
      .getByRole('button', { name: /^Take a place/ })
      .first()
      .waitFor();
    await look(page, 'groups');
    await page
      .getByRole('button', { name: /^Take a place/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take the place' }).click();
    await page.getByRole('heading', { name: 'Group', exact: true }).waitFor();
    expect((await booked()).map(({ kind }) => kind).sort()).toEqual(['group', 'preparation']);
    await ada.goto(`${clinic.url}/appointments`);
    await ada.getByText(/Places taken: 1/).waitFor();
    await look(ada, 'staff-groups');
    const { groups } = (await rosa.get('/v1/group-sessions').expect(200)).body;
    expect(groups[0].places.map((place: { patientId: string }) => place.patientId)).toEqual([patientId]);
  });
});
