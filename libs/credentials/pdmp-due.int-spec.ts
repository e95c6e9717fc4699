import { HOME_STATE } from '../../test/support/license.js';
import { SmallClinic } from '../../test/support/small-clinic.js';
import { LocationsService } from './locations.service.js';
import { PdmpService } from './pdmp.service.js';
import { PdmpDue } from './pdmp-due.js';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await SmallClinic.open();
});
afterAll(async () => {
  await clinic?.clear();
  await clinic?.close();
});

describe('looks at monitoring programmes that are due', () => {
  it('are on the list of whoever looked, a week before they are due, where the patient was at last', async () => {
    const { patient, prescriber, therapist } = await clinic.enrol();
    const other = await clinic.enrol({ prescriber });
    const now = (await clinic.at(0)).getTime();
    const due = (days: number, by = prescriber) => clinic.get(PdmpDue).list(by, now + days * 86_400_000);
    for (const { personId } of [patient, other.patient])
      await clinic
        .get(PdmpService)
        .attest(prescriber, { patientId: personId, states: [HOME_STATE], showsAnotherPrescriber: false });
    await clinic.get(LocationsService).state(patient, patient.personId, HOME_STATE);
    await clinic.get(LocationsService).state(other.patient, other.patient.personId, 'US-NM');
    const ofPatient = async (days: number, by = prescriber) =>
      (await due(days, by)).filter(({ patientId }) => patientId === patient.personId);
    expect(await ofPatient(80)).toEqual([]);
    const [found] = await ofPatient(84);
    expect(found).toMatchObject({ place: HOME_STATE });
    expect(found!.until).toBeGreaterThan(now + 89 * 86_400_000);
    expect(await ofPatient(120)).toHaveLength(1);
    expect((await due(120)).some(({ patientId }) => patientId === other.patient.personId)).toBe(false);
    expect(await due(120, therapist)).toEqual([]);
  });
});
