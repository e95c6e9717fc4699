/** As what somebody is in a call. */
export type CallPart = 'patient' | 'chaperone' | 'screener' | 'therapist' | 'prescriber' | 'physician';
type Party = Readonly<{ personId: string; part: string }>;

/** Whether somebody in this part treats the patient: they run the call, and can own it. */
export const treats = (part: CallPart): boolean => part !== 'patient' && part !== 'chaperone';

/** As what a party of an appointment comes to its call: a therapist who meets somebody for the first time screens. */
export function callPart(kind: string, part: string): CallPart {
  if (part === 'therapist') return kind === 'screening' ? 'screener' : 'therapist';
  return part as CallPart;
}

/** Who owns a call first, in this order. */
const LEADS: readonly CallPart[] = ['screener', 'therapist', 'prescriber', 'physician'];

/** Which party of an appointment leads its call; null when nobody of the clinic has a part in it. */
export function firstOwner(kind: string, parties: readonly Party[]): string | null {
  const led = LEADS.map((lead) => parties.find(({ part }) => callPart(kind, part) === lead));
  return led.find((party) => party !== undefined)?.personId ?? null;
}
