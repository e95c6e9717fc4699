import { play } from '../../tools/journey/play.mjs';
import { type Clinic, startClinic } from '../support/clinic.js';
import { quieten } from '../support/http.js';

describe('one whole at-home session', () => {
  let clinic: Clinic;

  beforeAll(async () => {
    clinic = await startClinic();
    await quieten(clinic.databaseUrl);
  }, 60_000);
  afterAll(() => clinic?.stop());

  it('is booked, reminded, gated, dosed, checked, escalated, discharged and followed by its visit', async () => {
    const lines = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await play({ address: clinic.url, signIns: clinic.signIns }).finally(() => lines.mockRestore());
  }, 120_000);
});
