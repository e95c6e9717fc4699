import type { SessionView } from '#contracts';

/** Who of the session it was, by name: the log knows ids only. */
export function nameOf(
  { parties }: Pick<SessionView, 'parties'>,
  personId: string | null | undefined,
  otherwise = 'the clinic',
): string {
  return parties.find((party) => party.personId === personId)?.displayName ?? otherwise;
}
