import { CompanionReadiness, EnrolmentService } from '#care';
import { DEMO_SIGN_INS, IdentityService } from '#identity';
import type { Tx } from '#platform';

export const CLINIC_ZONE = 'America/New_York';

type Duties = Readonly<{ isPrivacyOfficer?: boolean; isMedicalDirector?: boolean }>;
type Staff = Duties & Readonly<{ key: string; profession?: string; zone: string; phone: string }>;
const STAFF: readonly Staff[] = [
  { key: 'tom', profession: 'LCSW', zone: CLINIC_ZONE, phone: '+1 212 555 0101' },
  { key: 'iris', profession: 'LMFT', zone: 'America/Chicago', phone: '+1 212 555 0102' },
  { key: 'omar', profession: 'PsyD', zone: CLINIC_ZONE, phone: '+1 212 555 0103' },
  { key: 'nina', profession: 'NP', zone: CLINIC_ZONE, phone: '+1 212 555 0104' },
  { key: 'paul', profession: 'NP', zone: CLINIC_ZONE, phone: '+1 212 555 0105' },
  {
    key: 'helen',
    profession: 'MD',
    zone: CLINIC_ZONE,
    phone: '+1 212 555 0107',
    isPrivacyOfficer: true,
    isMedicalDirector: true,
  },
  { key: 'vera', zone: CLINIC_ZONE, phone: '+1 212 555 0108' },
  { key: 'ada', zone: CLINIC_ZONE, phone: '+1 212 555 0106' },
];

type Patient = Readonly<{
  key: string;
  zone: string;
  therapist: string;
  /** `isNew`: has their page still before them. */
  chaperone: Readonly<{ name: string; phone: string; isNew?: boolean }>;
  address: string;
  entryNote: string;
  localNumber: string;
  allergies: string;
}>;
const PATIENTS: readonly Patient[] = [
  {
    key: 'rosa',
    zone: 'America/Chicago',
    therapist: 'tom',
    chaperone: { name: 'Luis Marin', phone: '+1 312 555 0142' },
    address: '1420 W Grace St, Apt 3, Chicago, IL 60613',
    entryNote: 'Buzzer 3, second floor; the dog is friendly',
    localNumber: '+1 312 555 0911',
    allergies: 'None known',
  },
  {
    key: 'sam',
    zone: CLINIC_ZONE,
    therapist: 'tom',
    chaperone: { name: 'Kit Ellery', phone: '+1 917 555 0118' },
    address: '77 Lefferts Pl, Brooklyn, NY 11238',
    entryNote: 'Garden flat, door under the stairs',
    localNumber: '+1 718 555 0911',
    allergies: 'Penicillin',
  },
  {
    key: 'mia',
    zone: 'America/Denver',
    therapist: 'omar',
    chaperone: { name: 'Nils Lindqvist', phone: '+1 303 555 0177' },
    address: '2210 Ash St, Denver, CO 80207',
    entryNote: 'Blue house, side door',
    localNumber: '+1 720 555 0911',
    allergies: 'None known',
  },
  {
    key: 'jonas',
    zone: 'America/Chicago',
    therapist: 'iris',
    chaperone: { name: 'Petra Weber', phone: '+1 608 555 0133', isNew: true },
    address: '508 Jenifer St, Madison, WI 53703',
    entryNote: 'Ring twice',
    localNumber: '+1 608 555 0911',
    allergies: 'Latex',
  },
  {
    key: 'ana',
    zone: CLINIC_ZONE,
    therapist: 'iris',
    chaperone: { name: 'Rui Sousa', phone: '+1 401 555 0164' },
    address: '9 Ives St, Providence, RI 02906',
    entryNote: 'Third floor, no lift',
    localNumber: '+1 401 555 0911',
    allergies: 'None known',
  },
  {
    key: 'leo',
    zone: CLINIC_ZONE,
    therapist: 'tom',
    chaperone: { name: 'Maren Hartmann', phone: '+1 646 555 0171' },
    address: '210 E 9th St, New York, NY 10003',
    entryNote: 'Fourth floor, with a lift',
    localNumber: '+1 212 555 0912',
    allergies: 'None known',
  },
  {
    key: 'elif',
    zone: CLINIC_ZONE,
    therapist: 'omar',
    chaperone: { name: 'Can Demir', phone: '+1 718 555 0151' },
    address: '48 Henry St, Brooklyn, NY 11201',
    entryNote: 'Bell at the gate',
    localNumber: '+1 718 555 0911',
    allergies: 'None known',
  },
  {
    key: 'noor',
    zone: CLINIC_ZONE,
    therapist: 'iris',
    chaperone: { name: 'Sami Aziz', phone: '+1 718 555 0152' },
    address: '15 Bay Ridge Ave, Brooklyn, NY 11220',
    entryNote: 'Second floor',
    localNumber: '+1 718 555 0911',
    allergies: 'Shellfish',
  },
  {
    key: 'june',
    zone: CLINIC_ZONE,
    therapist: 'omar',
    chaperone: { name: 'Theo Park', phone: '+1 718 555 0153' },
    address: '620 Dean St, Brooklyn, NY 11238',
    entryNote: 'Side entrance',
    localNumber: '+1 718 555 0911',
    allergies: 'None known',
  },
  {
    key: 'ida',
    zone: CLINIC_ZONE,
    therapist: 'tom',
    chaperone: { name: 'Marek Novak', phone: '+1 646 555 0139' },
    address: '31 Union St, Apt 2, Brooklyn, NY 11231',
    entryNote: 'First floor, on the left',
    localNumber: '+1 718 555 0912',
    allergies: 'None known',
  },
];

/** Ids of everybody, by short name; chaperones as `<patient>'s chaperone`. */
export type Cast = Readonly<Record<string, string>>;

/** Who puts people in. `passwordHash` is that of everybody: these are demo people. */
export type Makers = Readonly<{
  identity: IdentityService;
  enrolment: EnrolmentService;
  companions: CompanionReadiness;
  passwordHash: string;
}>;

/** Puts everybody into the clinic: staff, patients with team and card, and their chaperones. */
export async function seedPeople(tx: Tx, makers: Makers): Promise<Cast> {
  const cast: Record<string, string> = {};
  for (const staff of STAFF) cast[staff.key] = await addPerson(tx, makers, staff);
  for (const patient of PATIENTS) await enrol(tx, makers, cast, patient);
  return cast;
}

function addPerson(
  tx: Tx,
  { identity, passwordHash }: Makers,
  {
    key,
    zone,
    profession,
    phone,
    isPrivacyOfficer = false,
    isMedicalDirector = false,
  }: Partial<Staff> & Pick<Staff, 'key' | 'zone'>,
) {
  const { role, name, email, authenticatorSecret } = DEMO_SIGN_INS.find((person) => person.email.startsWith(`${key}@`))!;
  return identity.add(tx, {
    role,
    displayName: name,
    zone,
    email,
    ...(profession ? { profession } : {}),
    ...(phone ? { phone } : {}),
    ...(authenticatorSecret ? { authenticatorSecret } : {}),
    ...{ isPrivacyOfficer, isMedicalDirector },
    passwordHash,
  });
}

async function enrol(tx: Tx, makers: Makers, cast: Record<string, string>, patient: Patient): Promise<void> {
  const patientId = await addPerson(tx, makers, { key: patient.key, zone: patient.zone });
  const { name: displayName, phone, isNew } = patient.chaperone;
  const chaperoneId = await makers.identity.add(tx, { role: 'chaperone', displayName, phone, zone: patient.zone });
  if (!isNew) await makers.companions.putAll(tx, chaperoneId);
  Object.assign(cast, { [patient.key]: patientId, [`${patient.key}'s chaperone`]: chaperoneId });
  const { address: addressLine, entryNote, allergies, localNumber: localEmergencyNumber } = patient;
  await makers.enrolment.enrol(tx, patientId, {
    team: { prescriberId: cast['nina']!, therapistId: cast[patient.therapist]!, chaperoneId },
    card: { addressLine, entryNote, allergies, localEmergencyNumber },
  });
}
