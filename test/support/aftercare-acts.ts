import type { Visitor } from './http.js';

export const WELL = { feeling: 'well', mood: 7, isSomebodyThere: true } as const;
export const PAGE = { text: 'I dreamt of the sea.', prompt: 'what-stays' } as const;

/** A question that the patient may answer still. */
export async function openCheck(patient: Visitor): Promise<string> {
  const { personId } = (await patient.get('/v1/me').expect(200)).body;
  const { checks } = (await patient.get(`/v1/patients/${personId}/aftercare`).expect(200)).body;
  return checks.find(({ mayAnswer }: { mayAnswer: boolean }) => mayAnswer).checkId;
}
