import type { LegalBasesService, PdmpService, PrescribingRule, PrescribingRulesService } from '#credentials';
import { DAY } from '#kernel';
import type { Tx } from '#platform';
import type { Cast } from './people.js';

type Registers = Readonly<{ rules: PrescribingRulesService; bases: LegalBasesService; pdmp: PdmpService }>;

const USUAL: Omit<PrescribingRule, 'jurisdiction'> = {
  ...{ needsPrescriptiveAuthority: true, needsCollaboration: false, needsStateRegistration: false, dea: 'there' },
  ...{ pdmp: 'every-days', pdmpDays: 90 },
};
/** Made up: what a clinic has looked up of the states in which its patients live. */
const RULES: readonly PrescribingRule[] = [
  { ...USUAL, jurisdiction: 'US-NY', pdmp: 'each-order', pdmpDays: null },
  { ...USUAL, jurisdiction: 'US-CO' },
  { ...USUAL, jurisdiction: 'US-IL', needsStateRegistration: true },
  { ...USUAL, jurisdiction: 'US-RI', needsStateRegistration: true },
  { ...USUAL, jurisdiction: 'US-WI', needsCollaboration: true },
];
const SOURCE = 'Made up for this demo. Look up the law of your state.';

/** The DEA's flexibilities for telemedicine end with 2026: 90 FR 61301. */
const FLEXIBILITY = { kind: 'telemedicine-flexibility', citation: '90 FR 61301', about: null } as const;
const FLEXIBLE_UNTIL = '2026-12-31';
/** A demo that begins later, or just before, shows the same thing that ends soon, on a made-up day. */
const AT_LEAST_DAYS = 21;
/** Who has examined whom in person: they lose nothing on that day. */
const EXAMINED = [
  ...(['rosa', 'sam', 'mia', 'ana'] as const).map((patient) => [patient, 'nina'] as const),
  ['ida', 'paul'] as const,
];

/** Whose monitoring programme Nina has looked at before she signed their doses. */
const LOOKED: readonly (readonly [patient: string, states: readonly string[]])[] = [
  ['rosa', ['US-IL']],
  ['sam', ['US-NY']],
  ['mia', ['US-CO']],
  ['jonas', ['US-WI']],
  ['ana', ['US-RI', 'US-NY']],
  ...(['elif', 'noor', 'leo'] as const).map((patient) => [patient, ['US-NY']] as const),
];

const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What states ask for, and why the demo clinic may prescribe at a distance. @param now epoch ms */
export async function seedPrescribing(tx: Tx, { rules, bases, pdmp }: Registers, cast: Cast, now: number): Promise<void> {
  const by = cast['ada']!;
  for (const rule of RULES) await rules.put(tx, rule, { basedOn: 0, source: SOURCE }, by);
  const soonest = dayAt(now + AT_LEAST_DAYS * DAY);
  const validTo = FLEXIBLE_UNTIL < soonest ? soonest : FLEXIBLE_UNTIL;
  await bases.put(tx, { ...FLEXIBILITY, validFrom: dayAt(now - 300 * DAY), validTo }, by);
  for (const [patient, prescriber] of EXAMINED) {
    const about = { patientId: cast[patient]!, prescriberId: cast[prescriber]! };
    const days = { validFrom: dayAt(now - 60 * DAY), validTo: dayAt(now + 305 * DAY) };
    await bases.put(tx, { kind: 'in-person-exam', citation: null, about, ...days }, cast[prescriber]!);
  }
  for (const [patient, states] of LOOKED)
    await pdmp.put(tx, { patientId: cast[patient]!, states, showsAnotherPrescriber: false }, cast['nina']!);
}
