/** What a prescriber signs of a protocol: everything that the version says. Days as `2026-11-29`, instants as ISO 8601 in UTC. */
export type VersionText = Readonly<{
  protocolId: string;
  number: number;
  template: string;
  phase: string;
  sessions: number;
  minDaysBetween: number;
  later?: readonly object[] | undefined;
  endPointReviewOn: string;
  goal: string;
  reason: string;
  guardrails: object;
  patientLimits: object;
  plan: object;
}>;
/** What a prescriber signs of a dose. */
export type DoseText = Readonly<{
  protocolId: string;
  version: number;
  session: number;
  doseMg: number;
  priorMg: number | null;
  reason: string;
  findings: readonly string[];
}>;
/** `reference`: made anew for each signature, so that nobody finds the text by trying what it might say until the hash is the same. */
export type Signing = Readonly<{
  reference: string;
  patientId: string;
  patientName: string;
  signerId: string;
  signerName: string;
  place: string;
  licenceId: string;
  day: string;
  signedAt: string;
}>;

/** JSON with the names of each object in one order, whatever order a database gives them back in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const parts = entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`);
  return `{${parts.join(',')}}`;
}

/** One line whatever is in it. */
const line = (name: string, value: string | number | null): string =>
  `${name}: ${typeof value === 'string' ? JSON.stringify(value) : (value ?? 'none')}`;

const under = (signing: Signing): string[] => [
  line('Patient', signing.patientName),
  line('Patient id', signing.patientId),
  line('Signed by', signing.signerName),
  line('Signer id', signing.signerId),
  line('Where the patient is', signing.place),
  line('Licence', signing.licenceId),
  line('Day there', signing.day),
  line('Signed at', signing.signedAt),
  line('Reference', signing.reference),
];

/** The text under which a signature for a version of a protocol stands: the same facts give the same text, to the byte. */
export const versionText = (version: VersionText, signing: Signing): string =>
  [
    'Hearth: a protocol is signed',
    line('Protocol id', version.protocolId),
    line('Version', version.number),
    line('Template', version.template),
    line('Phase', version.phase),
    line('Sessions', version.sessions),
    line('Days between two sessions, at least', version.minDaysBetween),
    ...(version.later?.length ? [`Later phases: ${canonicalJson(version.later)}`] : []),
    line('End-point review on', version.endPointReviewOn),
    line('Goal', version.goal),
    line('Why this version', version.reason),
    `Guardrails: ${canonicalJson(version.guardrails)}`,
    `Limits of this patient: ${canonicalJson(version.patientLimits)}`,
    `Plan of a session: ${canonicalJson(version.plan)}`,
    ...under(signing),
  ].join('\n');

/** The same for a dose. */
export const doseText = (dose: DoseText, signing: Signing): string =>
  [
    'Hearth: a dose is signed',
    line('Protocol id', dose.protocolId),
    line('Version', dose.version),
    line('Session', dose.session),
    line('Dose in mg', dose.doseMg),
    line('Dose before in mg', dose.priorMg),
    line('Reason', dose.reason),
    line('What was warned of', dose.findings.join(', ')),
    ...under(signing),
  ].join('\n');
