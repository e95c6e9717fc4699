import { type AuthorityKind, isLicence, type LicenceFact } from './covers.js';
import { type Held, holding, type Lack } from './held.js';
import { type PrescribingRule, ruleOf } from './prescribing-rule.js';

/**
 * Treating somebody; prescribing a controlled substance (schedule III) to somebody who is somewhere else than the prescriber; or giving
 * it to them in the clinic.
 */
export type Act = 'treat' | 'prescribe' | 'prescribe-in-person';
export type Need = 'licence' | AuthorityKind | 'legal-basis';
export const NEEDS: readonly Need[] = [
  'licence',
  'prescriptive-authority',
  'collaboration',
  'state-registration',
  'dea-registration',
  'legal-basis',
];
/** Stable; `not-stated`: nobody has said where the patient is. */
export type AuthorityLack = 'not-stated' | `${Need}-${Lack}`;
export type Authority = Readonly<
  { isMet: true; reason: 'met'; until: string } | { isMet: false; reason: AuthorityLack; until: null }
>;

/** What is known of one clinician. */
export type AuthorityRegister = Readonly<{
  /** Licences and what goes with them, of every place. */
  entries: readonly LicenceFact[];
  /** Because of what they may prescribe to this patient without having examined them in person: the clinic's and their own. */
  bases: readonly Held[];
  rules: readonly PrescribingRule[];
}>;
/** `jurisdiction`: where the patient has said that they are, ISO 3166-2; null when they have not. `day`: as `2026-11-29`, on their clock. */
export type Asked = Readonly<{ jurisdiction: string | null; day: string; act: Act }>;

/**
 * Whether a clinician may do something for a patient who is at a place on a day. Treating needs a licence for exactly that place.
 * Prescribing needs a basis for doing it at a distance, unless it is given in the clinic (21 USC 829(e) speaks of the internet only), a DEA registration, and what the rule of the place asks for: more of those
 * who are no physicians. All of it has to hold on that day.
 *
 * @param asked.day today or later
 * @returns         the last day until which all of it holds as it stands; or the first need that is not met
 */
export function judgeAuthority(register: AuthorityRegister, { jurisdiction, day, act }: Asked): Authority {
  if (jurisdiction === null) return { isMet: false, reason: 'not-stated', until: null };
  let until = LAST_DAY;
  for (const { need, held } of needsOf(register, { jurisdiction, day, act })) {
    const found = holding(held, day);
    if (!found.longest) return { isMet: false, reason: `${need}-${found.lack}`, until: null };
    if (found.longest.validTo < until) until = found.longest.validTo;
  }
  return { isMet: true, reason: 'met', until };
}

/**
 * Whether a clinician can have the authority for an appointment, as far as anybody knows: where nobody has said yet where the patient
 * will be, one place for which they have it on that day is enough for now.
 *
 * @returns of a place that is not known the authority that lasts longest, or what is missing where a licence comes closest
 */
export function mayHaveAuthority(register: AuthorityRegister, asked: Asked): Authority {
  if (asked.jurisdiction !== null) return judgeAuthority(register, asked);
  const places = [...new Set(register.entries.filter(isLicence).map(({ jurisdiction }) => jurisdiction))].sort();
  const judged = places.map((jurisdiction) => judgeAuthority(register, { ...asked, jurisdiction }));
  const [longest] = judged.filter(({ isMet }) => isMet).toSorted((a, b) => b.until!.localeCompare(a.until!));
  const closest = judged.find(({ reason }) => !reason.startsWith('licence-')) ?? judged[0];
  return longest ?? closest ?? { isMet: false, reason: 'licence-missing', until: null };
}

/** Of the form of a day, and after each. */
const LAST_DAY = '9999-12-31';

function needsOf(
  { entries, bases, rules }: AuthorityRegister,
  { jurisdiction, day, act }: Asked & { jurisdiction: string },
): { need: Need; held: readonly Held[] }[] {
  const there = entries.filter((entry) => entry.jurisdiction === jurisdiction);
  const licence = { need: 'licence' as const, held: there.filter(isLicence) };
  if (act === 'treat') return [licence];
  const rule = ruleOf(rules, jurisdiction);
  const asks: Readonly<Record<AuthorityKind, boolean>> = {
    'prescriptive-authority': rule.needsPrescriptiveAuthority && !isPhysician(entries, day),
    collaboration: rule.needsCollaboration && !isPhysician(entries, day),
    'state-registration': rule.needsStateRegistration,
    'dea-registration': rule.dea !== 'none',
  };
  const of = (kind: AuthorityKind, among: readonly LicenceFact[]) => ({
    need: kind,
    held: among.filter((entry) => entry.kind === kind),
  });
  return [
    licence,
    ...(['prescriptive-authority', 'collaboration', 'state-registration'] as const)
      .filter((kind) => asks[kind])
      .map((kind) => of(kind, there)),
    ...(asks['dea-registration'] ? [of('dea-registration', rule.dea === 'there' ? there : entries)] : []),
    ...(act === 'prescribe' ? [{ need: 'legal-basis' as const, held: bases }] : []),
  ];
}

/** Who is a physician somewhere is one everywhere; what they may do there is another question. */
const isPhysician = (entries: readonly LicenceFact[], day: string): boolean =>
  holding(
    entries.filter(({ kind }) => kind === 'physician'),
    day,
  ).longest !== null;
