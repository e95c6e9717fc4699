import { z } from 'zod';

import { endpoint, Nothing } from './endpoint.js';

export const Role = z.enum(['patient', 'chaperone', 'therapist', 'prescriber', 'physician', 'admin', 'auditor']);
export type Role = z.infer<typeof Role>;

export const Assurance = z
  .enum(['full', 'pending', 'locked', 'capability'])
  .describe(
    '`pending`: the second factor is still to come. `locked`: idle for too long, prove that it is you. ' +
      '`capability`: safety check and help in one session, nothing else.',
  );
export type Assurance = z.infer<typeof Assurance>;

export const Me = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  zone: z.string().describe('IANA time zone of the person.'),
  sessionScope: z
    .uuid()
    .nullable()
    .describe('The one dosing session that this sign-in is good for; null for a person of the clinic.'),
  assurance: Assurance,
  lockAfterMin: z.int().nullable().describe('Minutes without a touch after which the screen is locked; null: never.'),
});
export type Me = z.infer<typeof Me>;

const Password = z.string().min(1).max(200);
export const NewPassword = z.string().min(1).max(400).describe('At least 15 characters, 12 beside a second factor; at most 200.');

/** What a browser's `navigator.credentials` answered, as JSON; the library behind the service reads it. */
export const PasskeyAnswer = z
  .looseObject({
    id: z.string().max(1_400),
    rawId: z.string().max(1_400),
    type: z.literal('public-key'),
    response: z.record(z.string(), z.unknown()),
    clientExtensionResults: z.record(z.string(), z.unknown()),
  })
  .describe('The JSON form of a PublicKeyCredential (WebAuthn level 3).');
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

export const OneTimeCode = z.string().regex(/^\d{6}$/);
export const RecoveryCodeText = z.string().min(24).max(40);
const byCode = z.strictObject({ code: OneTimeCode });
const byPasskey = z.strictObject({ passkey: PasskeyAnswer });
const byRecoveryCode = z.strictObject({ recoveryCode: RecoveryCodeText });
const byPassword = z.strictObject({ password: Password });

export const SecondFactor = z.union([byCode, byPasskey, byRecoveryCode]);
export type SecondFactor = z.infer<typeof SecondFactor>;
/** That it is still the same person: a passkey or a code, or a recovery code of whoever has lost both; the password only of people who have neither. */
export const Proof = z.union([byCode, byPasskey, byRecoveryCode, byPassword]);
export type Proof = z.infer<typeof Proof>;
const PROOF_PROBLEMS = ['identity.wrong-proof', 'identity.proof-kind', 'identity.too-many-tries'];

export const SignIn = z.strictObject({ email: z.email().max(254), password: Password });
export type SignIn = z.infer<typeof SignIn>;

export const signIn = endpoint({
  method: 'POST',
  path: '/v1/sign-ins',
  summary: 'Signs a person in by password; the answer sets the cookie. Who has a second factor, or must have one, is `pending`.',
  body: SignIn,
  reply: Me,
  problems: ['identity.wrong-sign-in', 'identity.too-many-tries'],
  withoutKey: 'Nobody is signed in yet, and no copy of a cookie may be kept.',
});

export const beginPasskeySignIn = endpoint({
  method: 'POST',
  path: '/v1/passkey-ceremonies/sign-in',
  summary: 'A challenge for whoever signs in with a passkey; good once, for five minutes.',
  reply: PasskeyOptions,
  withoutKey: 'Each challenge is new.',
});

export const signInByPasskey = endpoint({
  method: 'POST',
  path: '/v1/sign-ins/passkey',
  summary: 'Signs a person in by passkey alone: it is both factors.',
  body: byPasskey,
  reply: Me,
  problems: ['identity.wrong-proof'],
  withoutKey: 'Nobody is signed in yet, and a challenge is good once.',
});

export const beginProof = endpoint({
  method: 'POST',
  path: '/v1/passkey-ceremonies/proof',
  summary: 'A challenge for the passkeys of whoever is signed in: second factor, step-up, unlocking.',
  reply: PasskeyOptions,
  withoutKey: 'Each challenge is new.',
});

export const proveSecondFactor = endpoint({
  method: 'POST',
  path: '/v1/sign-ins/current/second-factor',
  summary: 'Completes a pending sign-in; the answer sets another cookie.',
  body: SecondFactor,
  reply: Me,
  problems: ['identity.wrong-proof', 'identity.too-many-tries', 'identity.not-pending'],
  withoutKey: 'A code is good once, and no copy of a cookie may be kept.',
});

export const signOut = endpoint({
  method: 'DELETE',
  path: '/v1/sign-ins/current',
  summary: 'Ends the sign-in that the cookie stands for.',
  reply: Nothing,
  withoutKey: 'After it, nobody is there to ask again; ending twice is ending.',
});

export const stepUp = endpoint({
  method: 'POST',
  path: '/v1/sign-ins/current/step-up',
  summary: 'Proves for one weighty action (release of a dose, change of a factor) that it is you; good once, for two minutes.',
  body: Proof,
  reply: z.object({ validUntil: z.iso.datetime() }),
  problems: PROOF_PROBLEMS,
  withoutKey: 'A proof is judged each time, and a wrong one is counted.',
});

export const unlock = endpoint({
  method: 'POST',
  path: '/v1/sign-ins/current/unlock',
  summary: 'Opens a locked screen again.',
  body: Proof,
  reply: Me,
  problems: PROOF_PROBLEMS,
  withoutKey: 'A proof is judged each time, and a wrong one is counted.',
});

export const noteActivity = endpoint({
  method: 'POST',
  path: '/v1/sign-ins/current/activity',
  summary: 'The person has touched the screen since the last minute; pages that ask by themselves do not say so.',
  reply: Nothing,
  withoutKey: 'Being there twice is being there.',
});

export const readMe = endpoint({ method: 'GET', path: '/v1/me', summary: 'Who is signed in.', reply: Me });

export const DemoSignIn = z.object({
  role: Role,
  name: z.string(),
  email: z.string(),
  password: z.string(),
  about: z.string(),
  authenticatorSecret: z.string().nullable().describe('Base32, for an authenticator app; null for people without one.'),
  code: z.string().nullable().describe('What that app shows and was not used yet; null: none before the next half minute.'),
});
export type DemoSignIn = z.infer<typeof DemoSignIn>;

export const listDemoSignIns = endpoint({
  method: 'GET',
  path: '/v1/demo/sign-ins',
  summary: 'The sign-ins of the demo clinic, with the codes of their authenticator apps (demo mode only).',
  reply: z.object({ signIns: z.array(DemoSignIn) }),
});
