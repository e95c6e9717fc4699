import { z } from 'zod';

import { endpoint, Next, Nothing, pageQuery } from './endpoint.js';
import { Me, NewPassword, PasskeyAnswer, PasskeyOptions, Role } from './identity.js';

const LinkToken = z.string().min(20).max(200).describe('From behind the # of the link.');
const NOBODY_YET = 'Nobody is signed in yet, and no copy of a cookie may be kept.';

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/v1/password-resets',
  summary: 'Sends a link for another password to the address, if somebody has it; the answer never says whether.',
  body: z.strictObject({ email: z.email().max(254) }),
  reply: Nothing,
  withoutKey: 'Nobody is signed in; a second link ends the first.',
});

export const choosePassword = endpoint({
  method: 'POST',
  path: '/v1/password-resets/choice',
  summary: 'Another password by a link of half an hour, good once. Ends all sign-ins; the second factor is still asked for.',
  body: z.strictObject({ token: LinkToken, password: NewPassword }),
  reply: Nothing,
  problems: ['identity.link-over', 'identity.password-refused'],
  withoutKey: 'The link is good once.',
});

export const Invite = z.strictObject({
  email: z.email().max(254),
  displayName: z.string().trim().min(1).max(100),
  role: Role.exclude(['chaperone']),
  profession: z.string().trim().min(1).max(20).optional().describe('NP, PA, MD, LCSW …; for clinicians.'),
  zone: z.string().min(1).max(60).describe('IANA time zone.'),
  phone: z.string().trim().min(5).max(30).optional(),
  isExternal: z.boolean().default(false).describe('A therapist of another practice, who sees what the patient has released.'),
});
export type Invite = z.infer<typeof Invite>;

export const invite = endpoint({
  method: 'POST',
  path: '/v1/invitations',
  summary:
    'Invites somebody: admins invite staff (after a step-up) and patients, clinicians patients and external therapists, patients ' +
    'their external therapist.',
  body: Invite,
  reply: z.object({ invitationId: z.uuid(), personId: z.uuid() }),
  problems: ['identity.not-yours-to-invite', 'identity.email-taken', 'identity.step-up-needed'],
});

export const inviteAgain = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/invitation',
  summary:
    'For somebody who has lost every factor, once an admin has made sure who they are: takes away password and factors, ends all ' +
    'sign-ins, sends a new invitation. Needs a step-up.',
  params: z.strictObject({ personId: z.uuid() }),
  reply: z.object({ invitationId: z.uuid() }),
  problems: ['identity.not-found', 'identity.dosed-now', 'identity.step-up-needed', 'identity.not-yourself'],
});

export const InvitationState = z.enum(['open', 'accepted', 'expired', 'revoked']);
export const Invitation = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  isExternal: z.boolean(),
  profession: z.string().nullable(),
  state: InvitationState,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

export const listInvitations = endpoint({
  method: 'GET',
  path: '/v1/invitations',
  summary:
    'The invitations of the last three months, of each person the last, the newest first: all for admins, for others their own.',
  query: z.strictObject(pageQuery(100)),
  reply: z.object({ invitations: z.array(Invitation), next: Next }),
});

export const sendInvitationAgain = endpoint({
  method: 'POST',
  path: '/v1/invitations/:invitationId/again',
  summary:
    'Sends an invitation that was not accepted by another link, good for seven days; the one before ends. For staff it needs a step-up. ' +
    'What was taken back only an admin sends again.',
  params: z.strictObject({ invitationId: z.uuid() }),
  reply: z.object({ invitationId: z.uuid() }),
  problems: ['identity.not-found', 'identity.step-up-needed'],
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/v1/invitations/:invitationId',
  summary: 'Takes an invitation back that was not accepted yet.',
  params: z.strictObject({ invitationId: z.uuid() }),
  reply: Nothing,
  problems: ['identity.not-found'],
  withoutKey: 'Ending twice is ending.',
});

export const lookAtInvitation = endpoint({
  method: 'POST',
  path: '/v1/invitations/look',
  summary: 'Whom an invitation is for.',
  body: z.strictObject({ token: LinkToken }),
  reply: z.object({ displayName: z.string(), role: Role }),
  problems: ['identity.link-over'],
  withoutKey: 'It changes nothing: the token may stand in no address.',
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/v1/invitations/acceptance',
  summary: 'Makes the account of an invitation: sets the password and signs in. Staff then enrol a second factor.',
  body: z.strictObject({ token: LinkToken, password: NewPassword }),
  reply: Me,
  problems: ['identity.link-over', 'identity.password-refused'],
  withoutKey: NOBODY_YET,
});

export const beginPasskeyWelcome = endpoint({
  method: 'POST',
  path: '/v1/invitations/passkey-ceremony',
  summary: 'A challenge for the passkey with which an invitation is accepted; good once, for five minutes.',
  body: z.strictObject({ token: LinkToken }),
  reply: PasskeyOptions,
  problems: ['identity.link-over'],
  withoutKey: 'Each challenge is new.',
});

export const acceptByPasskey = endpoint({
  method: 'POST',
  path: '/v1/invitations/acceptance-by-passkey',
  summary: 'Makes the account of an invitation with a passkey and no password, and signs in: it is both factors, for staff too.',
  body: z.strictObject({ token: LinkToken, name: z.string().trim().min(1).max(60), passkey: PasskeyAnswer }),
  reply: z.object({ me: Me, recoveryCodes: z.array(z.string()).describe('Shown once.') }),
  problems: ['identity.link-over', 'identity.wrong-proof'],
  withoutKey: NOBODY_YET,
});

export const Person = z.object({
  personId: z.uuid(),
  displayName: z.string(),
  role: Role,
  profession: z.string().nullable(),
  isExternal: z.boolean(),
  isDisabled: z.boolean().describe('Cannot sign in. So is whoever was invited and has never accepted.'),
  isInvited: z.boolean().describe('Has not accepted an invitation yet.'),
});
export type Person = z.infer<typeof Person>;

export const listPeople = endpoint({
  method: 'GET',
  path: '/v1/people',
  summary: 'Who is in this clinic: staff first, then patients, by name. Names and roles only.',
  query: z.strictObject({
    name: z.string().trim().min(1).max(100).optional().describe('A part of the name.'),
    after: z.uuid().optional().describe('Whom the page comes after; `next` of the page before.'),
    limit: z.coerce.number().int().min(1).max(100).default(100),
  }),
  reply: z.object({ people: z.array(Person), next: z.uuid().nullable() }),
});

const Named = z.strictObject({ personId: z.uuid() });
const ACT = [
  'identity.not-found',
  'identity.not-yourself',
  'identity.dosed-now',
  'identity.last-admin',
  'identity.step-up-needed',
];

export const changeRole = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/role',
  summary: 'Another role for somebody who works here. Ends all their sign-ins. Needs a step-up.',
  params: Named,
  body: z.strictObject({
    role: Role.exclude(['chaperone', 'patient']),
    profession: z.string().trim().min(1).max(20).optional().describe('NP, PA, MD, LCSW …; for clinicians.'),
  }),
  reply: Nothing,
  problems: [...ACT, 'identity.role-stays'],
});

export const disablePerson = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/disabling',
  summary:
    'Somebody may not come in any more. Ends all their sign-ins and open links; nothing of theirs is deleted. Needs a step-up.',
  params: Named,
  reply: Nothing,
  problems: ACT,
});

export const signOutPerson = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/signing-out',
  summary: 'Ends all sign-ins of somebody, who may sign in again: a device was lost, or seen in other hands. Needs a step-up.',
  params: Named,
  reply: Nothing,
  problems: ACT,
});

export const enablePerson = endpoint({
  method: 'POST',
  path: '/v1/people/:personId/enabling',
  summary: 'Somebody who was disabled may sign in again. Needs a step-up.',
  params: Named,
  reply: Nothing,
  problems: [...ACT, 'identity.not-accepted'],
});

export const readSetup = endpoint({
  method: 'GET',
  path: '/v1/setup',
  summary: 'Whether the clinic still waits for its first admin.',
  reply: z.object({ isWaiting: z.boolean() }),
});

export const setUp = endpoint({
  method: 'POST',
  path: '/v1/setup',
  summary: 'Makes the first admin of an empty clinic, by the token that the server has printed. They then enrol a second factor.',
  body: z.strictObject({
    token: z.string().min(20).max(100),
    email: z.email().max(254),
    displayName: z.string().trim().min(1).max(100),
    zone: z.string().min(1).max(60),
    password: NewPassword,
  }),
  reply: Me,
  problems: ['identity.link-over', 'identity.password-refused'],
  withoutKey: NOBODY_YET,
});
