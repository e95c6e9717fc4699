import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('messages on the screen', () => {
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

  it('an admin sees what became of each, sends one again, and words a text that says nothing about health', async () => {
    const ada = await screens.desktop('Ada', { colorScheme: 'dark' });
    await ada.goto(`${clinic.url}/delivery`);
    await ada.getByLabel('Show').selectOption('sent');
    await ada
      .getByRole('button', { name: /^Open the message/ })
      .first()
      .click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Close' }).waitFor();
    expect(await axeFindings(ada)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await ada.goto(`${clinic.url}/texts`);
    await ada.getByRole('textbox', { name: 'Text' }).fill('Your ketamine on {when}.');
    await ada.getByText('“ketamine” tells something about health').waitFor();
    expect(await ada.getByRole('button', { name: 'Save as a new version' }).isDisabled()).toBe(true);
    await ada.getByRole('textbox', { name: 'Text' }).fill('See you on {when}.');
    await ada.getByText('at the clinic)').waitFor();
    await ada.getByRole('textbox', { name: 'Why this changes' }).fill('Shorter');
    expect(await axeFindings(ada)).toEqual([]);
    await ada.getByRole('button', { name: 'Save as a new version' }).click();
    await ada.getByText('Version 1,').waitFor();
  });

  it('a patient reads them, and chooses how they come', async () => {
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/inbox`);
    await rosa
      .getByText(/Nothing yet|Your appointment/)
      .first()
      .waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
    await rosa.goto(`${clinic.url}/account`);
    const card = rosa.getByRole('region', { name: 'How we reach you' });
    await card.getByLabel('Quiet until').fill('07:00');
    await card.getByRole('checkbox', { name: 'Text message' }).uncheck();
    expect(await axeFindings(rosa)).toEqual([]);
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Saved.').waitFor();
    await card.getByRole('button', { name: 'Send a test by e-mail' }).click();
    await card.getByText('A test is on its way').waitFor();
  });
});
