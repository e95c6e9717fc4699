import type { SessionNote } from '#contracts';

/** As long as a note of the chart may be. */
const LONGEST = 20_000;

/**
 * What was written down in a session, as the beginning of a note of the chart: a line each, in the order in which it happened.
 *
 * @param when how an instant (epoch ms) is said: by the session's clock
 */
export function chartText(notes: readonly SessionNote[], when: (at: number) => string): string {
  const lines = notes.flatMap(({ text, kind, happenedAt }) =>
    text === null ? [] : [`${when(Date.parse(happenedAt))}: ${kind === 'quote' ? `“${text}”` : text}`],
  );
  return lines.join('\n').slice(0, LONGEST);
}
