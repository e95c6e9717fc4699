// What the gate asks for at home: an emergency card, counted medicine, a companion who is ready, and a preparation that is signed off.
import { CompanionReadiness, EmergencyCardService } from '#care';
import { PreparationMaking } from '#preparation';
import { SupplyStock } from '#supply';

const CARD = { addressLine: '1 Bench St', entryNote: '', allergies: '', localEmergencyNumber: '+1 212 555 0911' };
const FILLED = { lot: 'BENCH', beyondUseDate: '2199-12-31', units: 4 };
const text = 'Nothing.';
const ANSWERS = [
  ...['good-reactions', 'hard-reactions', 'driving', 'fasting'].map((item) => ({ item, understood: true })),
  ...['intentions', 'fears', 'no-go', 'emergency-plan'].map((item) => ({ item, text })),
  { item: 'touch', wish: 'ask-first', text: '' },
  { item: 'talk', wish: 'quiet', text: '' },
  { item: 'companions', backupName: 'Some backup', backupPhone: '+1 212 555 0177' },
  { item: 'emergency-card', isRight: true },
];

/** @param get gives a service of the clinic */
export async function readyAtHome(get, tx, { patientId, chaperoneId, therapistId, prescriberId }) {
  await get(EmergencyCardService).write(tx, patientId, CARD);
  const dispense = {
    ...{ patientId, prescriptionNumber: 'BENCH', pharmacy: 'Bench', medication: 'ketamine', form: 'troche' },
    ...{ strengthMg: 50, doseUnits: 2, orderedUnits: 4 },
  };
  await get(SupplyStock).put(tx, { dispense, filled: FILLED, counted: 4, by: prescriberId });
  await get(CompanionReadiness).putAll(tx, chaperoneId);
  await get(PreparationMaking).answer(tx, patientId, ANSWERS);
  await get(PreparationMaking).finish(tx, patientId, therapistId);
}
