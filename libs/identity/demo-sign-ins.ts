import type { DemoSignIn } from '#contracts';

/** The people of the demo clinic who can sign in. Seeded in demo mode only; production seeds nobody and does not serve this list. */
export const DEMO_SIGN_INS = [
  { role: 'patient', name: 'Rosa Marin', email: 'rosa@demo.example', about: 'Patient, ready to book a session' },
  { role: 'patient', name: 'Sam Ellery', email: 'sam@demo.example', about: 'Patient, in a session right now' },
  { role: 'patient', name: 'Mia Lindqvist', email: 'mia@demo.example', about: 'Patient, session about to begin' },
  { role: 'patient', name: 'Jonas Weber', email: 'jonas@demo.example', about: 'Patient, held at the gate by blood pressure' },
  { role: 'patient', name: 'Ana Sousa', email: 'ana@demo.example', about: 'Patient, missed the visit after the last session' },
  { role: 'therapist', name: 'Tom Brandt', email: 'tom@demo.example', about: 'Therapist' },
  { role: 'therapist', name: 'Iris Chen', email: 'iris@demo.example', about: 'Therapist in another time zone' },
  { role: 'therapist', name: 'Omar Haddad', email: 'omar@demo.example', about: 'Therapist of the session about to begin' },
  { role: 'prescriber', name: 'Nina Okafor', email: 'nina@demo.example', about: 'Nurse practitioner, releases doses' },
  { role: 'prescriber', name: 'Paul Reyes', email: 'paul@demo.example', about: 'Nurse practitioner on call' },
  { role: 'admin', name: 'Ada Morgan', email: 'ada@demo.example', about: 'Clinic administrator: schedules, no health data' },
].map((person) => ({ ...person, password: 'warm-hearth-demo' }) as DemoSignIn);
