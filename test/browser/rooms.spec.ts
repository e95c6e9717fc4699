import type { Page } from 'playwright-core';
import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';
import { authenticatorOf, Visitor } from '../support/http.js';
import { heldForFood, REASON } from '../support/repeated-gate-overrides.js';

jest.setTimeout(180_000);

let clinic: Clinic;
let screens: Screens;
let tom: Page;
let nina: Page;
let sessionId: string;

beforeAll(async () => {
  clinic = await startClinic();
  screens = await Screens.of(clinic);
  ({ sessionId } = await Visitor.chaperoneOf(clinic, 'sam'));
  tom = await screens.desktop('Tom');
  nina = await screens.desktop('Nina', { colorScheme: 'dark' });
}, 180_000);
afterAll(async () => {
  await screens?.close();
  await clinic?.stop();
});

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
/** On a desk and on a phone: nothing hides at the side, and nothing is in the way of anybody. */
async function isGood(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 1600 });
  expect([await fits(page), await axeFindings(page)]).toEqual([true, []]);
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('the therapist’s room', () => {
  it('has the call, the patient’s wishes, the companion’s telephone and the address on one page', async () => {
    await tom.goto(`${clinic.url}/board/${sessionId}`);
    await tom.getByRole('link', { name: 'Therapist room' }).click();
    await tom.getByRole('heading', { level: 1, name: /^Sam/ }).waitFor();
    await tom.getByRole('heading', { name: 'What the patient wishes' }).waitFor();
    await tom.getByRole('heading', { name: /call/i, level: 2 }).first().waitFor();
    await tom.getByRole('link', { name: /^Call the chaperone/ }).waitFor();
    expect(await tom.getByText(/77 Lefferts Pl/).count()).toBeGreaterThan(0);
    await isGood(tom);
  });

  it('keeps a note while there is no line, and tells the clinic when it was said', async () => {
    await tom.context().setOffline(true);
    await tom.getByRole('textbox', { name: 'Note' }).fill('The walls are breathing.');
    await tom.getByRole('button', { name: 'Keep the note' }).click();
    await tom.getByText('Kept here, not sent yet').waitFor();
    await tom.context().setOffline(false);
    await tom.getByText('Kept here, not sent yet').waitFor({ state: 'detached' });
    const notes = tom.getByRole('list', { name: /^Written down/ });
    await notes.getByText('The walls are breathing.').waitFor();
    expect(await notes.getByText(/^T\+\d/).count()).toBeGreaterThan(0);
    await nina.goto(`${clinic.url}/board/${sessionId}/room`);
    await nina.getByText('The walls are breathing.').waitFor(); // the team reads it
    expect(await nina.getByRole('button', { name: 'NP now' }).count()).toBe(0);
  });

  it('keeps psychotherapy notes apart, for the therapist alone', async () => {
    await tom.getByText('Psychotherapy notes, for you alone').click();
    await tom.getByRole('button', { name: 'Write a note' }).waitFor();
    expect(await nina.getByText('Psychotherapy notes, for you alone').count()).toBe(0);
    await isGood(tom);
  });

  it('calls the prescriber by one tap, and says who has taken it on', async () => {
    await tom.getByRole('button', { name: 'NP now' }).click();
    const acknowledge = nina.getByRole('button', { name: /^Acknowledge/ });
    await acknowledge.first().click();
    await tom.getByText(/^Nina.* has it\.$/).waitFor();
    await isGood(nina);
  });
});

describe('a hand-over of the board', () => {
  it('is asked by one, accepted by the other, begins when their screen shows it all, and ends by coming back', async () => {
    const paul = await screens.desktop('Paul');
    await Promise.all([nina.goto(`${clinic.url}/board`), paul.goto(`${clinic.url}/board`)]);
    await nina.getByRole('button', { name: /^I am away/ }).click();
    const dialog = nina.getByRole('dialog');
    await dialog.getByLabel('Who').selectOption({ label: 'Paul Reyes' });
    await isGood(nina);
    await dialog.getByRole('button', { name: 'Ask them' }).click();
    await nina.getByText(/was asked to watch/).waitFor();
    await paul.getByRole('button', { name: 'I watch for them' }).click();
    await nina.getByText(/^You are away until .* watches\./).waitFor(); // Paul's board has opened her sessions, and proves it
    await paul.getByText(/^You watch for Nina/).waitFor();
    await isGood(paul);
    await nina
      .getByText(/^Also watched by .*Paul/)
      .first()
      .waitFor();
    await nina.getByRole('button', { name: 'I am back' }).click();
    await paul.getByText(/^You watch for Nina/).waitFor({ state: 'detached' });
    await nina.getByRole('button', { name: /^I am away/ }).waitFor();
  });
});

describe('what a prescriber decides', () => {
  it('is signed over with a reason and a proof, and stands in the list of the medical director', async () => {
    const { sessionId: held } = await Visitor.chaperoneOf(clinic, 'jonas');
    await heldForFood(clinic, await Visitor.named(clinic, 'Nina'), held);
    await nina.goto(`${clinic.url}/board/${held}`);
    await nina.getByRole('button', { name: 'Decide: Food and drink' }).click();
    const dialog = nina.getByRole('dialog', { name: 'Decide: Food and drink' });
    await dialog.getByText('Write the reason first').waitFor();
    await dialog.getByLabel('Why the dose may be taken all the same').fill(REASON);
    await dialog.getByLabel('Code from your authenticator app').waitFor();
    await isGood(nina);
    await authenticatorOf(clinic, 'Nina').prove(async (code) => {
      await dialog.getByLabel('Code from your authenticator app').fill(code);
      const answer = nina.waitForResponse(/step-up/);
      await dialog.getByRole('button', { name: 'Sign over it' }).click();
      return (await answer).ok();
    });
    await nina.getByText('Signed over: Food and drink. Evaluate again.').waitFor();
    const helen = await screens.desktop('Helen', { colorScheme: 'dark' });
    await helen.goto(`${clinic.url}/overrides`);
    await helen.getByText(REASON).waitFor();
    await isGood(helen);
  });
});
