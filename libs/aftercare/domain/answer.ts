/** How somebody says that they are; `mood` from 0, as bad as it can be, to 10. Whoever asks for help says nothing else. */
export type Said =
  | Readonly<{ feeling: 'well' | 'not-so-well'; mood: number; isSomebodyThere: boolean }>
  | Readonly<{ feeling: 'help' }>;

/** Up to this mood somebody calls on the same day, whatever else was said. Source: ours, to be reviewed (docs/clinical-defaults.md). */
export const LOW_MOOD = 2;

/** How soon somebody has to call, and how grave it is. */
export type Concern = Readonly<{ ladder: 'now' | 'urgent' | 'same-day'; level: number }>;

/**
 * Who has to be called for what a patient says after a session.
 *
 * Whoever is not well and alone counts as somebody who asks for help.
 *
 * @returns null when nobody has to be
 * @source  docs/clinical-defaults.md, "The evening and the morning after"
 */
export function concernOf(said: Said): Concern | null {
  if (said.feeling === 'help') return { ladder: 'now', level: 3 };
  if (said.feeling === 'well') return said.mood <= LOW_MOOD ? { ladder: 'same-day', level: 2 } : null;
  return said.isSomebodyThere ? { ladder: 'urgent', level: 2 } : { ladder: 'now', level: 3 };
}
