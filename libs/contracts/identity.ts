import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';

export const Role = z.enum(['patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor']);
export type Role = z.infer<typeof Role>;

export const Me = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  zone: z.string().describe('IANA time zone of the person.'),
  sessionScope: z
    .uuid()
    .nullable()
    .describe('The one dosing session that this sign-in is good for; null for a person of the clinic.'),
});
export type Me = z.infer<typeof Me>;

export const SignIn = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignIn>;

export const signIn = endpoint({
  method: 'POST',
  path: '/v1/sign-ins',
  summary: 'Signs a person in; the answer sets the cookie.',
  body: SignIn,
  reply: Me,
  problems: ['identity.wrong-sign-in', 'identity.too-many-tries'],
  withoutKey: 'Nobody is signed in yet, and no copy of a cookie may be kept.',
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/v1/sign-ins/current',
  summary: 'Ends the sign-in that the cookie stands for.',
  reply: Nothing,
  withoutKey: 'After it, nobody is there to ask again; ending twice is ending.',
});

export const StepUp = z.strictObject({ password: z.string().min(1).max(200) });
export type StepUp = z.infer<typeof StepUp>;

export const stepUp = endpoint({
  method: 'POST',
  path: '/v1/sign-ins/current/step-up',
  summary: 'Signs in again for one weighty action (release of a dose); good once, for two minutes.',
  body: StepUp,
  reply: z.object({ validUntil: z.iso.datetime() }),
  problems: ['identity.wrong-sign-in', 'identity.too-many-tries'],
  withoutKey: 'A password is judged each time, and a wrong one is counted.',
});

export const readMe = endpoint({ method: 'GET', path: '/v1/me', summary: 'Who is signed in.', reply: Me });

export const DemoSignIn = z.object({ role: Role, name: z.string(), email: z.string(), password: z.string(), about: z.string() });
export type DemoSignIn = z.infer<typeof DemoSignIn>;

export const listDemoSignIns = endpoint({
  method: 'GET',
  path: '/v1/demo/sign-ins',
  summary: 'The sign-ins of the demo clinic (demo mode only).',
  reply: z.object({ signIns: z.array(DemoSignIn) }),
});
