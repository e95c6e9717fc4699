import { z } from 'zod';

import { endpoint, Next, Nothing, pageQuery } from './endpoint.js';
import { NewPassword, OneTimeCode, PasskeyAnswer, PasskeyOptions } from './identity.js';

export const PasskeySummary = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export const Factors = z.object({
  hasPassword: z.boolean(),
  hasAuthenticator: z.boolean(),
  passkeys: z.array(PasskeySummary),
  recoveryCodesLeft: z.int(),
  mustHaveSecond: z.boolean().describe('Staff: the last second factor cannot be removed.'),
});
export type Factors = z.infer<typeof Factors>;

export const readFactors = endpoint({
  method: 'GET',
  path: '/v1/me/factors',
  summary: 'With what the person can sign in.',
  reply: Factors,
});

const CHANGE = ['identity.step-up-needed'];
/** Shown once, when the first second factor is enrolled; null later. */
const Enrolled = z.object({ recoveryCodes: z.array(z.string()).nullable() });
export type Enrolled = z.infer<typeof Enrolled>;
const ONCE = 'What it answers is secret and shown once; a ceremony is good once.';

export const beginAuthenticator = endpoint({
  method: 'POST',
  path: '/v1/me/authenticator',
  summary:
    'A new secret for an authenticator app; it counts once a code of it is confirmed. Needs a step-up, unless it is the first factor.',
  reply: z.object({ secret: z.string(), uri: z.string().describe('otpauth://, for a QR code.') }),
  problems: CHANGE,
  withoutKey: ONCE,
});

export const confirmAuthenticator = endpoint({
  method: 'POST',
  path: '/v1/me/authenticator/confirmation',
  summary: 'Takes the new authenticator app into use; the answer may set another cookie.',
  body: z.strictObject({ code: OneTimeCode }),
  reply: Enrolled,
  problems: ['identity.wrong-proof', 'identity.too-many-tries'],
  withoutKey: ONCE,
});

export const removeAuthenticator = endpoint({
  method: 'DELETE',
  path: '/v1/me/authenticator',
  summary: 'Takes the authenticator app out of use.',
  reply: Nothing,
  problems: [...CHANGE, 'identity.last-factor'],
  withoutKey: 'A step-up is good once, and what is gone stays gone.',
});

export const beginPasskey = endpoint({
  method: 'POST',
  path: '/v1/me/passkeys/ceremony',
  summary: 'What a browser needs to make a passkey. Needs a step-up, unless it is the first factor.',
  reply: PasskeyOptions,
  problems: CHANGE,
  withoutKey: 'Each challenge is new.',
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/v1/me/passkeys',
  summary: 'Takes a new passkey into use; the answer may set another cookie.',
  body: z.strictObject({ name: z.string().trim().min(1).max(60), passkey: PasskeyAnswer }),
  reply: Enrolled,
  problems: ['identity.wrong-proof'],
  withoutKey: ONCE,
});

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/v1/me/passkeys/:passkeyId',
  summary: 'Takes a passkey out of use.',
  params: z.strictObject({ passkeyId: z.uuid() }),
  reply: Nothing,
  problems: [...CHANGE, 'identity.only-way-in', 'identity.last-factor', 'identity.not-found'],
  withoutKey: 'A step-up is good once, and what is gone stays gone.',
});

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/v1/me/recovery-codes',
  summary: 'Ten new recovery codes, shown once; the old ones end.',
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  problems: CHANGE,
  withoutKey: ONCE,
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/v1/me/password',
  summary: 'Another password. Ends all other sign-ins; the answer sets another cookie.',
  body: z.strictObject({
    password: NewPassword,
    current: z.string().max(200).optional().describe('The password until now, of whoever has one.'),
  }),
  reply: Nothing,
  problems: [...CHANGE, 'identity.password-refused', 'identity.wrong-proof', 'identity.too-many-tries'],
  withoutKey: 'A step-up is good once, and no copy of a cookie may be kept.',
});

export const Device = z.object({
  id: z.uuid().describe('Of the sign-in.'),
  agent: z.string(),
  network: z.string().describe('Only the beginning of the address.'),
  signedInAt: z.iso.datetime(),
  lastActiveAt: z.iso.datetime(),
  isCurrent: z.boolean(),
});
export type Device = z.infer<typeof Device>;

export const listDevices = endpoint({
  method: 'GET',
  path: '/v1/me/devices',
  summary: 'Where the person is signed in.',
  query: z.strictObject(pageQuery(100)),
  reply: z.object({ devices: z.array(Device), next: Next }),
});

export const endDevice = endpoint({
  method: 'DELETE',
  path: '/v1/me/devices/:signInId',
  summary: 'Signs out one device.',
  params: z.strictObject({ signInId: z.uuid() }),
  reply: Nothing,
  problems: ['identity.not-found'],
  withoutKey: 'Ending twice is ending.',
});

export const endOtherDevices = endpoint({
  method: 'DELETE',
  path: '/v1/me/devices',
  summary: 'Signs out everywhere else, and forgets the devices that were known.',
  reply: Nothing,
  withoutKey: 'Ending twice is ending.',
});

export const readEmail = endpoint({
  method: 'GET',
  path: '/v1/me/email',
  summary: 'The e-mail address with which the person signs in.',
  reply: z.object({
    email: z.string().nullable(),
    isVerified: z.boolean().describe('A link that was sent there has been opened.'),
  }),
});

export const askEmailChange = endpoint({
  method: 'POST',
  path: '/v1/me/email',
  summary:
    'Sends a link of a day to another address, or to the same one to show that it is theirs; the answer never says whether somebody else ' +
    'has it. Needs a step-up.',
  body: z.strictObject({ email: z.email().max(254) }),
  reply: Nothing,
  problems: CHANGE,
});

export const confirmEmail = endpoint({
  method: 'POST',
  path: '/v1/email-changes/confirmation',
  summary:
    'Takes the address to which the link was sent into use. Ends all sign-ins but the one that asked; the address of before is told.',
  body: z.strictObject({ token: z.string().min(20).max(200).describe('From behind the # of the link.') }),
  reply: Nothing,
  problems: ['identity.link-over', 'identity.dosed-now'],
  withoutKey: 'The link is good once.',
});
