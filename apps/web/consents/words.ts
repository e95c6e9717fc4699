import type { ConsentLack, OwnClause } from '#contracts';

/** Why a clause has to be signed, to a clinician. */
export const LACKS: Readonly<Record<ConsentLack, string>> = {
  'never-signed': 'Not signed',
  changed: 'Signed in an older version',
  'too-old': 'Signed more than a year ago',
  withdrawn: 'Taken back',
};

/** The same, to the patient. */
export const OWN_LACKS: Readonly<Record<ConsentLack, string>> = {
  'never-signed': 'New to you',
  changed: 'The text has changed since you signed it',
  'too-old': 'You signed this more than a year ago',
  withdrawn: 'You took this back',
};

const DAY_MS = 86_400_000;
const HOLDS_DAYS = 365;
const SOON_DAYS = 30;

/** Whether a clause is to be read and signed: it lacks a signature, or will within a month. @param now epoch ms */
export const isToSign = ({ lack, signedAt }: OwnClause, now: number): boolean =>
  lack !== null || (signedAt !== null && now - Date.parse(signedAt) > (HOLDS_DAYS - SOON_DAYS) * DAY_MS);
