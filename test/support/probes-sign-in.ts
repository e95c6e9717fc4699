import { randomUUID } from 'node:crypto';
import type { Actor } from './cast.js';

type Body = (asked: Readonly<{ actor: Actor }>) => object;
const code: Body = () => ({ code: '000000' });
const token = () => `${randomUUID()}.made-up`;
const password = 'not the password';
const passkey = { id: 'bWFkZSB1cA', rawId: 'bWFkZSB1cA', type: 'public-key', response: {}, clientExtensionResults: {} };

/** What is sent to the doors by which people come in, and to those of their account: nothing of it opens any. */
export const SIGN_IN_BODIES: Readonly<Record<string, Body>> = {
  'POST /v1/sign-ins': () => ({ email: `${randomUUID()}@test.example`, password }),
  'POST /v1/sign-ins/passkey': () => ({ passkey }),
  'POST /v1/sign-ins/current/second-factor': code,
  'POST /v1/sign-ins/current/step-up': () => ({ password }),
  'POST /v1/sign-ins/current/unlock': () => ({ password }),
  'POST /v1/chaperone-links/exchange': () => ({ token: token() }),
  'POST /v1/chaperone-links/look': () => ({ token: token() }),
  'POST /v1/chaperone-links/refusal': () => ({ token: token() }),
  'POST /v1/appointment-links/look': () => ({ token: token() }),
  'POST /v1/appointment-links/confirmation': () => ({ token: token() }),
  'POST /v1/appointment-links/lateness': () => ({ token: token(), lateMin: 10 }),
  'POST /v1/setup': () => ({ token: token(), email: 'nobody@test.example', displayName: 'Nobody', zone: 'UTC', password }),
  'POST /v1/password-resets': () => ({ email: `${randomUUID()}@test.example` }),
  'POST /v1/password-resets/choice': () => ({ token: token(), password }),
  // who may not invite anybody hears so before anybody looks at the zone
  'POST /v1/invitations': ({ actor: { name } }) => ({
    ...{ email: `${randomUUID()}@test.example`, displayName: 'Nobody', zone: 'Nowhere/Land' },
    ...(name.startsWith('patient') ? { role: 'therapist', isExternal: true } : { role: 'patient' }),
  }),
  'POST /v1/people/{personId}/role': () => ({ role: 'auditor' }),
  'POST /v1/invitations/look': () => ({ token: token() }),
  'POST /v1/invitations/acceptance': () => ({ token: token(), password }),
  'POST /v1/invitations/passkey-ceremony': () => ({ token: token() }),
  'POST /v1/invitations/acceptance-by-passkey': () => ({ token: token(), name: 'Made up', passkey }),
  'POST /v1/me/authenticator/confirmation': code,
  'POST /v1/me/passkeys': () => ({ name: 'Made up', passkey }),
  'POST /v1/me/email': () => ({ email: `${randomUUID()}@test.example` }),
  'POST /v1/email-changes/confirmation': () => ({ token: token() }),
  'PUT /v1/me/password': () => ({ password: 'short' }),
  'PUT /v1/me/calendar/other': () => ({ address: 'ftp://nowhere.example/x' }),
};
