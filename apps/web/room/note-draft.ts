import type { SessionNoteKind } from '#contracts';
import { prefixOf } from '../conversation/draft.js';

/** What its author is writing; `begunAt` (epoch ms): when they began, which is when it was said. */
export type NoteDraft = Readonly<{ kind: SessionNoteKind; text: string; begunAt?: number | undefined }>;

type NoteShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Among the drafts of its author, which go when they sign out. */
const keyOf = (personId: string, sessionId: string) => `${prefixOf(personId)}note ${sessionId}`;

/** What stood in this tab before it was reloaded. */
export function keptDraft(personId: string, sessionId: string, shelf: NoteShelf = sessionStorage): NoteDraft {
  const kept = shelf.getItem(keyOf(personId, sessionId));
  return kept ? (JSON.parse(kept) as NoteDraft) : { kind: 'quote', text: '' };
}

export function keepDraft(personId: string, sessionId: string, draft: NoteDraft, shelf: NoteShelf = sessionStorage): void {
  if (draft.text) shelf.setItem(keyOf(personId, sessionId), JSON.stringify(draft));
  else shelf.removeItem(keyOf(personId, sessionId));
}
