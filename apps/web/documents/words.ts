import type { DocumentJson, DocumentKind, LetterDispatchWay, LetterTemplate, ReleasePurpose } from '#contracts';

export const KINDS: Readonly<Record<DocumentKind, string>> = {
  'pharmacy-record': 'List from a pharmacy',
  letter: 'Letter from a doctor or therapist',
  identity: 'ID card or passport',
  laboratory: 'Laboratory result',
  ecg: 'ECG',
  other: 'Something else',
};
export const TEMPLATES: Readonly<Record<LetterTemplate, string>> = {
  'treatment-begins': 'That treatment begins',
  'screening-result': 'What came of the screening',
  'clearance-request': 'A question to them before treatment',
};
export const PURPOSES: Readonly<Record<ReleasePurpose, string>> = {
  treatment: 'To treat me as well',
  clearance: 'To say if it is safe for me',
  'patient-request': 'I ask for it',
};
export const WAYS: Readonly<Record<LetterDispatchWay, string>> = {
  printed: 'Printed and handed over',
  posted: 'Sent by post',
  faxed: 'Sent by fax',
  'given-to-patient': 'Given to the patient',
};

const MB = 1_000_000;
/** How large a file is, as people say it. */
export const sizeWords = (byteCount: number): string =>
  byteCount < MB ? `${Math.max(1, Math.round(byteCount / 1_000))} kB` : `${(byteCount / MB).toFixed(1).replace(/\.0$/, '')} MB`;

const TYPES: Readonly<Record<NonNullable<DocumentJson['mediaType']>, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'photo',
  'image/png': 'picture',
  'image/heic': 'photo (HEIC)',
};

/** What a paper is, in a line: kind, form and size. */
export function paperWords({ kind, mediaType, byteCount }: DocumentJson): string {
  const file = mediaType && byteCount !== null ? [TYPES[mediaType], sizeWords(byteCount)] : [];
  return [KINDS[kind], ...file].join(' · ');
}

/** What else is to be known of a paper: whether it can be opened, and whether somebody looked for viruses. */
export function standingWords({ state, scan, isOpenable }: DocumentJson): string | null {
  if (state === 'awaited') return 'Its file has not arrived. Add it again.';
  if (state === 'removed') return 'Taken back by who added it.';
  if (scan === 'infected') return 'The virus scanner found something in this file. It was removed and cannot be opened.';
  if (state === 'gone') return 'Its file is not kept any more.';
  if (!isOpenable) return 'Being checked for viruses. This takes a moment.';
  return scan === 'clean' ? null : 'Not scanned for viruses.';
}

/** The name under which a file is saved: its title, as far as every system takes it. */
export function fileName(title: string | null, mediaType: string): string {
  const plain = (title ?? '')
    .replace(/[^\p{L}\p{N}_-]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return `${plain || 'document'}.${mediaType.split('/')[1]!.replace('jpeg', 'jpg')}`;
}
