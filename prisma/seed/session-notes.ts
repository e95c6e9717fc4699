import { MINUTE } from '#kernel';
import type { SessionNotesService } from '#record';
import type { Story } from './story.js';

/** What Tom has written down while Sam's session goes on. @param now epoch ms */
export async function seedSessionNotes(story: Story, notes: SessionNotesService, sessionId: string, now: number): Promise<void> {
  const tom = await story.caller('tom');
  const said = (id: string, agoMin: number, note: { kind: 'quote' | 'observed'; text: string }) =>
    notes.write(tom, sessionId, { id, ...note, happenedAt: new Date(now - agoMin * MINUTE).toISOString() });
  await said('5e551000-0000-4000-8000-000000000001', 4, { kind: 'quote', text: 'The rain sounds like somebody sweeping.' });
  await said('5e551000-0000-4000-8000-000000000002', 2, { kind: 'observed', text: 'Hand open on the blanket, breath slow.' });
}
