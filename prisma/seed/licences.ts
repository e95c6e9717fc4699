import type { LicenceKind } from '#contracts';
import type { LicencesService } from '#credentials';
import { DAY } from '#kernel';
import type { Tx } from '#platform';
import type { Cast } from './people.js';

/** What goes with a licence to prescribe controlled substances, as the rules of the demo ask for it (`prescribing.ts`). */
const PRESCRIBES: readonly LicenceKind[] = ['prescriptive-authority', 'dea-registration'];
const REGISTERS = ['US-IL', 'US-RI'];
const COLLABORATES = ['US-WI'];

type Held = Readonly<{ key: string; kind: LicenceKind; places: readonly string[] }>;
/** Made-up licences of made-up people, for the places where the patients of the demo live. */
const HELD: readonly Held[] = [
  { key: 'tom', kind: 'clinical-social-worker', places: ['US-NY', 'US-IL'] },
  { key: 'iris', kind: 'marriage-family-therapist', places: ['US-NY', 'US-WI', 'US-RI'] },
  { key: 'omar', kind: 'psychologist', places: ['US-NY', 'US-CO'] },
  { key: 'nina', kind: 'nurse-practitioner', places: ['US-NY', 'US-IL', 'US-CO', 'US-WI', 'US-RI'] },
  { key: 'paul', kind: 'nurse-practitioner', places: ['US-NY', 'US-IL', 'US-WI'] },
  { key: 'helen', kind: 'physician', places: ['US-NY'] },
];
/** One that has to be renewed soon. */
const SOON = { key: 'nina', place: 'US-RI', days: 33 } as const;

const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Ada has looked them up. @param now epoch ms */
export async function seedLicences(tx: Tx, licences: LicencesService, cast: Cast, now: number): Promise<void> {
  for (const { key, kind, places } of HELD) {
    for (const [at, jurisdiction] of places.entries()) {
      const isSoon = key === SOON.key && jurisdiction === SOON.place;
      const number = `DEMO-${key.toUpperCase()}-${at + 1}`;
      const days = { validFrom: dayAt(now - 400 * DAY), validTo: dayAt(now + 400 * DAY) };
      const entry = { personId: cast[key]!, jurisdiction, number, ...days };
      await licences.put(tx, { ...entry, kind, ...(isSoon ? { validTo: dayAt(now + SOON.days * DAY) } : {}) }, cast['ada']!);
      for (const other of besides(kind, jurisdiction)) await licences.put(tx, { ...entry, kind: other }, cast['ada']!);
    }
  }
}

function besides(kind: LicenceKind, place: string): readonly LicenceKind[] {
  const isPhysician = kind === 'physician';
  if (!isPhysician && kind !== 'nurse-practitioner') return [];
  return [
    ...PRESCRIBES.filter((other) => !isPhysician || other !== 'prescriptive-authority'),
    ...(REGISTERS.includes(place) ? (['state-registration'] as const) : []),
    ...(COLLABORATES.includes(place) && !isPhysician ? (['collaboration'] as const) : []),
  ];
}
