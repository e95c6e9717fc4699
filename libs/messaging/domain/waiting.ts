import { HOUR } from '#kernel';

/** The first message of a patient that nobody has answered, and when it came; epoch ms. */
export type Waiting = Readonly<{ id: string; since: number }>;
export type Written = Readonly<{ id: string; at: number; isPatients: boolean }>;

/**
 * For which message a patient waits after one was written: any answer of the team answers all before it, and further messages of the
 * patient do not begin the wait anew.
 *
 * @param waiting null: for none
 */
export function waitingAfter(waiting: Waiting | null, { id, at, isPatients }: Written): Waiting | null {
  if (!isPatients) return null;
  return waiting ?? { id, since: at };
}

/**
 * When a message that was not answered reaches whoever is on call.
 *
 * @param since       epoch ms
 * @param withinHours real hours, also over a change of the clocks. Source: the clinic's setting, docs/clinical-defaults.md
 * @returns           epoch ms
 */
export const answerDueAt = (since: number, withinHours: number): number => since + withinHours * HOUR;
