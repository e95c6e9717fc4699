import type { NoteKind } from '#contracts';

export const NOTE_KINDS: Readonly<Record<NoteKind, string>> = {
  visit: 'A visit',
  session: 'A dosing session',
  phone: 'A telephone call',
};
