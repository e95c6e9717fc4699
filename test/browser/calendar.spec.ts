import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { clinicTime, Visitor } from '../support/http.js';

jest.setTimeout(180_000);
/** A folder for pictures of what was looked at; none unless given. */
const PICTURES = process.env['PICTURES'];

describe('the calendar of the clinic on the screen', () => {
  let clinic: Clinic;
  let screens: Screens;
  let rosa: Visitor;
  let sessionId = '';
  let clinicZone = '';

  beforeAll(async () => {
    clinic = await startClinic();
    screens = await Screens.of(clinic);
    rosa = await Visitor.named(clinic, 'Rosa');
    const { personId: patientId } = (await rosa.get('/v1/me')).body;
    const now = await clinicTime(clinic);
    const list = `/v1/patients/${patientId}/free-times?from=${now.slice(0, 10)}&days=14`;
    const { times, clinicZone: zone } = (await rosa.get(list).expect(200)).body;
    clinicZone = zone;
    const twoDays = Date.parse(now) + 2 * 86_400_000;
    const [{ startsAt }] = times.filter((time: { startsAt: string }) => Date.parse(time.startsAt) > twoDays);
    sessionId = (await rosa.post('/v1/dosing-sessions', { patientId, startsAt }).expect(201)).body.sessionId;
  }, 180_000);
  afterAll(async () => {
    await screens?.close();
    await clinic?.stop();
  });

  /** A duty that lies so many days ahead: what has begun can neither be changed nor swapped. */
  async function putOnCall(days: number): Promise<void> {
    const admin = await Visitor.named(clinic, 'Ada');
    const [{ personId }] = (await admin.get('/v1/on-call/rota').expect(200)).body.people;
    const at = Date.parse(await clinicTime(clinic)) + days * 86_400_000;
    const [from, to] = [at, at + 3_600_000].map((instant) => new Date(instant).toISOString());
    await admin.post('/v1/on-call/duties', { personId, startsAt: from, endsAt: to }).expect(201);
  }

  let pictures = 0;
  /** Nothing of it keeps people with disabilities out. */
  async function look(page: Page): Promise<void> {
    pictures += 1;
    if (PICTURES) await page.screenshot({ path: join(PICTURES, `calendar-${pictures}.png`) });
    expect(await axeFindings(page)).toEqual([]);
  }

  const startsAt = async (): Promise<string> =>
    (await rosa.get('/v1/dosing-sessions?when=upcoming').expect(200)).body.sessions.find(
      ({ id }: { id: string }) => id === sessionId,
    ).startsAt;
  const dayAtClinic = (at: string) => new Intl.DateTimeFormat('en-CA', { timeZone: clinicZone }).format(Date.parse(at));
  const chipOf = (page: Page): Locator => page.getByRole('button', { name: /^Rosa .*Dosing session/ }).first();
  const statusOf = (page: Page, words: RegExp): Locator => page.getByRole('status').filter({ hasText: words }).first();

  async function openDay(page: Page): Promise<Locator> {
    await page.goto(`${clinic.url}/calendar#${dayAtClinic(await startsAt())}`);
    await page.reload();
    await chipOf(page).waitFor();
    return chipOf(page);
  }

  /** Moves what is held to the next time that is possible: later, unless it is the last one of its day already. */
  async function toPossible(page: Page, answer: RegExp): Promise<void> {
    const isThere = (timeout: number) =>
      statusOf(page, answer)
        .waitFor({ timeout })
        .then(
          () => true,
          () => false,
        );
    await page.keyboard.press('ArrowDown');
    for (let presses = 0; presses < 20 && !(await isThere(1_000)); presses++) await page.keyboard.press('ArrowUp');
    await statusOf(page, answer).waitFor();
  }

  it('lets an admin move a session by keyboard, with the answer of the rules before it is let go', async () => {
    const ada = await screens.desktop('Ada');
    const chip = await openDay(ada);
    await look(ada);
    const before = await startsAt();
    await chip.focus();
    await ada.keyboard.press('Space');
    await statusOf(ada, /this is where it is now/).waitFor();
    for (let presses = 0; presses < 20 && !(await statusOf(ada, /not possible, because/).isVisible()); presses++)
      await ada.keyboard.press('ArrowLeft');
    await statusOf(ada, /not possible, because .*hours of/).waitFor();
    await ada.keyboard.press('Space');
    await statusOf(ada, /It stays where it was/).waitFor();
    expect(await startsAt()).toBe(before);
    await ada.keyboard.press('Space');
    await statusOf(ada, /where it is now/).waitFor();
    await toPossible(ada, /: possible\. The visit would be on/);
    await ada.keyboard.press('Escape');
    await statusOf(ada, /Put back/).waitFor();
    await ada.keyboard.press('Space');
    await statusOf(ada, /where it is now/).waitFor();
    await toPossible(ada, /: possible/);
    await ada.keyboard.press('Enter');
    const dialog = ada.getByRole('dialog', { name: /^Move Rosa/ });
    await dialog.getByText('It costs nothing.').waitFor();
    await look(ada);
    await dialog.getByRole('button', { name: 'Move both' }).click();
    await statusOf(ada, /is moved, and the visit with it/).waitFor();
    expect(Date.parse(await startsAt())).not.toBe(Date.parse(before));
  });

  it('lets them drag it, and without any dragging choose from the times that are possible', async () => {
    const ada = await screens.desktop('Ada', { colorScheme: 'dark' });
    const chip = await openDay(ada);
    const before = await startsAt();
    const box = (await chip.boundingBox())!;
    const [x, y] = [box.x + 20, box.y + box.height / 2];
    await ada.mouse.move(x, y);
    await ada.mouse.down();
    await ada.mouse.move(x + 8, y);
    await statusOf(ada, /where it is now/).waitFor();
    await ada.mouse.move(x - 400, y, { steps: 8 });
    await statusOf(ada, /possible/).waitFor();
    await ada.keyboard.press('Escape');
    await statusOf(ada, /Put back/).waitFor();
    await ada.mouse.up();
    expect(await startsAt()).toBe(before);
    await chip.click();
    const dialog = ada.getByRole('dialog', { name: /^Rosa/ });
    const times = dialog.getByRole('region', { name: 'Move it to' }).getByRole('button');
    await times.first().waitFor();
    await look(ada);
    await times.first().click();
    await ada
      .getByRole('dialog', { name: /^Move Rosa/ })
      .getByRole('button', { name: 'Move both' })
      .click();
    await statusOf(ada, /is moved/).waitFor();
    expect(await startsAt()).not.toBe(before);
  });

  it('shows a week, and fits a phone, whose menu names every page', async () => {
    const ada = await screens.phone('Ada');
    await openDay(ada);
    await ada.getByRole('radio', { name: 'Week' }).check({ force: true });
    await ada.getByRole('table').waitFor();
    await chipOf(ada).waitFor();
    const overflow = () => ada.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(await overflow()).toBe(0);
    await look(ada);
    await ada.getByRole('button', { name: /^Menu/ }).click();
    await look(ada);
    await ada.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'At risk' }).click();
    await ada.getByRole('heading', { name: 'At risk', level: 1 }).waitFor();
    expect(await overflow()).toBe(0);
  });

  it('takes in that somebody is ill, and moves what they had one by one', async () => {
    const therapist = await screens.phone('Tom');
    await therapist.goto(`${clinic.url}/hours`);
    await therapist.getByRole('button', { name: 'I am ill…' }).click();
    await therapist.getByRole('dialog').getByRole('button', { name: 'Today', exact: true }).click();
    await therapist.getByText('It is said. Get well soon.').waitFor();
    const ada = await screens.desktop('Ada');
    await ada.goto(`${clinic.url}/closures`);
    const form = ada.getByRole('form', { name: 'Take time off' });
    const day = dayAtClinic(await startsAt());
    await form.getByLabel('Who is away').selectOption({ label: 'Everybody: the clinic is closed' });
    await form.getByLabel('First day').fill(day);
    await form.getByLabel('Last day').fill(day);
    await form.getByRole('button', { name: 'Take this time off' }).click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Take it off' }).click();
    await ada.getByText('The time is taken off.').waitFor();
    const before = await startsAt();
    const move = ada.getByRole('button', { name: /^Move Rosa/ }).first();
    await move.waitFor();
    await look(ada);
    await ada.goto(`${clinic.url}/at-risk`);
    await ada
      .getByText(/is away then/)
      .first()
      .waitFor();
    await look(ada);
    await ada.goto(`${clinic.url}/closures`);
    await move.click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Move both' }).click();
    await ada.getByRole('button', { name: /^Call off Rosa/ }).waitFor({ state: 'detached' });
    expect(dayAtClinic(await startsAt())).not.toBe(dayAtClinic(before));
  });

  it('finds a patient, changes and swaps duties, and changes a kind of appointment', async () => {
    const ada = await screens.desktop('Ada');
    await ada.goto(`${clinic.url}/patients`);
    await ada.getByLabel('Name, e-mail address or telephone number').fill('rosa');
    await ada.getByRole('button', { name: 'Search' }).click();
    await ada.getByText('One patient found.').waitFor();
    await look(ada);
    await putOnCall(3);
    await ada.goto(`${clinic.url}/rota`);
    await ada
      .getByRole('button', { name: /^Swap the duty/ })
      .first()
      .click();
    await ada
      .getByRole('dialog')
      .getByText(/Each takes the other’s|nobody else has a duty/)
      .waitFor();
    await ada.keyboard.press('Escape');
    await ada
      .getByRole('button', { name: /^Change the duty/ })
      .first()
      .click();
    const dialog = ada.getByRole('dialog', { name: /^Change the duty/ });
    await dialog.getByLabel('Ends at').waitFor();
    await look(ada);
    await dialog.getByRole('button', { name: 'Change it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ada.goto(`${clinic.url}/kinds`);
    const group = ada.getByRole('form', { name: 'Group' });
    await group.getByLabel('Length (min)').fill('75');
    await group.getByRole('button', { name: 'Save' }).click();
    await group.getByText('Version 1 of this clinic.').waitFor();
    await look(ada);
  });
});
