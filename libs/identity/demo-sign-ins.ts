import { Secret } from 'otpauth';

import { type DemoSignIn, Role } from '#contracts';
import { isStaff } from './limits.js';

type Person = Omit<DemoSignIn, 'code'>;

/** Known to everybody who reads this, as the password is: 20 bytes that spell whose it is. */
const secretOf = (email: string): string => Secret.fromUTF8(`demo:${email.split('@')[0]}`.padEnd(20, '.')).base32;

const person = (role: string, name: string, about: string): Person => {
  const email = `${name.split(' ')[0]!.toLowerCase()}@demo.example`;
  const authenticatorSecret = isStaff(Role.parse(role)) ? secretOf(email) : null;
  return { role: Role.parse(role), name, email, about, password: 'warm-hearth-demo', authenticatorSecret };
};

/** The people of the demo clinic who can sign in. Seeded in demo mode only; production seeds nobody and does not serve this list. */
export const DEMO_SIGN_INS: readonly Person[] = [
  person('patient', 'Rosa Marin', 'Patient, ready to book a session'),
  person('patient', 'Sam Ellery', 'Patient, in a session right now'),
  person('patient', 'Mia Lindqvist', 'Patient, session about to begin'),
  person('patient', 'Jonas Weber', 'Patient, held at the gate by blood pressure'),
  person('patient', 'Ana Sousa', 'Patient, missed a visit; the course is paused'),
  person('patient', 'Leo Hartmann', 'Patient, treated in the clinic today'),
  person('patient', 'Elif Demir', 'Patient, low dose by the month'),
  person('patient', 'Noor Aziz', 'Patient, infusions in the clinic'),
  person('patient', 'June Park', 'Patient, esketamine in the clinic, about to begin'),
  person('patient', 'Ida Novak', 'New patient, part-way through the questions'),
  person('therapist', 'Tom Brandt', 'Therapist'),
  person('therapist', 'Iris Chen', 'Therapist in another time zone'),
  person('therapist', 'Omar Haddad', 'Therapist of the session about to begin'),
  person('prescriber', 'Nina Okafor', 'Nurse practitioner, releases doses'),
  person('prescriber', 'Paul Reyes', 'Nurse practitioner on call'),
  person('physician', 'Helen Brooks', 'Physician and privacy officer: reads the audit'),
  person('auditor', 'Vera Lind', 'Auditor: who saw and did what'),
  person('admin', 'Ada Morgan', 'Clinic administrator: schedules, no health data'),
];
