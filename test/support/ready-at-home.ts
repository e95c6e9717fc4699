import type { Type } from '@nestjs/common';
import type { Tx } from '#platform';
import { PreparationMaking } from '#preparation';
import { type Stock, SupplyStock } from '#supply';
import { preparedAnswers } from './prepared-answers.js';

/** Medicine of which one dose of 100 mg is two units. @param words what stands in every text about it */
export const stockOf = (patientId: string, by: string, words = 'test'): Stock => ({
  dispense: {
    ...{ patientId, prescriptionNumber: words, pharmacy: 'Test pharmacy', medication: 'ketamine', form: 'troche' },
    ...{ strengthMg: 50, doseUnits: 2, orderedUnits: 40 },
  },
  filled: { lot: 'LOT-1', beyondUseDate: '2199-12-31', units: 40 },
  counted: 40,
  by,
});

type Get = <T>(service: Type<T>) => T;
type Who = Readonly<{ patientId: string; therapistId: string; prescriberId: string }>;

/** What the gate asks for at home: counted medicine, and a preparation that is signed off. After the protocol was signed. */
export async function readyAtHome(
  get: Get,
  tx: Tx,
  { patientId, therapistId, prescriberId }: Who,
  words?: string,
): Promise<void> {
  await get(SupplyStock).put(tx, stockOf(patientId, prescriberId, words));
  await prepared(get, tx, { patientId, therapistId }, words);
}

/** The second half of it, for another protocol of the same patient. */
export async function prepared(
  get: Get,
  tx: Tx,
  { patientId, therapistId }: Pick<Who, 'patientId' | 'therapistId'>,
  words?: string,
): Promise<void> {
  await get(PreparationMaking).answer(tx, patientId, preparedAnswers(words));
  await get(PreparationMaking).finish(tx, patientId, therapistId);
}
