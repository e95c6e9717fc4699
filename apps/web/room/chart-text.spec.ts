import type { SessionNote } from '#contracts';
import { chartText } from './chart-text.js';

const note = (minute: number, kind: SessionNote['kind'], text: string | null): SessionNote => {
  const at = new Date(minute * 60_000).toISOString();
  return { id: `${minute}`, kind, text, authorName: 'Tom', isOwn: true, happenedAt: at, writtenAt: at };
};
const when = (at: number) => `T+${at / 60_000}`;

describe('chartText', () => {
  it('has a line for each note, quotes as quotes, and nothing of what was erased', () => {
    const notes = [note(3, 'quote', 'It is warm.'), note(5, 'observed', null), note(9, 'observed', 'She smiles.')];
    expect(chartText(notes, when)).toBe('T+3: “It is warm.”\nT+9: She smiles.');
  });

  it('is never longer than a note of the chart may be', () => {
    const notes = Array.from({ length: 20 }, (_, i) => note(i, 'observed', 'x'.repeat(2_000)));
    expect(chartText(notes, when)).toHaveLength(20_000);
  });
});
