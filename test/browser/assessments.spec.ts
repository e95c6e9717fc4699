import { axeFindings, Screens } from '../support/browser.js';
import { type Clinic, startClinic } from '../support/clinic.js';

jest.setTimeout(120_000);

describe('questionnaires on the screen', () => {
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

  it('a patient goes on where she stopped, on another device, by keyboard alone', async () => {
    const phone = await screens.phone('Ida');
    await phone.goto(`${clinic.url}/intake`);
    await phone.getByRole('link', { name: /GAD-7.*Done/ }).waitFor();
    expect(await axeFindings(phone)).toEqual([]);
    await phone.getByRole('link', { name: /Your health 3 of/ }).click();
    await phone.getByText('Question 4 of').waitFor();
    expect(await axeFindings(phone)).toEqual([]);
    await phone.getByRole('radio', { name: 'No', exact: true }).focus();
    await phone.keyboard.press('Space');
    await phone.getByText('Saved', { exact: true }).waitFor();
    const desk = await screens.desktop('Ida', { colorScheme: 'dark' });
    await desk.goto(`${clinic.url}/intake/medical-history`);
    await desk.getByText('Question 5 of').waitFor();
    expect(await axeFindings(desk)).toEqual([]);
    await desk.goto(`${clinic.url}/intake/medications`);
    await desk.getByText('Question 2 of').waitFor();
    await desk.getByRole('button', { name: 'Back' }).click();
    await desk.getByLabel('Name of the medicine').fill('Aspirin');
    await desk.getByRole('button', { name: 'Add to the list' }).click();
    await desk.getByRole('button', { name: 'Remove Aspirin' }).waitFor();
    expect(await axeFindings(desk)).toEqual([]);
  });

  it('an answer that may mean danger shows at once whom to call, and asks on in the same screen', async () => {
    const rosa = await screens.phone('Rosa');
    await rosa.goto(`${clinic.url}/intake/phq-9`);
    for (let number = 1; number < 9; number++) {
      await rosa.getByText(`Question ${number} of 10`).waitFor();
      await rosa.getByRole('button', { name: 'Skip' }).click();
    }
    await rosa.getByText('Question 9 of 10').waitFor();
    await rosa.getByRole('radio', { name: 'Several days' }).check({ force: true, noWaitAfter: true });
    await rosa.getByRole('heading', { name: 'You are not alone with this' }).waitFor();
    await rosa.getByRole('link', { name: '988' }).waitFor();
    await rosa.getByRole('heading', { name: 'Safety questions' }).waitFor();
    await rosa.getByText('They are not the Columbia-Suicide Severity Rating Scale').waitFor();
    expect(await axeFindings(rosa)).toEqual([]);
  });

  it('a clinician reads answers, scores and findings, and records what came of a signal', async () => {
    const nina = await screens.desktop('Nina');
    await nina.goto(`${clinic.url}/assessments`);
    await nina.getByRole('link', { name: 'Rosa Marin' }).waitFor();
    expect(await axeFindings(nina)).toEqual([]);
    await nina.getByRole('link', { name: 'Ida Novak' }).click();
    await nina.getByText('12 of 27, moderate').waitFor();
    await nina.getByText('Review: Zinc: Not checked').waitFor();
    expect(await axeFindings(nina)).toEqual([]);
    await nina.goto(`${clinic.url}/assessments`);
    await nina.getByRole('link', { name: 'Rosa Marin' }).click();
    await nina.getByRole('button', { name: 'Review A1' }).click();
    await nina.getByLabel('What came of it').selectOption('spoken-safe');
    await nina.getByLabel('Note, kept sealed').fill('Spoken on the phone.');
    expect(await axeFindings(nina)).toEqual([]);
    await nina.getByRole('button', { name: 'Record the review' }).click();
    await nina.getByText('Spoken with the patient: safe for now').waitFor();
  });
});
