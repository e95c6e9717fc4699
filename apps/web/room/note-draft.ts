import type { SessionNoteKind } from '#contracts';

/** What its author is writing; `begunAt` (epoch ms): when they began, which is when it was said. */
export type NoteDraft = Readonly<{ kind: SessionNoteKind; text: string; begunAt?: number | undefined }>;

const keyOf = (personId: string, sessionId: string) => `hearth.note-draft.${personId}.${sessionId}`;

/** What stood in this tab before it was reloaded. */
export function keptDraft(personId: string, sessionId: string): NoteDraft {
  const kept = sessionStorage.getItem(keyOf(personId, sessionId));
  return kept ? (JSON.parse(kept) as NoteDraft) : { kind: 'quote', text: '' };
}

export function keepDraft(personId: string, sessionId: string, draft: NoteDraft): void {
  if (draft.text) sessionStorage.setItem(keyOf(personId, sessionId), JSON.stringify(draft));
  else sessionStorage.removeItem(keyOf(personId, sessionId));
}
